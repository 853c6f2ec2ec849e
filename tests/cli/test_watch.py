from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.webserver import Site, running_site


@pytest.fixture
def site(socket_enabled) -> Iterator[Site]:
    with running_site() as place:
        yield place


def test_a_feed_is_watched_once_and_its_state_shown(run, site):
    page = site.add("/a", "Foreign Minister Ada Venn said the border stays open.", Content_Type="text/plain")
    items = f"<item><link>{page}</link></item><item><link>{site.address}/gone</link></item>"
    feed = site.add("/feed", f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>")
    watched = run("watch", feed, "--once", "--allow-private", "--gap", "0s")
    assert watched.exit_code == 3  # a page was given up
    assert f"kept: {page}: 1 said" in watched.output
    assert f"given up: {site.address}/gone: the server has no such page" in watched.output
    assert "1 feeds (0 failing), 1 looks, 1 pages kept, 0 waiting, 1 given up" in watched.output
    status = run("watch", "--status")
    assert status.exit_code == 0
    assert f"{feed}, lists 2" in status.output
    assert "1 feed; 1 done, 0 waiting, 1 given up." in status.output


def test_without_a_feed_a_new_record_has_nothing_to_watch(run):
    told = run("watch", "--once")
    assert told.exit_code == 2
    assert "no feed is named" in told.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["feed.xml"], "feed.xml: is no http or https address of a feed"),
        (["https://a.example/", "--every", "soon"], "--every soon: not a length of time"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_fetched(run, arguments, message):
    told = run("watch", *arguments)
    assert told.exit_code == 2
    assert message in told.output


def test_importing_what_is_no_job_is_refused_in_one_line(run, tmp_path):
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    told = run("import", tmp_path)
    assert told.exit_code == 2
    assert "holds nothing of a job that ended" in told.output


def test_spark_read_needs_an_input_and_a_folder(run):
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    told = run("spark", "read", "pages/")
    assert told.exit_code == 2
    assert "name what to read, and the folder for the results" in told.output
