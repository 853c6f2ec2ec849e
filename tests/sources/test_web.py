"""Fetching: against a server on this machine."""

from __future__ import annotations

import gzip
import time

import pytest

from onrecord.records import Capture, Failure
from onrecord.sources import SourceOptions, Validators, iter_captures
from onrecord.sources.addresses import find_target

PAGE = "<!doctype html><p>The talks ended.</p>"


def fetch(url: str, **options) -> list[Capture | Failure]:
    return list(iter_captures([url], options=SourceOptions(allow_private=True, **options)))


def reason(url: str, **options) -> str:
    (outcome,) = fetch(url, **options)
    assert isinstance(outcome, Failure)
    assert outcome.where == url
    return outcome.reason


def test_a_page_comes_with_what_the_server_said(site):
    url = site.add("/a", PAGE, ETag='"1"', Last_Modified="Sat, 03 May 2031 16:05:00 GMT")
    (capture,) = fetch(url)
    assert isinstance(capture, Capture)
    origin = capture.origin
    assert capture.data.decode() == PAGE
    assert (origin.url, origin.media_type, origin.charset) == (url, "text/html", "utf-8")
    assert (origin.etag, origin.last_modified) == ('"1"', "Sat, 03 May 2031 16:05:00 GMT")
    assert origin.fetched_at is not None


def test_onrecord_names_itself(site):
    fetch(site.add("/a", PAGE))
    assert all(headers["user-agent"].startswith("onrecord/") for _, headers in site.asked)


def test_robots_txt_is_respected(site):
    url = site.add("/closed/a", PAGE)
    site.add("/robots.txt", "User-agent: *\nDisallow: /closed/\n")
    assert reason(url) == "robots"
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_robots_txt_can_address_onrecord_by_name(site):
    site.add("/robots.txt", "User-agent: onrecord\nDisallow: /*?print=\n\nUser-agent: *\nDisallow: /\n")
    assert reason(site.add("/a?print=1", PAGE)) == "robots"
    assert isinstance(fetch(site.add("/a", PAGE))[0], Capture)


def test_a_robots_txt_in_trouble_closes_the_site(site):
    site.add("/robots.txt", status=503)
    assert reason(site.add("/a", PAGE)) == "robots"


def test_robots_txt_is_asked_once_a_site(site):
    urls = [site.add("/a", PAGE), site.add("/b", PAGE)]
    list(iter_captures(urls, options=SourceOptions(allow_private=True)))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


def test_private_addresses_are_refused(site):
    url = site.add("/a", PAGE)
    (outcome,) = iter_captures([url])
    assert isinstance(outcome, Failure)
    assert outcome.reason == "refused_address"
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site, monkeypatch):
    """The first host passes as public; where it sends us to is checked like any other address."""
    from onrecord.sources import addresses

    url = site.add("/a", status=302, Location="http://10.0.0.1/b")
    site.add("/robots.txt", "")
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1")
    (outcome,) = iter_captures([url])
    assert isinstance(outcome, Failure)
    assert (outcome.reason, outcome.where) == ("refused_address", url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://user@/x",
        "http://[bad/",
    ],
)
def test_addresses_that_are_not_public_are_refused_without_a_connection(url, socket_enabled):
    outcome = find_target(url, allow_private=False)
    assert isinstance(outcome, Failure)
    assert outcome.reason == "refused_address"


def test_redirects_are_followed_and_the_last_address_kept(site):
    site.add("/b", PAGE)
    (capture,) = fetch(site.add("/a", status=301, Location="/b"))
    assert isinstance(capture, Capture)
    assert capture.origin.url == site.address + "/b"


def test_endless_redirects_end(site):
    assert reason(site.add("/a", status=302, Location="/a")) == "http_error"


def test_a_redirect_to_another_scheme_is_refused(site):
    assert reason(site.add("/a", status=302, Location="file:///etc/hostname")) == "refused_address"


@pytest.mark.parametrize(("status", "expected"), [(404, "not_found"), (410, "not_found"), (500, "http_error")])
def test_errors_of_the_server_are_told(site, status, expected):
    assert reason(site.add("/a", status=status)) == expected


def test_a_page_over_the_limit_is_refused(site):
    assert reason(site.add("/a", b"x" * 200_000), max_bytes=100_000) == "too_large"


def test_a_compressed_bomb_is_refused(site):
    url = site.add("/a", gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")
    assert reason(url, max_bytes=1_000_000) == "too_large"


def test_compressed_pages_are_unpacked(site):
    (capture,) = fetch(site.add("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip"))
    assert isinstance(capture, Capture)
    assert capture.data.decode() == PAGE


def test_a_slow_server_times_out(site):
    def answer(_):
        time.sleep(0.6)
        return 200, {}, b""

    site.pages["/slow"] = answer
    assert reason(site.address + "/slow", timeout_s=0.2) == "timeout"


def test_a_closed_port_is_a_network_failure(site, unused_port):
    assert reason(f"http://127.0.0.1:{unused_port}/a", respect_robots=False) == "network"


@pytest.fixture
def unused_port(socket_enabled):
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_page_not_modified_since_yields_nothing(site):
    site.pages["/a"] = lambda headers: (304 if headers.get("if-none-match") == '"1"' else 200, {}, b"")
    url = site.address + "/a"
    assert fetch(url, validators={url: Validators(etag='"1"')}) == []


def test_a_page_modified_since_is_fetched(site):
    url = site.add("/a", PAGE, ETag='"2"')
    outcomes = fetch(url, validators={url: Validators(etag='"1"', last_modified="Sat, 03 May 2031 16:05:00 GMT")})
    assert isinstance(outcomes[0], Capture)
    assert site.asked[-1][1]["if-modified-since"] == "Sat, 03 May 2031 16:05:00 GMT"


def test_a_feed_yields_its_entries(site):
    feed = "<rss version='2.0'><channel><title>Gazette</title><item><title>Talks</title><link>http://g.example/1</link>"
    url = site.add("/feed", feed + "<description>The talks ended.</description></item></channel></rss>")
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, site.pages["/feed"][2])
    (capture,) = fetch(url)
    assert isinstance(capture, Capture)
    assert (capture.origin.path, capture.origin.url) == (f"{url}#1", "http://g.example/1")
