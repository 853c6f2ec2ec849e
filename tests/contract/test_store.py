"""What every store must do, whatever engine it runs on."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import TEXT, make_attribution, make_capture, make_page, make_reading

from onrecord.errors import UsageError
from onrecord.records import Actor, Capture, Reading
from onrecord.records.codec import encode_reading
from onrecord.store.contract import EVERYTHING, Filter, Store
from onrecord.store.open import open_store
from onrecord.store.whole import Changes

ENGINES = ("sqlite", "postgres")


@pytest.fixture(params=ENGINES)
def open_empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens as many empty records as the test asks for."""
    numbers = itertools.count()
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    with contextlib.ExitStack() as opened:

        def open_one() -> Store:
            where = str(tmp_path / f"{next(numbers)}.db") if server is None else server.new_record()
            return opened.enter_context(open_store(where))

        yield open_one


@pytest.fixture
def store(open_empty: Callable[[], Store]) -> Store:
    return open_empty()


def keep(store: Store, reading: Reading) -> str:
    return store.keep(make_capture(reading.page.text), reading).outcome


def export(store: Store) -> list[bytes]:
    return [encode_reading(reading) for reading in store.readings()]


def quotes(store: Store, **wanted: Any) -> list[str]:
    return [entry.attribution.quote for entry in store.entries(Filter(**wanted))]


def test_a_kept_reading_comes_back_as_it_was(store):
    reading = make_reading(make_page(outlet="The Oster Post", published="2031-02-03", path="a.html"))
    keep(store, reading)
    assert list(store.readings()) == [reading]


def test_the_bytes_come_back_as_they_were(store):
    capture = make_capture(b"<p>caf\xe9</p>")
    page = msgspec.structs.replace(make_page(), sha256=capture.sha256)
    store.keep(capture, make_reading(page))
    assert store.capture(capture.sha256) == capture.data


def test_bytes_never_kept_are_none(store):
    assert store.capture("0" * 64) is None


def test_keeping_a_new_page_says_added(store):
    assert keep(store, make_reading()) == "added"


def test_keeping_again_changes_nothing_and_says_so(store):
    keep(store, make_reading())
    before = export(store)
    assert (keep(store, make_reading()), export(store)) == ("unchanged", before)


def test_another_models_reading_replaces_the_old_one(store):
    keep(store, make_reading(model="toy 1"))
    newer = make_reading(model="toy 2")
    assert (keep(store, newer), list(store.readings())) == ("replaced", [newer])


def test_a_replacing_reading_keeps_the_ids_that_still_hold(store):
    old = make_reading(model="toy 1")
    keep(store, old)
    page = old.page
    another = make_attribution(page, "Norland", "wants", "the river ports")
    newer = msgspec.structs.replace(old, attributions=(*old.attributions[:2], another), model="toy 2")
    kept = store.keep(make_capture(), newer)
    assert (kept.new, kept.dropped) == (1, 1)
    ids = {entry.attribution.id for entry in store.entries()}
    assert ids == {old.attributions[0].id, old.attributions[1].id, another.id}


def test_a_dropped_statement_is_no_longer_found(store):
    old = make_reading()
    keep(store, old)
    keep(store, msgspec.structs.replace(old, attributions=old.attributions[:1], model="toy 2"))
    assert quotes(store, search="river") == []


def test_fetching_the_same_bytes_again_keeps_the_first_time_of_fetching(store):
    for time in ("2031-02-04T10:00:00Z", "2031-02-05T10:00:00Z"):
        keep(store, make_reading(make_page(url="https://post.example/a", fetched_at=time)))
    assert [reading.page.fetched_at for reading in store.readings()] == ["2031-02-04T10:00:00Z"]


def test_a_page_known_from_two_paths_is_one_page_found_by_both(store):
    for path in ("b/a.html", "a/a.html"):
        keep(store, make_reading(make_page(path=path)))
    assert [reading.page.path for reading in store.readings()] == ["a/a.html"]
    assert len(store.pages_named("a/a.html")) == len(store.pages_named("b/a.html")) == 1


def some_readings() -> list[Reading]:
    """Pages that differ, copies of one page at two paths, and one page fetched twice."""
    pages = [
        make_page(path="a.html", outlet="The Oster Post", published="2031-02-03"),
        make_page(path="copy/a.html"),
        make_page(TEXT + "\nMore.", path="b.html", published="2031-01"),
        make_page(TEXT + "\nElse.", url="https://post.example/c", fetched_at="2031-02-04T10:00:00Z"),
        make_page(TEXT + "\nElse.", url="https://post.example/c", fetched_at="2031-02-05T10:00:00Z"),
    ]
    return [make_reading(page) for page in pages]


