"""When to ask whom again: pacing, back-off and giving up. No clock and no network here."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records.failure import Failure
from onrecord.store.watching import Feed, WatchedLink

# A page that fails is tried again after 5 minutes, 20, 80 and five hours, and then given up: an outage of a night is
# outlasted, and what is gone for good does not pile up.
_FIRST_RETRY_S, _RETRY_FACTOR, MOST_TRIES = 300.0, 4.0, 5
_MOST_WAIT_S = 86_400.0
# What another try may mend. A robots.txt that forbids may be one that could not be read.
_PASSING = frozenset({"timeout", "network", "http_error", "robots"})
_PASSING_STATUS = frozenset({408, 425, 429})


class WatchOptions(Struct, frozen=True, kw_only=True):
    """How feeds are watched.

    Attributes:
        every_s: Seconds between two looks at a feed.
        gap_s: Seconds at least between two requests to one host; a robots.txt may ask for more.
        most_gap_s: The most that a robots.txt is given.
        workers: Requests at a time, each to another host.
        most_links: Pages taken from one look at a feed, the newest first.
        most_lists: Sitemaps followed of one index, the newest first.
        recheck_s: How long a page waits that the feed says has changed.
        keep_s: How long a page that no feed lists any more is remembered.
        once: Whether to stop when nothing is due.
    """

    every_s: float = 600.0
    gap_s: float = 2.0
    most_gap_s: float = 60.0
    workers: int = 8
    most_links: int = 1000
    most_lists: int = 20
    recheck_s: float = 3600.0
    keep_s: float = 90 * 86_400.0
    once: bool = False

    @property
    def horizon_s(self) -> float:
        """Longest that anything is put off; what is due later was put off by a clock that was wrong."""
        return max(_MOST_WAIT_S, self.every_s) * 1.1


def after_success(feed: Feed, now: float, *, every_s: float, listed: int | None = None) -> Feed:
    """Returns the feed as it stands after a look at it.

    Args:
        feed: As it stood.
        now: The time.
        every_s: Seconds to the next look.
        listed: How many pages it lists; ``None`` where it has not changed.
    """
    number = feed.listed if listed is None else listed
    return replace(feed, due=now + every_s, failures=0, error=None, checked=now, listed=number)


def after_failure(feed: Feed, failure: Failure, now: float, *, every_s: float, wait_s: float = 0.0) -> Feed:
    """Returns the feed as it stands after a look that failed: each time it waits twice as long, a day at most.

    Args:
        feed: As it stood.
        failure: What was wrong.
        now: The time.
        every_s: Seconds between two looks when all is well.
        wait_s: What the server asked to wait.
    """
    failures = feed.failures + 1
    back_off = min(every_s * 2.0 ** min(failures, 20), max(_MOST_WAIT_S, every_s))
    due = now + max(back_off, min(wait_s, _MOST_WAIT_S))
    return replace(feed, due=due, failures=failures, error=failure.message)


def settle_failure(
    link: WatchedLink, failure: Failure, now: float, *, status: int = 0, wait_s: float = 0.0
) -> WatchedLink:
    """Returns the page as it stands after a fetch that failed: waiting for another try, or given up.

    Args:
        link: As it stood.
        failure: What was wrong.
        now: The time.
        status: HTTP status, where there was an answer.
        wait_s: What the server asked to wait.
    """
    tries = link.tries + 1
    passing = failure.reason in _PASSING and not (400 <= status < 500 and status not in _PASSING_STATUS)
    if not passing or tries >= MOST_TRIES:
        return replace(link, state="dead", tries=tries, error=failure.message)
    back_off = min(_FIRST_RETRY_S * _RETRY_FACTOR ** (tries - 1), _MOST_WAIT_S)
    due = now + max(back_off, min(wait_s, _MOST_WAIT_S))
    return replace(link, due=due, tries=tries, error=failure.message)


def is_due(due: float, now: float, horizon_s: float) -> bool:
    """Tells whether something is due, also after a clock that ran ahead was put right.

    >>> is_due(10, 20, 100), is_due(30, 20, 100), is_due(1000, 20, 100)
    (True, False, True)
    """
    return due <= now or due > now + horizon_s


def asked_wait_s(header: str | None, now: float) -> float:
    """Returns the seconds that a Retry-After header asks to wait; 0 where it says nothing that makes sense.

    >>> asked_wait_s("120", 0.0), asked_wait_s("Thu, 01 Jan 1970 00:01:00 GMT", 30.0), asked_wait_s("soon", 0.0)
    (120.0, 30.0, 0.0)
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now) if text else 0.0
    except (ValueError, OverflowError):
        return 0.0
