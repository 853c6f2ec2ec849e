/* Writes down, in order, what a process does to the files of one folder: loaded before libc (LD_PRELOAD).
 *
 * POWER_ROOT is the folder, POWER_LOG the log. A line of the log is a header (struct entry, little end first), the
 * file's name, and for a write the bytes. What is done to other files passes by. Reads are not of interest, nor is the
 * shared memory of a database (mmap), which is made anew after a power loss.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

struct entry {
    uint8_t what; /* 'c' created, 't' size set, 'w' written, 's' synced, 'u' unlinked, 'r' renamed, 'd' folder synced */
    uint8_t pad[3];
    uint32_t name_bytes;
    uint64_t offset; /* of a write; the new size of a file */
    uint64_t data_bytes;
};

enum { MOST_FILES = 4096, MOST_NAME = 512 };
static char names[MOST_FILES][MOST_NAME]; /* by descriptor; empty where it is none of ours */
static char folders[MOST_FILES];
static int log_fd = -1;
static const char *root;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void begin(void) {
    if (root) return;
    const char *log = getenv("POWER_LOG"), *folder = getenv("POWER_ROOT");
    if (!log || !folder) return;
    log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    root = folder;
}

/* The part of a path below the folder: "" for the folder itself, NULL for what lies elsewhere. */
static const char *below(const char *path) {
    begin();
    if (!root || !path) return NULL;
    size_t size = strlen(root);
    if (strncmp(path, root, size)) return NULL;
    if (path[size] == 0) return path + size;
    return path[size] == '/' ? path + size + 1 : NULL;
}

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t done = syscall(SYS_write, log_fd, at, size);
        if (done <= 0) abort();
        at += done, size -= done;
    }
}

static void note(char what, const char *name, uint64_t offset, const void *data, size_t size) {
    struct entry entry = {.what = what, .name_bytes = strlen(name), .offset = offset, .data_bytes = size};
    put(&entry, sizeof entry);
    put(name, entry.name_bytes);
    if (size) put(data, size);
}

static int ours(int fd) { return fd >= 0 && fd < MOST_FILES && names[fd][0]; }

static int opened(const char *path, int flags, mode_t mode) {
    const char *name = below(path);
    struct stat found;
    int is_new = name && *name && (flags & O_CREAT) && stat(path, &found);
    int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (!name || fd < 0 || fd >= MOST_FILES) return fd;
    pthread_mutex_lock(&lock);
    folders[fd] = *name == 0;
    strncpy(names[fd], *name ? name : ".", MOST_NAME - 1);
    if (is_new) note('c', name, 0, NULL, 0);
    else if (flags & O_TRUNC) note('t', name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return fd;
}

#define OPEN(symbol)                                                                                                   \
    int symbol(const char *path, int flags, ...) {                                                                     \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                        \
        va_end(more);                                                                                                  \
        return opened(path, flags, mode);                                                                              \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    if (ours(fd)) {
        pthread_mutex_lock(&lock);
        names[fd][0] = 0;
        pthread_mutex_unlock(&lock);
    }
    return syscall(SYS_close, fd);
}

/* The lock is held over the call, so that the log has the order of what happened. */
static ssize_t written(int fd, const void *data, size_t size, off_t offset) {
    if (!ours(fd)) return syscall(SYS_pwrite64, fd, data, size, offset);
    pthread_mutex_lock(&lock);
    ssize_t done = syscall(SYS_pwrite64, fd, data, size, offset);
    if (done > 0) note('w', names[fd], offset, data, done);
    pthread_mutex_unlock(&lock);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return written(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
    if (!ours(fd)) return syscall(SYS_write, fd, data, size);
    pthread_mutex_lock(&lock);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_write, fd, data, size);
    if (done > 0) note('w', names[fd], offset, data, done);
    pthread_mutex_unlock(&lock);
    return done;
}

static int sized(int fd, off_t size) {
    if (!ours(fd)) return syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&lock);
    int failed = syscall(SYS_ftruncate, fd, size);
    if (!failed) note('t', names[fd], size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}
int ftruncate(int fd, off_t size) { return sized(fd, size); }
int ftruncate64(int fd, off64_t size) { return sized(fd, size); }

static int synced(int fd) {
    /* Not carried out: the test is of what is asked for, and a disk of the machine that runs it is slow. */
    if (!ours(fd)) return 0;
    pthread_mutex_lock(&lock);
    note(folders[fd] ? 'd' : 's', names[fd], 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return 0;
}
int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

int unlink(const char *path) {
    const char *name = below(path);
    if (!name) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&lock);
    int failed = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!failed) note('u', name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

int rename(const char *from, const char *to) {
    const char *old = below(from), *new = below(to);
    if (!old || !new) return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&lock);
    int failed = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!failed) note('r', old, 0, new, strlen(new));
    pthread_mutex_unlock(&lock);
    return failed;
}
