"""A record against a docket, end to end, without a model. Everybody and every country is made up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_attribution, make_page

from onrecord.docket import read_docket
from onrecord.pipeline.judging import Memory, judge, positions_at
from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor, Meeting, Reading, Span, When

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


def test_what_one_clause_accepts_and_the_next_refuses_are_two_stances():
    said = "Caldia accepted the Sudport draft but could not give up the river ports"
    found = judged([page("2031-04-01", ("Venn", "said", said, VENN))]).positions
    assert {position.issue: position.stance for position in found} == {"Sudport draft": "for", "river ports": "against"}