@given(st.permutations(some_readings()), st.integers(0, 4))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_the_export_is_the_same_whatever_the_order_and_the_repeats(open_empty, order, again):
    plain, shuffled = open_empty(), open_empty()
    for reading in some_readings():
        keep(plain, reading)
    for reading in [*order, order[again]]:
        keep(shuffled, reading)
    assert export(shuffled) == export(plain)
    assert list(shuffled.entries()) == list(plain.entries())


@pytest.fixture
def filled(store: Store) -> Store:
    for reading in some_readings()[:1]:
        keep(store, reading)
    return store


VENN, DIPLOMAT, PORTS = "“the border stays open”", "Norland would not sign", "the river ports returned"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [VENN, DIPLOMAT, PORTS]),
        ({"said": "said"}, [VENN, DIPLOMAT]),
        ({"said": "ascribed"}, [PORTS]),
        ({"speaker": "VENN"}, [VENN]),
        ({"speaker": "Ada Vénn"}, [VENN]),
        ({"speaker": "Ven"}, []),
        ({"speaker": "diplomat"}, [DIPLOMAT]),
        ({"party": "caldia"}, [VENN]),
        ({"party": "norland"}, [PORTS]),
        ({"outlet": "oster post"}, [VENN, DIPLOMAT, PORTS]),
        ({"outlet": "oster times"}, []),
        ({"since": "2031-02-03"}, [VENN, DIPLOMAT, PORTS]),
        ({"since": "2031-02-04"}, []),
        ({"until": "2031-02"}, [VENN, DIPLOMAT, PORTS]),
        ({"until": "2031-02-02"}, []),
        ({"kinds": ("direct",)}, [VENN]),
        ({"kinds": ("indirect", "mixed")}, [DIPLOMAT, PORTS]),
        ({"search": "border"}, [VENN]),
        ({"search": "BORDER open"}, [VENN]),
        ({"search": '"open border"'}, []),
        ({"search": '"stays open"'}, [VENN]),
        ({"search": "bord*"}, [VENN]),
        ({"search": "bord"}, []),
        ({"search": "resume"}, []),
        ({"on_page": "resume"}, [VENN, DIPLOMAT, PORTS]),
        ({"min_confidence": 0.7}, [VENN, PORTS]),
        ({"speaker": "venn", "search": "sign"}, []),
    ],
)
def test_a_filter_finds_what_it_names_and_nothing_else(filled, wanted, found):
    assert quotes(filled, **wanted) == found
    assert filled.count(Filter(**wanted)) == len(found)


def test_an_undated_page_is_in_no_span_of_time(store):
    keep(store, make_reading())
    assert quotes(store, since="0001", until="9999") == []


def test_a_month_is_in_every_span_that_it_may_lie_in(store):
    keep(store, make_reading(make_page(published="2031-02")))
    assert len(quotes(store, since="2031-02-20")) == len(quotes(store, until="2031-02-10")) == 3


def test_a_country_is_found_by_its_name_and_its_code(store):
    page = make_page()
    speaker = Actor(type="person", name="Ada Venn", country="NO")
    attribution = make_attribution(page, "Ada Venn", "said", "the border", speaker=speaker)
    keep(store, msgspec.structs.replace(make_reading(page), attributions=(attribution,)))
    assert quotes(store, party="Norway") == quotes(store, party="no") == ["the border"]


def test_undated_pages_come_last(store):
    for day in (None, "2031-02-05", "2031-02-03"):
        keep(store, make_reading(make_page(f"{TEXT}\n{day}", published=day)))
    days = [entry.page.published for entry in store.entries(Filter(search="border"))]
    assert days == ["2031-02-03", "2031-02-05", None]


@pytest.mark.parametrize("wanted", [{"since": "lately"}, {"search": "?!"}, {"speaker": "…"}])
def test_a_filter_that_means_nothing_is_refused(filled, wanted):
    with pytest.raises(UsageError):
        list(filled.entries(Filter(**wanted)))


@given(words=st.text(max_size=30))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_search_words_break_the_query(filled, words):
    try:
        found = quotes(filled, search=words)
    except UsageError:
        return
    assert set(found) <= {VENN, DIPLOMAT, PORTS}


def test_readings_hold_only_the_attributions_wanted(filled):
    (reading,) = filled.readings(Filter(speaker="venn"))
    assert [attribution.quote for attribution in reading.attributions] == [VENN]


def test_a_page_without_attributions_is_in_the_whole_record_only(store):
    keep(store, msgspec.structs.replace(make_reading(), attributions=()))
    assert (len(list(store.readings(EVERYTHING))), len(list(store.readings(Filter(said="said"))))) == (1, 0)


