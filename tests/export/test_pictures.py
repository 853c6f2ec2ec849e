"""Pictures: the same bytes each time, nothing loaded, nothing in a name obeyed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from tests.brief.test_compose import meeting
from tests.sayings import make_statement

from onrecord.errors import UsageError
from onrecord.export import pictures
from onrecord.export.pictures import draw_meetings, draw_positions, draw_weights
from onrecord.records.position import Position, Step
from onrecord.records.weight import Weight

pytest.importorskip("matplotlib", reason="pictures need the extra of that name")


def step(when: str | None, stance="for") -> Step:
    return Step(
        statement="sm_1",
        when=when,
        speaker="Ada Venn",
        rank=4,
        certain=True,
        by_name=False,
        subissue=None,
        codes=("AGREE",),
        deeds=(),
        stance=stance,
        binding=True,
        quote="",
        issue_marks=(),
        conditions=(),
        target=None,
    )


def position(party="Caldia", issue="ports", days=("2031-02-03", "2031-02-10")) -> Position:
    return Position(
        party=party,
        issue=issue,
        stance="for",
        current=(),
        binding=True,
        since=None,
        last=None,
        steps=tuple(step(day) for day in days),
        changes=(),
        contradictions=(),
    )


STATEMENT = make_statement("it will sign")
WEIGHT = Weight(statement=STATEMENT.id, total=0.7, verdict="signal", parts=(), as_of="2031-02-03")


def drawn():
    return [
        draw_positions([position(), position("Norland $x_{1}$ <b>", "ports & \x1b[31m", ("2031-02-05",))]),
        draw_weights([WEIGHT], [STATEMENT]),
        draw_meetings([meeting(), replace(meeting("held", "2031-02-01"), who=("A", "B", "C", "D"))]),
    ]


def test_a_picture_is_the_same_bytes_each_time():
    assert [one.svg for one in drawn() if one] == [one.svg for one in drawn() if one]


@pytest.mark.parametrize("number", range(3))
def test_a_picture_is_one_element_that_loads_nothing(number):
    picture = drawn()[number]
    assert picture is not None
    root = ET.fromstring(picture.svg)
    assert root.tag.endswith("svg")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == picture.caption
    assert not [element for element in root.iter() if element.tag.endswith(("script", "image", "foreignObject"))]
    links = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
    assert all(link.startswith("#") for link in links)


def test_a_name_is_shown_as_it_stands():
    picture = drawn()[0]
    assert picture is not None
    text = "".join(ET.fromstring(picture.svg).itertext())
    assert "Norland $x_{1}$ <b>" in text
    assert "\x1b" not in text


def test_no_date_of_the_drawing_is_in_it():
    assert not any(re.search(r"<dc:date>|20\d\d-\d\d-\d\dT", one.svg) for one in drawn() if one)


def test_what_has_no_day_makes_no_picture():
    assert draw_positions([position(days=(None,))]) is None
    assert draw_positions([position(issue="other")]) is None
    assert draw_weights([WEIGHT], [make_statement("it will sign", when=None)]) is None
    assert draw_meetings([meeting(start=None)]) is None


def test_a_caption_says_what_is_left_out():
    picture = draw_positions([position(f"Party {number}") for number in range(30)])
    assert picture is not None
    assert picture.caption.endswith("Left out: 6 lines.")


def test_without_the_extra_a_line_names_it(monkeypatch):
    monkeypatch.setattr(pictures, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"onrecord\[pictures\]"):
        draw_positions([position()])
