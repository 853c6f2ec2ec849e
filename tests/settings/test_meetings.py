"""Meetings that a page reports. Sentences are made up; people stand in <angle> brackets, places in [square] ones."""

from __future__ import annotations

import pytest

from onrecord.records import Block, BlockKind, Datum, Entity, EntityKind, Meeting, Page, Span, Tagging
from onrecord.settings.datelines import day_of
from onrecord.settings.meetings import find_meetings


def meetings(marked: str, kind: BlockKind = "paragraph", published: str | None = "2025-08-20") -> tuple[Meeting, ...]:
    text = ""
    entities: list[Entity] = []
    start = 0
    kinds: dict[str, EntityKind] = {">": "person", "]": "place"}
    for char in marked:
        if char in "<[":
            start = len(text)
        elif char in kinds:
            entities.append(Entity(kind=kinds[char], span=Span(start, len(text))))
        else:
            text += char
    page = Page(
        id="pg_1",
        sha256="",
        text=text,
        blocks=(Block(kind=kind, start=0, end=len(text), body=kind == "paragraph"),),
        published=Datum(value=published, found="given") if published else None,
    )
    return find_meetings(page, Tagging(attributions=(), asides=(), entities=tuple(entities)), day_of(page))


def one(marked: str, kind: BlockKind = "paragraph") -> Meeting:
    (meeting,) = meetings(marked, kind)
    return meeting


def test_who_met_whom_where_and_when():
    found = one("<Ana Bero> met with President <Ivo Adel> on Monday in [Sudport], [Norland].")
    assert found.who == ("Ana Bero", "Ivo Adel")
    assert found.where == "Sudport, Norland"
    assert found.when is not None
    assert (found.when.start, found.when.granularity) == ("2025-08-18", "day")
    assert found.what == "Ana Bero met with President Ivo Adel on Monday in Sudport, Norland"


def test_several_who_meet_without_an_object():
    assert one("<Ana Bero> and Norland President <Ivo Adel> met in [Sudport].").who == ("Ana Bero", "Ivo Adel")


def test_groups_take_part_under_their_own_words():
    found = one("Talks go on as OSTA leaders and Norland officials convene this week to discuss terms.")
    assert found.who == ("OSTA leaders", "Norland officials")
    assert found.when is not None
    assert (found.when.start, found.when.end) == ("2025-08-18", "2025-08-24")


def test_they_are_the_one_group_named_before():
    found = one("<Bero> accused OSTA leaders of bad faith after they met with President <Ivo Adel> on Monday.")
    assert found.who == ("OSTA leaders", "Ivo Adel")


def test_a_caption_holds_its_date_as_a_sentence_of_its_own():
    found = one("<Ana Bero> and <Ivo Adel> hold a meeting at [Fort Tamsin] in [Sudport]. August 15, 2025.", "caption")
    assert found.who == ("Ana Bero", "Ivo Adel")
    assert found.where == "Fort Tamsin in Sudport"
    assert found.when is not None
    assert found.when.start == "2025-08-15"
    assert found.block == "caption"


def test_a_caption_shows_who_was_at_the_talks():
    found = one("Foreign Minister <Ana Bero> during Norland-Sudland talks at the [Palace] on July 2025.", "caption")
    assert (found.who, found.where) == (("Ana Bero",), "Palace")
    assert found.when is not None
    assert (found.when.start, found.when.end) == ("2025-07-01", "2025-07-31")


def test_negotiators_of_two_parties_who_discuss_have_met():
    found = one(
        "It rests on a draft that was discussed by Norland and Sudland negotiators during the early days of the war."
    )
    assert found.who == ("Norland and Sudland negotiators",)
    assert found.when is not None
    assert found.when.granularity == "relative"


def test_what_is_fixed_for_later_looks_forward():
    found = one("<Ana Bero> and <Ivo Adel> are set to meet on Friday in [Sudport].")
    assert found.when is not None
    assert found.when.start == "2025-08-22"


def test_after_meeting_the_subject_of_the_sentence_took_part():
    assert one("After meeting with <Ivo Adel> in [Sudport], <Ana Bero> said it was over.").who == (
        "Ana Bero",
        "Ivo Adel",
    )
    assert one("<Ana Bero> said after meeting with President <Ivo Adel>.").who == ("Ana Bero", "Ivo Adel")


def test_a_call_by_phone_counts():
    assert one("<Ana Bero> spoke by phone with <Ivo Adel> on Monday.").who == ("Ana Bero", "Ivo Adel")


