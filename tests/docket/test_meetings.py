"""Reports of meetings on several pages: one meeting, or several. Everybody is made up."""

from __future__ import annotations

from msgspec.structs import replace
from tests.builders import make_page, span_of
from tests.sayings import VENN, make_statement

from onrecord.docket import PartyIndex, join_meetings, note_page
from onrecord.docket.notes import PageNotes
from onrecord.records import Granularity, Meeting, MeetingStatus, Reading, When
from onrecord.records.act import Doing
from onrecord.records.docket import Coding, Docket, IssueMatch, Party, PartyMatch, Rank

INDEX = PartyIndex(
    Docket(
        name="talks",
        parties=(
            Party(name="Caldia", role="negotiator", people=("Ada Venn", "Tor Lind")),
            Party(name="Norland", role="negotiator", people=("Bero Holt",)),
        ),
    )
)


def report(  # noqa: PLR0913 - a builder names what a test may vary
    text: str,
    who: tuple[str, ...],
    day: str | None,
    *,
    published: str = "2031-02-03",
    status: MeetingStatus = "held",
    granularity: Granularity = "day",
    end: str | None = None,
    where: str | None = None,
) -> PageNotes:
    """The notes of a page that reports one meeting in the words `text`; its last word says when."""
    page = make_page(f"Title of {published}\n{text}", published=published)
    when = None
    if day is not None:
        span = span_of(page.text, text.rsplit(maxsplit=1)[-1])
        when = When(span=span, granularity=granularity, start=day, end=end or day)
    meeting = Meeting(
        id=f"mt_{page.id}",
        what=text,
        who=who,
        where=where,
        when=when,
        evidence=(span_of(page.text, text),),
        kind="meeting",
        status=status,
    )
    return note_page(Reading(page=page, meetings=(meeting,)))


def join(*notes: PageNotes, said=((), ()), home=None):
    pages = {one.page.id: one for one in notes}
    statements = {one.id: one for one in said[0]}
    return join_meetings(pages, INDEX, (statements, {one.statement: one for one in said[1]}), home or {})


ANNOUNCED = report(
    "Ada Venn will meet Bero Holt on Friday", ("Ada Venn", "Bero Holt"), "2031-02-07", status="announced"
)
HELD = report(
    "Caldian and Norlandic ministers met on Friday",
    ("Caldian and Norlandic ministers",),
    "2031-02-07",
    published="2031-02-08",
)


def test_a_meeting_announced_and_then_held_is_one():
    (meeting,) = join(ANNOUNCED, HELD)
    assert (meeting.status, meeting.history) == ("held", (("announced", "2031-02-03"), ("held", "2031-02-08")))
    assert meeting.parties == ("Caldia", "Norland")
    assert [one.status for one in meeting.reports] == ["announced", "held"]


def test_a_meeting_called_off_is_cancelled_even_where_a_late_copy_still_announces_it():
    off = report(
        "The talks of Ada Venn with Bero Holt were called off on Friday",
        ("Ada Venn", "Bero Holt"),
        "2031-02-07",
        status="cancelled",
        published="2031-02-05",
    )
    late = report(
        "Venn will meet Holt on Friday",
        ("Ada Venn", "Bero Holt"),
        "2031-02-07",
        status="announced",
        published="2031-02-06",
    )
    (meeting,) = join(ANNOUNCED, off, late)
    assert meeting.status == "cancelled"


def test_other_days_other_people_and_other_places_are_other_meetings():
    later = report("Ada Venn met Bero Holt on Monday", ("Ada Venn", "Bero Holt"), "2031-02-10")
    other = report("Tor Lind met Bero Holt on Friday", ("Tor Lind", "Bero Holt"), "2031-02-07")
    here = report("Ada Venn met Bero Holt in Oster Friday", ("Ada Venn", "Bero Holt"), "2031-02-07", where="Oster")
    there = report("Ada Venn met Bero Holt in Sardo Friday", ("Ada Venn", "Bero Holt"), "2031-02-07", where="Sardo")
    assert len(join(ANNOUNCED, later, other)) == 3
    assert len(join(here, there)) == 2


def test_a_vague_report_belongs_to_the_one_meeting_that_fits():
    week = report(
        "Ada Venn met Bero Holt this week",
        ("Ada Venn", "Bero Holt"),
        "2031-02-03",
        end="2031-02-09",
        granularity="week",
        published="2031-02-09",
    )
    assert len(join(ANNOUNCED, week)) == 1


def test_a_vague_report_that_could_be_of_two_stays_alone():
    second = report("Ada Venn met Bero Holt on Wednesday", ("Ada Venn", "Bero Holt"), "2031-02-05")
    week = report(
        "Ada Venn met Bero Holt this week",
        ("Ada Venn", "Bero Holt"),
        "2031-02-03",
        end="2031-02-09",
        granularity="week",
    )
    assert len(join(ANNOUNCED, second, week)) == 3


def test_nobody_in_particular_is_the_meeting_of_that_day():
    both = report("The delegations will meet on Friday", ("delegations",), "2031-02-07", status="announced")
    (meeting,) = join(HELD, both)
    assert meeting.who == ("Caldian and Norlandic ministers", "delegations")


def test_a_copy_counts_friday_from_its_own_day_and_is_the_same_meeting():
    copy = report(
        "Ada Venn will meet Bero Holt on Friday",
        ("Ada Venn", "Bero Holt"),
        "2031-02-14",
        published="2031-02-10",
        status="announced",
    )
    home = {ANNOUNCED.page.id: "st_one", copy.page.id: "st_one"}
    (meeting,) = join(ANNOUNCED, copy, home=home)
    assert meeting.start == "2031-02-07"
    assert len(join(ANNOUNCED, copy)) == 2


def test_the_order_of_pages_does_not_matter():
    pages = [ANNOUNCED, HELD, report("Ada Venn met Tor Lind on Monday", ("Ada Venn", "Tor Lind"), "2031-02-10")]
    assert join(*pages) == join(*reversed(pages))


def test_what_a_side_says_of_the_only_meeting_is_shown_with_it():
    statement = make_statement("the talks were rather clumsy", speaker=VENN, when="2031-02-08")
    page = HELD.page
    statement = replace(statement, variants=tuple(replace(v, page=page) for v in statement.variants))
    coding = Coding(
        statement=statement.id,
        parties=(PartyMatch(party="Caldia", by="on_behalf_of", words="Caldia", certain=True),),
        issues=(IssueMatch(issue="other", subissue=None, score=1.0, by="none", words="", marks=()),),
        doing=Doing(acts=(), conditions=()),
        rank=Rank(level=4, words=None),
        when=statement.when,
    )
    (meeting,) = join(ANNOUNCED, HELD, said=((statement,), (coding,)))
    assert [(one.party, one.words) for one in meeting.said] == [("Caldia", "talks")]
    before = replace(statement, when="2031-02-01")
    (meeting,) = join(ANNOUNCED, HELD, said=((before,), (coding,)))
    assert meeting.said == ()
