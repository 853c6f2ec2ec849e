"""Counts and lists from columns are those of the store."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import make_attribution, make_capture, make_page

from onrecord.errors import UsageError
from onrecord.records import Actor, Reading
from onrecord.records.act import Act, Code, Doing
from onrecord.records.docket import Coding, IssueMatch, Rank
from onrecord.records.weight import Weight
from onrecord.run.corpus import is_joined
from onrecord.snapshot.columns import Columns, make_columns
from onrecord.snapshot.columns_file import FILE, load_columns, save_columns
from onrecord.snapshot.counting import Choice, conditions_of, count_facets, count_rows, count_units
from onrecord.snapshot.listing import list_entries, list_heaviest, list_statements
from onrecord.store.contract import Cursor, Filter, Screen, Store
from onrecord.store.open import open_store

PEOPLE = (
    Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia", surface="Ada Venn"),
    Actor(type="person", name="Béla Quill", office="Envoy", on_behalf_of="Norland", country="NO", surface="Quill"),
    Actor(type="government", name="Norland", aliases=("Oslav",), surface="Norland"),
    Actor(type="organisation", name="River Union", country="DE", surface="the River Union"),
    Actor(type="anonymous", descriptor="A diplomat close to the talks", surface="A diplomat"),
    Actor(type="unresolved", surface="he"),
)
WORDS = ("border", "ferry", "treaty", "grain", "harbour", "stays open", "rests", "sinks")
DAYS = ("2031-01-03", "2031-02", None, "2031-02-03", "2030", "2031-02-03T10:00:00+02:00")


def fill(store: Store, seed: int, pages: int) -> None:
    """Keeps made-up pages, some of which say what others say, and joins them."""
    dice = random.Random(seed)
    said = [f"the {dice.choice(WORDS)} {dice.choice(WORDS)} {k} days, or no {dice.choice(WORDS)}" for k in range(pages)]
    for number in range(pages):
        texts = sorted({dice.choice(said) for _ in range(3)})
        lines = [f"Talks about the {dice.choice(WORDS)}", *(f"Somebody said that “{text}”." for text in texts)]
        outlet = dice.choice(("Post 1", "Post 2", "Łódź Daily", None))
        page = make_page(
            "\n".join([*lines, f"Line {number}."]),
            outlet=outlet,
            published=dice.choice(DAYS),
            url=dice.choice((None, f"https://x{number % 3}.example/{number}")),
        )
        found = [
            make_attribution(
                page,
                "Somebody",
                "said",
                text,
                kind=dice.choice(("direct", "mixed", "indirect")),
                statement=dice.random() < 0.8,
                confidence=dice.choice((0.4, 0.9)),
                speaker=PEOPLE[hash_of(text) % len(PEOPLE)],
            )
            for text in texts
        ]
        store.keep(make_capture(page.text), Reading(page=page, attributions=tuple(found), model="toy"))
    assert is_joined(store)


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    return sum(map(ord, text))


def codings_of(store: Store) -> list[Coding]:
    """What some of the statements are on and do."""
    found = []
    for one in store.statements():
        issues = [word for word in WORDS if word in one.quote] or ["other"]
        matches = [IssueMatch(issue=name, subissue=None, score=1.0, by="phrase", words="", marks=()) for name in issues]
        act: Code = "AGREE" if "grain" in one.quote else "REJECT"
        found.append(
            Coding(
                statement=one.id,
                parties=(),
                issues=tuple(matches),
                doing=Doing(
                    acts=(Act(code=act, deed=None, target=None, score=1.0, by="", marks=()),) * 2, conditions=()
                ),
                rank=Rank(level=0, words=None),
                when=one.when,
            )
        )
    return found


def weights_of(store: Store) -> list[Weight]:
    """What every other statement weighs; some weigh the same."""
    return [
        Weight(statement=one.id, total=hash_of(one.quote) % 3 / 7, verdict="noise", parts=(), as_of=None)
        for one in list(store.statements())[::2]
    ]


@pytest.fixture(scope="module", params=[1, 2])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Columns]]:
    """A record, and its columns after a time in a file."""
    folder: Path = tmp_path_factory.mktemp("columns")
    with open_store(folder / "record.db", write=True) as store:
        fill(store, request.param, 30)
        save_columns(make_columns(store, codings_of(store), weights_of(store)), folder)
        columns = load_columns(folder)
        assert columns is not None
        assert store.count_statements() < store.count(), "nothing is said on two pages"
        yield store, columns


filters = st.builds(
    Filter,
    speaker=st.sampled_from([None, None, "ada", "BELA quill", "diplomat", "nobody"]),
    party=st.sampled_from([None, None, "norland", "oslav", "river", "Germany", "FR"]),
    office=st.sampled_from([None, None, "minister", "foreign minister", "king"]),
    outlet=st.sampled_from([None, None, "post", "post 1", "x1 example", "lodz"]),
    since=st.sampled_from([None, None, "2031", "2031-02-03", "2032"]),
    until=st.sampled_from([None, None, "2031-01", "2031-02-03"]),
    kinds=st.sampled_from([(), (), ("direct",), ("direct", "mixed")]),
    types=st.sampled_from([(), (), ("person",), ("government", "writer")]),
    search=st.sampled_from([None, None, "border", "stays open", '"stays open"', "harb*", "zebra"]),
    on_page=st.sampled_from([None, None, "talks", "ferry", "zebra"]),
    min_confidence=st.sampled_from([0.0, 0.5]),
    said=st.sampled_from(["said", "all", "ascribed"]),
)


def met_by(store: Store, columns: Columns, choice: Choice) -> np.ndarray:
    """Which rows are wanted."""
    return conditions_of(columns, choice, store_search(store)).all_met()


def store_search(store: Store):
    """The store's search as counting asks for it."""
    return lambda index, words: np.array(store.found(index, words), np.int64)