def test_without_a_date_of_publication_the_time_stays_relative():
    (found,) = meetings("<Ana Bero> met <Ivo Adel> on Monday.", published=None)
    assert found.when is not None
    assert (found.when.granularity, found.when.start) == ("relative", None)


@pytest.mark.parametrize(
    "marked",
    [
        "<Ana Bero> met the deadline on Monday in [Sudport].",
        "<Ana Bero> met with resistance in [Sudport].",
        "<Ana Bero> never met with <Ivo Adel>.",
        "<Ana Bero> did not meet <Ivo Adel> on Monday.",
        "<Ana Bero> wants to meet <Ivo Adel> on Monday.",
        "<Ana Bero> refused to meet with <Ivo Adel> in [Sudport].",
        "<Ana Bero> could meet with <Ivo Adel> on Monday.",
        "If <Ana Bero> met with <Ivo Adel> on Monday, it is over.",
        "<Ana Bero> called for a meeting with <Ivo Adel> in [Sudport].",
        "“<Ana Bero> met with <Ivo Adel> on Monday,” he said.",
        "Few details of the meetings have emerged since Monday.",
        "He met her on Monday.",
        "<Ana Bero> held her ground on Monday.",
        "The plan meets the needs of [Sudport].",
    ],
)
def test_wishes_denials_and_other_senses_report_no_meeting(marked):
    assert meetings(marked) == ()


def test_evidence_covers_the_words_and_the_time():
    marked = "On Monday, <Ana Bero> met <Ivo Adel> in [Sudport]."
    found = one(marked)
    assert [span.start for span in found.evidence] == [11, 3]
    assert found.when is not None
    assert found.when.span == Span(3, 9)


def test_the_country_of_an_office_takes_no_part_itself():
    marked = "[Norland] Foreign Minister <Ana Bero> and [Sudland] mediator <Ivo Adel> before a meeting in [Sudport]."
    assert one(marked, "caption").who == ("Ana Bero", "Ivo Adel")


def test_talks_between_two_are_a_meeting_of_both():
    found = one("Last week's meeting between <Ana Bero> and <Ivo Adel> ended with an outline.")
    assert (found.who, found.what) == (("Ana Bero", "Ivo Adel"), "meeting between Ana Bero and Ivo Adel")


def test_talks_in_general_are_no_meeting():
    assert meetings("Talks between <Ana Bero> and <Ivo Adel> have stalled.") == ()


def test_talks_that_may_yet_come_are_none():
    assert meetings("Talks between <Ana Bero> and <Ivo Adel> could resume.") == ()
    assert meetings("Bero proposed talks between <Ana Bero> and <Ivo Adel>.") == ()


def test_the_words_that_report_it_include_the_office():
    assert one("Norland President <Ana Bero> and <Ivo Adel> met on Monday.").what == (
        "Norland President Ana Bero and Ivo Adel met on Monday"
    )


def test_a_comma_alone_joins_nobody():
    assert one("After her talks with <Ivo Adel> in [Sudport], [Norland] called it a success.").who == ("Ivo Adel",)
    assert meetings("Following her talks with <Ivo Adel>, <Ana Bero> left.") == ()


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("<Ana Bero> met <Ivo Adel> on Monday.", "held"),
        ("<Ana Bero> and <Ivo Adel> have met in [Sudport].", "held"),
        ("<Ana Bero> will meet <Ivo Adel> on Friday.", "announced"),
        ("<Ana Bero> and <Ivo Adel> are expected to meet on Friday.", "announced"),
        ("<Ana Bero> plans to meet with <Ivo Adel> on Friday.", "announced"),
        ("<Ana Bero> and <Ivo Adel> are meeting in [Sudport] today.", "ongoing"),
        ("OSTA leaders and Norland officials convene this week.", "ongoing"),
        ("<Ana Bero> called off a meeting with <Ivo Adel> on Friday.", "cancelled"),
        ("<Ana Bero> has postponed talks with <Ivo Adel>.", "postponed"),
        ("The summit between <Ana Bero> and <Ivo Adel> was abruptly cancelled.", "cancelled"),
        ("Talks between <Ana Bero> and <Ivo Adel> are under way.", "ongoing"),
        ("The talks between <Ana Bero> and <Ivo Adel> ended on Monday.", "held"),
        ("After talks with <Ivo Adel>, she left on Monday.", "held"),
        ("The meeting between <Ana Bero> and <Ivo Adel> is the sixth.", "unknown"),
    ],
)
def test_how_far_it_has_come(marked, status):
    assert one(marked).status == status


