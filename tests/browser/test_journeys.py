"""What people come for, done in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.browser.conftest import TOKEN


def give_token(page):
    page.goto("/about")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Let me write").click()
    expect(page.get_by_text("You have given the token")).to_be_visible()


def test_find_a_statement_and_open_its_source_words(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/statements")
    page.keyboard.press("/")
    page.keyboard.type("toll booth")
    entry = page.locator(".entry").first
    expect(page.locator(".count")).to_contain_text(re.compile(r"^\d+ statements? of"))
    expect(entry).to_contain_text("toll booth")
    assert "search=toll" in page.url
    entry.get_by_role("link", name="Open the words").click()
    expect(page.locator("mark").first).to_be_in_viewport()
    expect(page.locator("mark").first).to_contain_text("toll booth")


def test_check_an_altered_quotation(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/check")
    page.get_by_label("The quotation").fill("What we have had is a signature that somebody is obliged to honour")
    page.get_by_role("button", name="Check", exact=True).click()
    verdict = page.locator(".verdict")
    expect(verdict.get_by_role("heading")).to_have_text("Altered")
    expect(verdict.locator(".vquote del")).to_have_text("not")
    expect(verdict.locator(".drifts")).to_contain_text("negation")
    page.get_by_role("link", name="All wordings of this statement").click()
    expect(page.locator(".bigquote")).to_contain_text("What we have not had is a signature")


def test_compare_copies(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/reports")
    page.get_by_role("link", name=re.compile(r"Compare \d+ copies")).first.click()
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).not_to_have_count(0)
    table.locator("td.spun a, td.edited a, td.verbatim a").last.click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_correct_a_speaker_and_see_it_everywhere_even_after_a_kill(server, open_page):
    page = open_page(server.url)
    give_token(page)
    page.goto("/statements?search=%22toll+booth%22")
    page.locator(".entry .perma").first.click()
    page.get_by_role("link", name="Correct").first.click()
    form = page.locator("form", has=page.get_by_role("button", name="Correct the speaker"))
    form.get_by_label("Name", exact=True).fill("Mirela Sandoz")
    form.get_by_label("Your name").fill("Ida")
    form.get_by_label("Why").fill("the Wire ran a correction")
    form.get_by_role("button", name="Correct the speaker").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mirela Sandoz")
    server.kill()
    server.start()
    for path, words in (
        ("/statements?speaker=Mirela+Sandoz", "toll booth"),
        ("/people?name=Sandoz", "Mirela Sandoz"),
        ("/corrections", "the Wire ran a correction"),
    ):
        page.goto(path)
        expect(page.locator("main")).to_contain_text(words)
    page.goto("/statements?speaker=Mirela+Sandoz")
    page.get_by_role("link", name="Open the words").first.click()
    expect(page.locator(".sidenotes").filter(has_text="Mirela Sandoz")).not_to_have_count(0)


def test_read_the_brief_and_print_it(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/?since=2026-03-01")
    expect(page.get_by_role("heading", level=1)).to_contain_text("10 April 2026")
    expect(page.locator("#noise > details > summary")).to_contain_text("folded")
    page.emulate_media(media="print")
    expect(page.locator(".masthead nav")).to_be_hidden()
    expect(page.locator(".deskpage form").first).to_be_hidden()
    expect(page.locator(".brief").first).to_be_visible()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.locator(".brief .open").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_paste_a_text_and_find_it_read(server, open_page):
    page = open_page(server.url)
    give_token(page)
    page.goto("/add")
    page.get_by_label("Text").fill(
        "Ferry to sail again\nThe harbour master, Ilse Brandt, said on Friday that “the ferry sails at dawn”."
    )
    page.get_by_role("button", name="Read and keep").click()
    expect(page.get_by_role("heading", name="Read and kept")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Ferry to sail again").click()
    expect(page.locator(".sidenotes")).to_contain_text("Ilse Brandt")


def test_the_keys_move_open_and_explain(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/statements")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".entry").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".entry").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".entry").first.focus()
    page.keyboard.press("o")
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def test_everything_can_be_read_without_scripts(reading_server, open_page):
    page = open_page(reading_server.url, java_script_enabled=False)
    page.goto("/statements")
    page.get_by_label("Search what was said").fill("toll booth")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Open the words").first.click()
    expect(page.locator("mark").first).to_contain_text("toll booth")
    page.goto("/positions?at=2026-03-20")
    page.locator(".cell").first.click()
    expect(page.locator(".step").first).to_be_visible()


def test_tell_a_statement_apart_see_it_everywhere_even_after_a_kill_and_undo_it(server, open_page):
    page = open_page(server.url)
    give_token(page)
    page.goto("/people/Astrid Vornholt")
    said = int(re.findall(r"(\d+) statements", page.locator("main").inner_text())[0])
    page.goto("/statements?search=%22toll+booth%22")
    page.locator(".entry .perma").first.click()
    whole = page.url
    expect(page.locator("main")).to_contain_text("All 7 wordings")
    variant = page.locator(".variant", has_text="World Desk 24")
    variant.get_by_role("link", name="Not the same statement").click()
    form = page.locator("form", has=page.get_by_role("button", name="Take it out of there"))
    form.get_by_label("Your name").fill("Ida")
    form.get_by_label("Why").fill("she said it at another meeting")
    form.get_by_role("button", name="Take it out of there").click()
    alone = page.url
    server.kill()
    server.start()
    page.goto(alone)
    expect(page.locator(".onehead")).to_contain_text("Taken out of another by a person: Ida")
    expect(page.locator(".onehead")).to_contain_text("she said it at another meeting")
    expect(page.locator(".variant")).to_have_count(1)
    page.locator(".variant a").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()
    page.goto(alone)
    page.get_by_role("link", name="The other statement").click()
    expect(page.locator("main")).to_contain_text("All 6 wordings")
    expect(page.locator(".onehead")).to_contain_text("Another taken out of it by a person: Ida")
    page.goto("/people/Astrid Vornholt")
    expect(page.locator("main")).to_contain_text(f"{said + 1} statements")
    page.goto("/corrections")
    page.locator("summary", has_text="Undo").first.click()
    page.get_by_label("Your name").fill("Ida")
    page.get_by_label("Why").fill("it was one meeting")
    page.get_by_role("button", name="Undo it").click()
    page.goto(whole)
    expect(page.locator("main")).to_contain_text("All 7 wordings")
    expect(page.locator(".onehead")).not_to_contain_text("by a person")