@given(filters)
@settings(max_examples=60)
def test_counts_are_those_of_the_store(filled, wanted):
    store, columns = filled
    found = met_by(store, columns, Choice(wanted=wanted))
    assert count_rows(found) == store.count(wanted)
    assert count_units(columns, found) == store.count_statements(wanted)


@given(filters, st.booleans())
@settings(max_examples=60)
def test_facets_are_those_of_the_store(filled, wanted, once):
    store, columns = filled
    conditions = conditions_of(columns, Choice(wanted=wanted), store_search(store))
    counted, expected = count_facets(columns, conditions, once=once), store.facets(wanted, once=once)
    assert replace(counted, issues=(), acts=()) == expected


@given(filters, st.sampled_from(["newest", "oldest"]), st.booleans(), st.integers(1, 12))
@settings(max_examples=60)
def test_every_screen_is_that_of_the_store(filled, wanted, order, once, limit):
    store, columns = filled
    found = met_by(store, columns, Choice(wanted=wanted))
    after, screens = None, 0
    while screens < 8:
        screen = Screen(order=order, after=after, limit=limit, once=once)
        listing, shown = store.browse(wanted, screen), list_entries(columns, found, screen)
        assert shown.ids == tuple(entry.attribution.id for entry in listing.entries)
        assert shown.following == listing.following
        after, screens = shown.following, screens + 1
        if after is None:
            break


@given(filters)
@settings(max_examples=30)
def test_statements_are_listed_by_id_each_once(filled, wanted):
    store, columns = filled
    found = met_by(store, columns, Choice(wanted=wanted))
    ids: list[str] = []
    after = None
    while True:
        shown = list_statements(columns, found, after, 4, heavy=False)
        ids += shown.ids
        after = shown.following
        if after is None:
            break
    assert ids == sorted(store.statement_ids(wanted))


@pytest.mark.parametrize("limit", [1, 3, 500])
def test_the_heaviest_come_first_and_every_statement_once(filled, limit):
    store, columns = filled
    weights = {one.statement: one.total for one in weights_of(store)}
    found = met_by(store, columns, Choice())
    ids: list[str] = []
    after = None
    while True:
        shown = list_statements(columns, found, after, limit, heavy=True)
        ids += shown.ids
        after = shown.following
        if after is None:
            break
    assert ids == sorted(store.statement_ids(), key=lambda name: (-weights.get(name, -1), name))