def test_a_page_is_found_by_id_beginning_of_the_id_path_and_url(store):
    page = make_page(path="a.html", url="https://post.example/a")
    keep(store, make_reading(page))
    for name in (page.id, page.id[:6], page.id[:6].upper(), "a.html", "https://post.example/a"):
        assert [ref.id for ref in store.pages_named(name)] == [page.id], name


@pytest.mark.parametrize("name", ["", "p", "pg_", "%", "a.htm"])
def test_no_page_is_found_by_a_name_that_means_none(store, name):
    keep(store, make_reading(make_page(path="a.html")))
    assert store.pages_named(name) == ()


def fetched(store: Store, model: str, **origin: Any) -> None:
    """Keeps a page fetched with what its server said."""
    capture = make_capture(url="https://post.example/a", **origin)
    store.keep(capture, make_reading(make_page(url="https://post.example/a"), model=model))


def test_what_a_server_said_of_a_page_is_known_at_the_next_fetch(store):
    fetched(store, "toy 1", etag='"1"')
    fetched(store, "toy 1", etag='"2"', last_modified="Mon, 03 Feb 2031 10:00:00 GMT")
    assert store.validators("toy 1") == {"https://post.example/a": ('"2"', "Mon, 03 Feb 2031 10:00:00 GMT")}


def test_a_page_that_another_model_read_is_to_be_fetched_whole(store):
    fetched(store, "toy 1", etag='"1"')
    assert store.validators("toy 2") == {}


def test_counts_tell_what_the_record_holds(filled):
    counts = filled.counts()
    assert (counts.pages, counts.outlets, counts.statements, counts.ascribed, counts.speakers) == (1, 1, 2, 1, 2)
    assert (counts.first, counts.last, counts.undated, counts.models) == ("2031-02-03", "2031-02-03", 0, {"toy 1": 1})


def test_an_empty_record_counts_nothing(store):
    assert (store.counts().pages, store.counts().first, store.counts().models) == (0, None, {})


def test_a_capture_that_another_page_shares_is_kept_once(store):
    capture: Capture = make_capture()
    store.keep(capture, make_reading(make_page(url="https://post.example/a")))
    store.keep(capture, make_reading(make_page(url="https://post.example/b")))
    assert (store.counts().pages, store.capture(capture.sha256)) == (2, capture.data)


def test_a_url_read_again_with_other_bytes_is_another_capture_and_both_stay(store):
    url = "https://post.example/a"
    for text in (TEXT, TEXT + "\nMore."):
        keep(store, make_reading(make_page(text, url=url)))
    keep(store, make_reading(make_page(TEXT, url="https://post.example/b")))
    assert {address: len(captures) for address, captures in store.captures_of().items()} == {url: 2}
    assert store.counts().pages == 3


def test_a_file_read_again_with_other_bytes_is_another_capture(store):
    for text in (TEXT, TEXT + "\nMore."):
        keep(store, make_reading(make_page(text, path="a.html")))
    assert [len(captures) for captures in store.captures_of().values()] == [2]


def test_changes_names_what_came_behind_the_mark(store):
    keep(store, make_reading(make_page(path="a.html")))
    store.join()
    mark, before = store.changes().mark, {one.id for one in store.statements()}
    later = make_reading(make_page(TEXT + "\nThe lake froze.", path="b.html"))
    keep(store, later)
    store.join()
    found = store.changes(mark)
    assert found.pages == {later.page.id}
    assert found.statements >= {one.id for one in store.statements()} ^ before
    assert found.mark > mark


def test_nothing_changes_where_the_same_is_kept_again(store):
    reading = make_reading()
    keep(store, reading)
    store.join()
    mark = store.changes().mark
    keep(store, reading)
    store.join()
    assert store.changes(mark) == Changes(mark=mark)


def test_changes_names_statements_that_went(store):
    reading = make_reading()
    keep(store, reading)
    store.join()
    before = {one.id for one in store.statements()}
    mark = store.changes().mark
    keep(store, msgspec.structs.replace(reading, attributions=()))
    store.join()
    assert store.changes(mark).statements == before


def test_a_later_change_of_the_same_page_is_told_again(store):
    reading = make_reading()
    keep(store, reading)
    first = store.changes().mark
    keep(store, msgspec.structs.replace(reading, model="another"))
    second = store.changes(first)
    keep(store, msgspec.structs.replace(reading, model="a third"))
    assert second.pages == store.changes(second.mark).pages == {reading.page.id}


def test_half_a_character_in_what_is_looked_for_finds_nothing_and_breaks_nothing(store: Store):
    store.keep(make_capture(), make_reading(make_page()))
    assert store.count(Filter(search="border \ud800")) == store.count(Filter(search="border"))
    with pytest.raises(UsageError):
        store.count(Filter(search="\udcff"))
    with pytest.raises(UsageError, match="no text"):
        store.pages_named("a\udcff")
