"""Without a mouse, without much room, and without motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.test_looks import PAGES, go


def test_the_first_key_skips_to_the_content(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/people")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_the_focus_can_be_seen_and_comes_in_the_order_of_the_page(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/statements")
    places = []
    for _ in range(30):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert (style, width >= 2) == ("solid", True), page.evaluate("document.activeElement.outerHTML")
        places.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert places == sorted(places)
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("key", "path"),
    [("d", "/"), ("s", "/statements"), ("p", "/people"), ("r", "/reports"), ("c", "/check"), ("a", "/add")],
)
def test_g_and_a_letter_go_somewhere(reading_server, open_page, key, path):
    page = open_page(reading_server.url)
    page.goto("/about")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(reading_server.url + path)
    expect(page.locator("main")).to_be_visible()


def test_the_search_key_leads_to_the_search_from_any_page(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/about")
    page.keyboard.press("/")
    page.wait_for_url("**/statements**")
    expect(page.get_by_label("Search what was said")).to_be_focused()


def test_keys_are_letters_where_one_writes(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/check")
    box = page.get_by_label("The quotation")
    box.focus()
    page.keyboard.type("g d j ? /")
    expect(box).to_have_value("g d j ? /")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_help_opens_closes_and_gives_the_focus_back(reading_server, open_page):
    page = open_page(reading_server.url)
    page.goto("/statements")
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".entry").first).to_be_focused()


# WCAG 1.4.10: 1280 pixels at 400 %; and the same at 200 %.
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_has_to_be_scrolled_sideways_when_enlarged(reading_server, open_page, width):
    page = open_page(reading_server.url, viewport={"width": width, "height": 512})
    wide = []
    for name in PAGES:
        go(page, name)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


def test_nothing_moves_for_those_who_want_no_motion(reading_server, open_page):
    page = open_page(reading_server.url, reduced_motion="reduce")
    page.goto("/statements")
    moving = """[...document.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
        || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0
