"""Plain text: one line one block, offsets in the text as it came."""

from __future__ import annotations

import json

from onrecord.page.plain import read_blocks

PARAGRAPH = "The envoys of Relle and Vanto agreed on Wednesday to resume talks on grain after eleven weeks of silence."


def kinds(text: str, title: str | None = None) -> list[str]:
    return [block.kind for block in read_blocks(text, title=title)]


def test_blocks_are_the_lines_without_the_white_space_around_them():
    text = f"  {PARAGRAPH} \r\n\r\n\t{PARAGRAPH}\n"
    assert [block.span.of(text) for block in read_blocks(text)] == [PARAGRAPH, PARAGRAPH]


def test_a_headline_opens_the_text():
    assert kinds(f"Envoys agree to resume grain talks\n{PARAGRAPH}") == ["title", "paragraph"]


def test_a_first_paragraph_is_no_headline():
    assert kinds(f"{PARAGRAPH}\n{PARAGRAPH}") == ["paragraph", "paragraph"]


def test_the_given_title_is_found_where_it_stands():
    assert kinds(f"Share this page\nGrain, again.\n{PARAGRAPH}", title="Grain, again.")[1] == "title"


def test_names_dates_and_share_lines_before_the_text_are_labelled():
    text = f"Envoys agree to resume talks\nBy Mara Voss\nMay 3, 2031\nShare on Facebook\n{PARAGRAPH}"
    assert kinds(text) == ["title", "byline", "dateline", "furniture", "paragraph"]


def test_a_dateline_inside_a_paragraph_stays_there():
    assert kinds(f"HARROW, May 3 (Northland Press) — {PARAGRAPH}") == ["paragraph"]


def test_a_line_above_a_credit_is_a_caption_when_set_apart():
    text = f"{PARAGRAPH}\n\nAna Brisk leaves the hall\nMara Voss / Getty Images\n\n{PARAGRAPH}"
    assert kinds(text) == ["paragraph", "caption", "credit", "paragraph"]


def test_a_paragraph_above_a_sign_off_is_no_caption():
    assert kinds(f"{PARAGRAPH}\n\nShe left.\n(Reporting by Mara Voss; Editing by Jon Vane)") == [
        "paragraph",
        "paragraph",
        "credit",
    ]


def test_a_quotation_that_repeats_the_text_is_a_pull_quote_with_its_signature():
    said = "“We will sign when the grain moves,” Brisk said."
    text = f"{PARAGRAPH}\n{said}\n“We will sign when the grain moves”\n— Ana Brisk"
    assert kinds(text) == ["paragraph", "paragraph", "pull_quote", "pull_quote"]


def test_a_quotation_that_repeats_nothing_is_text():
    assert kinds(f"{PARAGRAPH}\n“We will sign when the grain moves.”") == ["paragraph", "paragraph"]


def test_the_words_of_a_post_above_its_signature_belong_to_it():
    text = f"{PARAGRAPH}\nNothing was signed in Harrow.\n— Ana Brisk (@anabrisk) May 3, 2031"
    assert kinds(text) == ["paragraph", "embedded_post", "embedded_post"]


def test_a_headline_in_capitals_inside_the_text_is_a_link():
    assert kinds(f"{PARAGRAPH}\nRELLE ENVOY WALKS OUT OF GRAIN TALKS AGAIN\n{PARAGRAPH}")[1] == "related_link"


def test_capitals_mean_nothing_in_a_text_all_in_capitals():
    text = f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}".upper().replace(".", "")
    assert kinds(text)[1:] == ["paragraph", "paragraph"]


def test_a_hand_wrapped_text_is_read_by_its_paragraphs():
    lines = [
        "The envoys of Relle and Vanto agreed on",
        "Wednesday to resume their talks on",
        "grain after eleven weeks.",
    ]
    text = "\n".join(lines) + "\n\n" + "\n".join(lines)
    assert [block.span.of(text) for block in read_blocks(text)] == ["\n".join(lines)] * 2


def test_furniture_captions_and_links_are_not_body():
    text = f"{PARAGRAPH}\nAdvertisement\nREAD MORE: The price of grain\n• one point\n{PARAGRAPH}"
    assert [block.body for block in read_blocks(text)] == [True, False, False, True, True]


def test_a_very_long_line_is_one_paragraph():
    text = "word " * 400_000
    assert [(block.kind, block.end) for block in read_blocks(text)] == [("paragraph", len(text) - 1)]


def test_the_yardstick_page_is_labelled_right(shared_data):
    text = (shared_data / "lavrov" / "page.txt").read_bytes().decode("utf-8")
    expected = json.loads((shared_data / "lavrov" / "expected.json").read_text(encoding="utf-8"))["blocks"]
    found = [{"kind": block.kind, "start": block.start, "end": block.end} for block in read_blocks(text)]
    assert found == expected


def test_hardly_a_paragraph_of_news_texts_is_labelled_as_something_else(shared_data):
    """The dev texts of the corpus: paragraphs, headlines, rulers, times of day, a handful of sign-offs and posts."""
    odd = total = 0
    for path in sorted((shared_data / "polnear" / "dev" / "text").glob("*.txt")):
        for block in read_blocks(path.read_bytes().decode("utf-8")):
            total += 1
            odd += block.kind not in {"paragraph", "title"} and block.by not in {"ruler", "date_line"}
    assert total > 1500
    assert odd <= 0.01 * total
