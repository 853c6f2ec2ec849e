"""A PostgreSQL server for the tests: started once, with an empty record as a template."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

# Set by .ci/run where it has installed the server: then its absence is a failure and no skip.
REQUIRED = "ONRECORD_TESTS_NEED_POSTGRES"
_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"
# A server as it is installed: what it confirmed survives its own end.
DURABLE = "-c max_connections=50"


class Server:
    """A server that is running; `url` is that of its empty `postgres` database."""

    def __init__(self, port: int, data: Path, control: list[str], user: str | None, options: str) -> None:
        self.port = port
        self._data, self._control, self._user, self._options = data, control, user, options
        self._made = 0
        self._template = ""
        self._databases: list[str] = []

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, command: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(command)

    def start(self) -> None:
        """Starts it, also after it was ended in whatever way."""
        _call([*self._control, "-o", self._options, "start"], self._user)

    def stop(self) -> None:
        """Ends it at once, as after a crash: it recovers when it is started again."""
        _call([*self._control, "-m", "immediate", "stop"], self._user)

    def kill(self) -> None:
        """Kills the server and every process of it, as the system does when memory is short."""
        postmaster = int((self._data / "postmaster.pid").read_text().split()[0])
        processes = [postmaster, *_children(postmaster)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in processes):
            time.sleep(0.01)

    def new_database(self, template: str = "template0") -> str:
        """Makes a database and returns its URL."""
        self._made += 1
        name = f"test{self._made}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._databases.append(name)
        return self.url(name)

    def drop_databases(self) -> None:
        """Drops what was made since the last time, but for the template."""
        for name in self._databases:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")
        self._databases.clear()

    def new_record(self) -> str:
        """Makes an empty record and returns its URL; copied, since migrations take half a second."""
        from onrecord.store.postgres import open_postgres

        if not self._template:
            url = self.new_database()
            open_postgres(url).close()
            self._template = url.rpartition("/")[2]
            self._databases.remove(self._template)
        return self.new_database(self._template)


@contextmanager
def running_server(settings: str = _OPTIONS) -> Iterator[Server]:
    """Runs a server while inside; skips the test where there is none to run."""
    programs = _find_programs()
    # Not pytest's folder: the server's user may not enter it.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    user = _user(folder)
    try:
        data = str(folder / "data")
        # A dictionary's order of letters, as many servers have it: ours must not depend on it.
        locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"]
        _call([f"{programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale], user)
        port = _free_port()
        options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 {settings}"
        control = [f"{programs}/pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-t", "60"]
        server = Server(port, Path(data), control, user, options)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _children(process: int) -> list[int]:
    """Returns the processes that a process has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # After the name, which may hold anything in its brackets: the state, then the parent.
            if int(stat.read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(stat.parent.name))
    return found


def _find_programs() -> str:
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = str(known[-1]) if known else shutil.which("initdb")
    missing = None if found else "no PostgreSQL server on this machine"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        missing = "psycopg is not installed"
    if missing:
        if os.environ.get(REQUIRED):
            pytest.fail(missing)
        pytest.skip(missing)
    return str(Path(str(found)).parent)


def _user(folder: Path) -> str | None:
    """Returns the user that the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    entry = pwd.getpwnam("postgres")
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return entry.pw_name


def _call(command: list[str], user: str | None) -> None:
    # No pipe: the server would hold it open for ever.
    with tempfile.TemporaryFile() as output:
        run = subprocess.run(command, user=user, cwd="/", stdout=output, stderr=output, check=False)
        if run.returncode:
            output.seek(0)
            raise RuntimeError(f"{command[0]}: {output.read().decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
