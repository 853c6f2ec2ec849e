"""A brief as Markdown, HTML, JSON and bibliography: what is shown is what the page has, and nothing gets out."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace
from tests.brief.test_compose import ALL, NEW, material, meeting, proposal
from tests.sayings import make_statement

from onrecord.brief import compose_brief
from onrecord.export.bibliography import bibtex_pages, cited_by, csl_pages
from onrecord.export.brief_html import brief_html
from onrecord.export.brief_markdown import brief_markdown
from onrecord.export.briefs import brief_json, brief_schema

HOSTILE = make_statement(
    '<script src="https://evil.example/x.js"></script> “*_[x](javascript:alert(1))” & \x1b[31m', page="hostile"
)


@pytest.fixture(scope="module")
def brief():
    made = material((*ALL, HOSTILE), meetings=(meeting(),), proposals=(proposal(),))
    return compose_brief(replace(made), since="2031-01-01")


def html(brief, **known) -> str:
    return "\n".join(brief_html(brief, **known))


def markdown(brief, **known) -> str:
    return "\n".join(brief_markdown(brief, **known))


class _Reader(HTMLParser):
    """Collects what a page would load and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"src", "srcset", "data", "action"} or (tag == "link" and name == "href"):
                self.loaded.append(value)
            elif name == "href":
                self.links.append(value)

    def handle_data(self, data):
        self.text += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_the_page_needs_nothing_else_and_runs_nothing(brief):
    page = html(brief)
    reader = read(page)
    assert reader.loaded == []
    assert "script" not in reader.tags
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src &#x27;none&#x27;" in page


def test_the_page_knows_dark_and_print(brief):
    page = html(brief)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_hostile_words_are_shown_and_obeyed_nowhere(brief):
    assert '<script src="https://evil.example/x.js">' in read(html(brief)).text
    assert "<script" not in markdown(brief)
    assert not re.search(r"(?<!\\)\]\(javascript", markdown(brief))
    assert "\x1b" not in html(brief)


def test_every_link_of_the_page_is_one_of_the_web(brief):
    assert all(link.startswith("https://") for link in read(html(brief)).links)


def test_permalinks_lead_to_a_served_record_where_one_is_named(brief):
    anchor = NEW.variants[0].attribution
    assert f"http://desk.example/s/{anchor}" in html(brief, base="http://desk.example/")
    assert f"(http://desk.example/s/{anchor})" in markdown(brief, base="http://desk.example")


def test_the_sum_is_shown_when_asked_for(brief):
    assert "authority" not in markdown(brief)
    assert re.search(r"weight 0\.\d+ = authority 0\.\d+ \(", markdown(brief, explain=True))
    assert "<td>authority</td>" in html(brief, explain=True)


def test_noise_is_folded(brief):
    page = markdown(brief)
    assert page.index("## Noise") < page.index("<details>", page.index("## Noise"))
    assert page.count("<details>") == page.count("</details>")


def test_more_lines_than_fit_a_page_are_folded_and_not_lost():
    many = [make_statement(f"Caldia will sign article {number}", page=f"p{number}") for number in range(30)]
    made = material(many)
    page = "\n".join(brief_markdown(compose_brief(made)))
    assert all(f"article {number}" in page for number in range(30))
    assert "20 more" in page


def test_the_json_has_all_and_says_its_format(brief):
    found = json.loads(brief_json(brief))
    assert found["format"] == 1
    assert [section["name"] for section in found["sections"]] == [section.name for section in brief.sections]


def test_what_is_cited_is_listed_once_a_page(brief):
    citations = cited_by(brief)
    items = json.loads(b"".join(csl_pages(citations)))
    assert len({item["id"] for item in items}) == len(items) == len(citations)
    entries = b"".join(bibtex_pages(citations)).decode()
    assert entries.count("@misc{") == len(items)
    assert {item["issued"]["date-parts"][0][0] for item in items if "issued" in item} == {2031}


def test_the_schema_in_the_documents_is_that_of_the_code():
    written = Path(__file__).resolve().parents[2] / "docs" / "brief.schema.json"
    assert json.loads(written.read_text("utf-8")) == json.loads(json.dumps(brief_schema()))


def test_a_brief_is_as_its_schema_says(brief):
    jsonschema.Draft202012Validator(brief_schema()).validate(json.loads(brief_json(brief)))