def test_the_heaviest_are_shown_by_the_first_of_their_entries_that_is_wanted(filled):
    store, columns = filled
    wanted = Filter(outlet="post", said="said")
    shown = list_heaviest(columns, met_by(store, columns, Choice(wanted=wanted)), None, 500)
    firsts = {entry.attribution.id for entry in store.browse(wanted, Screen(limit=500, once=True)).entries}
    assert set(shown.ids) == firsts
    assert len(shown.ids) == len(firsts)


@pytest.mark.parametrize("word", ["grain", "ferry"])
def test_an_issue_narrows_every_facet_but_its_own(filled, word):
    store, columns = filled
    on_it = {one.statement for one in codings_of(store) if any(match.issue == word for match in one.issues)}
    choice = Choice(wanted=Filter(said="all"), issue=word)
    conditions = conditions_of(columns, choice, store_search(store))
    assert set(list_statements(columns, conditions.all_met(), None, 500, heavy=False).ids) == on_it
    whole = conditions_of(columns, Choice(wanted=Filter(said="all")), store_search(store))
    facets = count_facets(columns, conditions, once=True)
    assert facets.issues == count_facets(columns, whole, once=True).issues
    assert {tally.value: tally.count for tally in facets.issues}[word] == len(on_it)
    assert sum(tally.count for tally in facets.acts) == len(on_it)


def test_what_is_on_nothing_of_the_docket_is_on_no_issue(filled):
    store, columns = filled
    conditions = conditions_of(columns, Choice(), store_search(store))
    assert "other" not in {tally.value for tally in count_facets(columns, conditions, once=True).issues}


def test_a_cursor_of_another_order_is_refused(filled):
    store, columns = filled
    found = met_by(store, columns, Choice())
    heavy = list_heaviest(columns, found, None, 1).following
    with pytest.raises(UsageError, match="order"):
        list_entries(columns, found, Screen(after=heavy))
    with pytest.raises(UsageError, match="order"):
        list_heaviest(columns, found, Cursor(day=None, page="pg_1", position=0), 1)


def test_what_was_kept_later_is_left_out(filled, tmp_path):
    with open_store(tmp_path / "record.db", write=True) as store:
        fill(store, 5, 3)
        columns = make_columns(store, (), ())
        before = store.count()
        fill(store, 6, 5)
        found = met_by(store, columns, Choice(wanted=Filter(search="the")))
        assert count_rows(found) == before < store.count(Filter(search="the"))


def test_an_empty_record_has_empty_columns(tmp_path):
    with open_store(tmp_path / "record.db", write=True) as store:
        save_columns(make_columns(store, (), ()), tmp_path)
        columns = load_columns(tmp_path)
        assert columns is not None
        wanted = Filter(speaker="ada", party="norland", search="border", kinds=("direct",), page="pg_1")
        conditions = conditions_of(columns, Choice(wanted=wanted, issue="grain"), store_search(store))
        assert list_entries(columns, conditions.all_met(), Screen()).ids == ()
        assert list_heaviest(columns, conditions.all_met(), None, 5).ids == ()
        assert count_facets(columns, conditions, once=True).speakers == ()


def test_columns_of_another_format_are_not_read(filled, tmp_path):
    assert load_columns(tmp_path) is None
    (tmp_path / FILE).write_bytes(b"")
    assert load_columns(tmp_path) is None
    save_columns(filled[1], tmp_path)
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data.replace(b'"format":3', b'"format":0'))
    assert load_columns(tmp_path) is None


def test_columns_in_use_outlive_the_file_that_takes_their_place(filled, tmp_path):
    store, columns = filled
    save_columns(columns, tmp_path)
    used = load_columns(tmp_path)
    with open_store(tmp_path / "empty.db", write=True) as empty:
        save_columns(make_columns(empty, (), ()), tmp_path)
    assert used is not None
    assert count_rows(met_by(store, used, Choice())) == store.count()
