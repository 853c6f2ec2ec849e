from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from tests.builders import attributions, make_page, make_reading

from onrecord.export.atom import atom_feed
from onrecord.records.entry import Entry, entries_of, page_ref

NAME = "{http://www.w3.org/2005/Atom}"


def feed_of(entries):
    return ET.fromstring(atom_feed(entries, title="onrecord", base="http://desk", path="/feed"))


def test_an_entry_has_speaker_words_link_and_date():
    page = make_page(outlet="The Oster Post", published="2031-02-03T10:00:00+01:00")
    first = feed_of(entries_of(make_reading(page))).findall(f"{NAME}entry")[0]
    assert first.findtext(f"{NAME}title") == "Ada Venn: “the border stays open”"
    assert first.find(f"{NAME}link").get("href").startswith("http://desk/s/at_")
    assert first.findtext(f"{NAME}updated") == "2031-02-03T10:00:00+01:00"


def test_a_month_is_its_first_day_and_no_date_is_no_news():
    def updated(published):
        entry = next(iter(entries_of(make_reading(make_page(published=published)))))
        return feed_of([entry]).findtext(f"{NAME}entry/{NAME}updated")

    assert updated("2031-02") == "2031-02-01T00:00:00Z"
    assert updated(None) == "1970-01-01T00:00:00Z"


@given(attributions)
def test_whatever_was_said_the_feed_is_xml(attribution):
    entry = Entry(page=page_ref(make_page()), source="", cue="", attribution=attribution)
    assert len(feed_of([entry]).findall(f"{NAME}entry")) == 1