def test_a_picture_shows_what_was_held():
    assert one("Minister <Ana Bero> during Norland-Sudland talks at the [Palace].", "caption").status == "held"
    assert one("<Ana Bero> and <Ivo Adel> meet in [Sudport].", "caption").status == "held"


def test_a_plan_for_a_day_that_is_over_may_have_been_kept_or_not():
    (found,) = meetings("<Ana Bero> will meet <Ivo Adel> on August 4, 2025.")
    assert found.status == "unknown"


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("<Ana Bero> met <Ivo Adel> on Monday.", "meeting"),
        ("<Ana Bero> held talks with <Ivo Adel> on Monday.", "talks"),
        ("<Ana Bero> hosted a summit with <Ivo Adel> on Monday.", "summit"),
        ("<Ana Bero> spoke by phone with <Ivo Adel> on Monday.", "call"),
        ("<Ana Bero> travelled to [Sudport] to meet <Ivo Adel>.", "visit"),
        ("<Ana Bero> flew to [Sudport] on Monday for talks with <Ivo Adel>.", "visit"),
    ],
)
def test_what_sort_of_meeting_it_is(marked, kind):
    found = one(marked)
    assert (found.kind, found.who) == (kind, ("Ana Bero", "Ivo Adel"))


def test_a_counterpart_with_a_name_is_that_person():
    assert one("<Ana Bero> met her Sudland counterpart, <Ivo Adel>, on Monday.").who == ("Ana Bero", "Ivo Adel")


def day_and_status(meeting: Meeting) -> tuple[str | None, str]:
    return meeting.when.start if meeting.when else None, meeting.status


def test_a_handshake_is_a_meeting():
    found = one("<Ana Bero> and <Ivo Adel> shake hands at [Fort Tamsin] on Friday.", "caption")
    assert (found.who, found.where, found.status) == (("Ana Bero", "Ivo Adel"), "Fort Tamsin", "held")


def test_a_visit_has_its_own_day_and_not_that_of_who_says_so():
    found = one("<Ana Bero> will visit [Sudport] on August 26 for talks with <Ivo Adel>, the ministry said on Tuesday.")
    assert (found.kind, *day_and_status(found)) == ("visit", "2025-08-26", "announced")


def test_a_visit_that_is_called_off_keeps_place_and_day():
    found = one("<Ana Bero> has called off a visit to [Sudport] that had been set for Monday, the ministry said.")
    assert (found.kind, found.where, *day_and_status(found)) == ("visit", "Sudport", "2025-08-25", "cancelled")


def test_a_visit_without_a_place_or_to_a_person_reports_nothing():
    assert meetings("<Ana Bero> visited Adel on Monday.") == ()
    assert meetings("The visit on Monday was short.") == ()


def test_a_session_of_two_delegations_can_be_cancelled():
    found = one(
        "The session of the Norland and Sudland delegations planned for Thursday in [Sudport] has been cancelled."
    )
    assert found.who == ("Norland and Sudland delegations",)
    assert day_and_status(found) == ("2025-08-21", "cancelled")


def test_a_session_of_one_body_is_nobodys_meeting():
    assert meetings("The session of the <Norland Assembly> was cancelled on Thursday.") == ()


def test_he_is_the_subject_of_the_sentence_and_where_is_the_place_before_it():
    found = one(
        "<Bero> is to travel to [Sudport] on Friday, where he will meet <Adel> and, for the first time, <Costa>."
    )
    assert found.who == ("Bero", "Adel", "Costa")
    assert (found.where, *day_and_status(found)) == ("Sudport", "2025-08-22", "announced")


def test_a_day_after_they_met_is_counted_back():
    found = one("It was over, <Bero> said on Tuesday, a day after ministers of the Norland Compact met in [Sudport].")
    assert (found.where, *day_and_status(found)) == ("Sudport", "2025-08-18", "held")


def test_the_day_may_own_the_meeting():
    found = one("Last week’s meeting between <Bero> and <Adel> ended with an outline.")
    assert found.when is not None
    assert (found.when.start, found.when.end, found.status) == ("2025-08-11", "2025-08-17", "held")


def test_a_day_of_the_week_on_that_very_day_is_today():
    found = one("<Bero> and <Adel> are to meet in [Sudport] on Wednesday.")
    assert day_and_status(found) == ("2025-08-20", "announced")
