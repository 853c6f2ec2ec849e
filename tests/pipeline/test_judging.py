"""A record against a docket, end to end, without a model. Everybody and every country is made up."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import make_attribution, make_page

from onrecord.docket import note_page, read_docket
from onrecord.pipeline.judging import Memory, judge, judge_noted, positions_at
from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor, Entity, Meeting, Reading, Span, When

DOCKET = read_docket(
    """
name = "River ports"
[[party]]
name = "Caldia"
[[party]]
name = "Norland"
[[issue]]
name = "river ports"
phrases = ["ports"]
[[proposal]]
name = "Sudport draft"
"""
)
VENN = Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia", surface="Venn")
HOLT = Actor(type="person", name="Bero Holt", office="President", on_behalf_of="Norland", surface="Holt")


def page(day: str, *said: tuple[str, str, str, Actor], more: str = "", meeting: bool = False) -> Reading:
    """A page on which each of `said` (source, cue, content, speaker) is a sentence."""
    text = f"Talks of {day}\n" + " ".join(f"{source} {cue} {content}." for source, cue, content, _ in said)
    text += f" {more}" if more else ""
    made = make_page(text, published=day, outlet="Oster Post")
    attributions = []
    for source, cue, content, speaker in said:
        start = made.text.index(f"{source} {cue} {content}")
        spans = [
            Span(start, start + len(source)),
            Span(start + len(source) + 1, start + len(source) + 1 + len(cue)),
            Span(start + len(source) + len(cue) + 2, start + len(source) + len(cue) + 2 + len(content)),
        ]
        found = make_attribution(made, source, cue, content, speaker=speaker)
        attributions.append(
            type(found)(
                **{
                    **{f: getattr(found, f) for f in found.__struct_fields__},
                    "source": (spans[0],),
                    "cue": (spans[1],),
                    "content": (spans[2],),
                }
            )
        )
    meetings: tuple[Meeting, ...] = ()
    if meeting:
        meetings = (
            Meeting(
                id=f"mt_{made.id}",
                what="they met",
                who=("Ada Venn", "Bero Holt"),
                kind="meeting",
                status="held",
                when=When(span=Span(0, 5), granularity="day", start=day, end=day),
                evidence=(Span(0, 5),),
            ),
        )
    return Reading(page=made, attributions=tuple(attributions), meetings=meetings, model="toy 1")


PAGES = (
    page("2031-02-01", ("Venn", "said", "Caldia would never accept foreign pilots in the river ports", VENN)),
    page(
        "2031-02-03",
        ("Holt", "rejected", "the Sudport draft", HOLT),
        more="The draft was never signed.",
        meeting=True,
    ),
    page("2031-03-05", ("Venn", "said", "Caldia would accept the river ports deal if the pilots stay", VENN)),
    page("2031-03-06", ("Holt", "said", "the weather was fine", HOLT), meeting=True),
)


def judged(readings, docket=DOCKET, memory=None):
    return judge(find_corpus(readings), lambda: readings, docket, memory)


def test_a_position_changes_with_its_statements():
    (position,) = (p for p in judged(PAGES).positions if (p.party, p.issue) == ("Caldia", "river ports"))
    assert position.stance == "conditional"
    assert [change.kind for change in position.changes] == ["first", "concession"]


def test_positions_as_of_a_day_know_nothing_later():
    corpus = find_corpus(PAGES)
    found = positions_at(judge(corpus, lambda: PAGES, DOCKET), corpus, "2031-02-15")
    assert [(p.party, p.issue, p.stance) for p in found if p.party == "Caldia"] == [
        ("Caldia", "river ports", "against")
    ]


def test_a_proposal_has_its_status_with_the_words_that_say_so():
    (proposal,) = judged(PAGES).proposals
    assert (proposal.name, proposal.status, proposal.since) == ("Sudport draft", "rejected", "2031-02-03")
    for event in proposal.events:
        (reading,) = (r for r in PAGES if r.page.id == event.evidence.page.id)
        assert [span.of(reading.page.text) for span in event.evidence.spans] == [event.evidence.words]
    assert ("Norland", "rejects") in {(stance.party, stance.stance) for stance in proposal.stances}


def test_without_a_docket_it_works_on_what_is_suggested():
    found = judged(PAGES, docket=None)
    assert found.docket.suggested
    assert [p.name for p in found.proposals] == ["Sudport draft"]


def test_meetings_of_two_days_are_two():
    assert [meeting.start for meeting in judged(PAGES).meetings] == ["2031-02-03", "2031-03-06"]


@settings(max_examples=15, deadline=None)
@given(st.permutations(PAGES), st.booleans())
def test_the_order_and_the_repeats_of_pages_do_not_matter(pages, drafted):
    docket = None if drafted else DOCKET
    assert judged([*pages, pages[0]], docket) == judged(PAGES, docket)


def test_a_memory_of_earlier_calls_makes_no_difference():
    memory = Memory()
    judged(PAGES[:2], memory=memory)
    judged(PAGES[1:], docket=None, memory=memory)
    assert judged(PAGES, memory=memory) == judged(PAGES)


BERG = Actor(type="person", name="Ida Berg", surface="Berg")
MORE: tuple[Reading, ...] = (
    *PAGES,
    page("2031-02-04", ("Berg", "said", "the river ports stay shut", BERG)),
    page("2031-02-05", ("Venn", "said", "no", VENN), more="Norlandic Minister Ida Berg backed the 12-point plan."),
    page("2031-02-06", ("Holt", "denied", "the 12-point plan was his", HOLT), more="It was signed.", meeting=True),
    page("2031-02-06", ("Venn", "said", "talks in Sardo went well", VENN), meeting=True),
)
BERG_AT = MORE[5].page.text.index("Ida Berg")
MORE = (
    *MORE[:5],
    replace(MORE[5], entities=(Entity(kind="person", span=Span(BERG_AT, BERG_AT + 8)),)),
    *MORE[6:],
    # A copy of the first report in other words, so that a statement has another variant and is coded as before.
    page("2031-02-08", ("Venn", "said", "Caldia would never accept any foreign pilots in the river ports", VENN)),
    # The same pages, read again otherwise.
    replace(MORE[0], attributions=(), model="toy 2"),
    replace(MORE[3], meetings=(), model="toy 2"),
)


def things(found):
    """What a judgement is made of, by what names it."""
    return {
        **{("coding", one.statement): one for one in found.codings},
        **{("position", one.party, one.issue): one for one in found.positions},
        **{("proposal", one.id): one for one in found.proposals},
        **{("meeting", one.id): one for one in found.meetings},
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sets(st.sampled_from(range(len(MORE)))), st.booleans(), st.booleans()), max_size=5))
def test_after_any_changes_a_memory_makes_no_difference_and_what_is_the_same_is_the_same_object(steps):
    memory = Memory()
    held: dict[Any, Any] = {}
    noted: dict[Any, Any] = {}
    before: dict[Any, Any] = {}
    for chosen, drafted, corrected in steps:
        docket = None if drafted else DOCKET
        readings = list({MORE[k].page.id: MORE[k] for k in sorted(chosen)}.values())
        corpus = find_corpus(readings)
        statements = [held.setdefault(repr(one), one) for one in corpus.statements]
        corpus = replace(corpus, statements=tuple(statements))
        given = {statements[0].variants[0].attribution: "River Ports"} if corrected and statements else {}

        def note(names, readings=readings):
            return {r.page.id: noted.setdefault((repr(r), names), note_page(r, names)) for r in readings}

        found = judge_noted(corpus, note, docket, memory, corrected=given)
        assert found == judge_noted(corpus, note, docket, corrected=given)
        for day in ("2031-02-04", "2031-12-31"):
            assert positions_at(found, corpus, day, memory) == positions_at(found, corpus, day)
        # Where a drafted docket has other parties than before, proposals and meetings may be made anew.
        was, now = before.get(drafted, ((), {})), things(found)
        kinds = {"coding", "position"} if was[0] != found.docket.parties else {key[0] for key in now}
        again = [
            key for key, one in now.items() if key[0] in kinds and was[1].get(key) == one and was[1][key] is not one
        ]
        assert again == []
        before[drafted] = found.docket.parties, now


def test_what_one_clause_accepts_and_the_next_refuses_are_two_stances():
    said = "Caldia accepted the Sudport draft but could not give up the river ports"
    found = judged([page("2031-04-01", ("Venn", "said", said, VENN))]).positions
    assert {position.issue: position.stance for position in found} == {"Sudport draft": "for", "river ports": "against"}
