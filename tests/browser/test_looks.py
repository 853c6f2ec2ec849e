"""Every page, light and dark, wide and narrow: nothing overflows, nothing moves, nobody is shut out."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.conftest import Server
from tests.browser.test_journeys import give_token

from onrecord.web.doors import Visitor
from onrecord.web.faults import StillWorkingError
from onrecord.web.render import environment

# Name -> address, and where it is not known beforehand: the page and the pattern of a link on it.
PAGES = {
    "desk": "/",
    "statements": "/statements",
    "search": "/statements?search=inspection&kind=direct",
    "statement": ("/statements?search=%22closing+a+sea%22", r'href="(/s/at_\w+)"'),
    "page": ("/statements?search=%22toll+booth%22", r'class="open" href="([^"]+)"'),
    "reports": "/reports",
    "report": ("/reports", r'href="(/reports/st_\w+)"'),
    "people": "/people",
    "person": ("/people", r'href="(/people/pr_\w+)"'),
    "positions": "/positions",
    "position": ("/positions", r'href="(/positions/[^"?]+)"'),
    "party": ("/positions", r'href="(/parties/[^"]+)"'),
    "issue": ("/positions", r'href="(/issues/[^"]+)"'),
    "proposals": "/proposals",
    "proposal": ("/proposals", r'href="(/proposals/pp_\w+)"'),
    "meetings": "/meetings",
    "meeting": ("/meetings", r'href="(/meetings/mg_\w+)"'),
    "timeline": "/timeline",
    "check": "/check?q=We+believe+that+closing+a+sea+is+a+policy",
    "check a text": "/check?whole=1&q=Dovrak+said+%E2%80%9Cwe+have+had+promises+before%E2%80%9D+in+Sardo.",
    "weighty": "/statements?by=weight&act=REJECT",
    "original": ("/statements", r'data-open="(/p/pg_\w+)', "/original"),
    "add": "/add",
    "corrections": "/corrections",
    "about": "/about",
    "nothing": "/p/pg_nothing",
    "nobody": "/statements?search=submarine",
    "nobody of a name": "/people?name=Nemo",
    "moved": ("/statements?search=%22toll+booth%22", r'data-open="(/p/pg_\w+)', "?at=0-9&w=0123456789"),
    "not on record": "/check?q=The+ferry+will+never+sail+again",
    "correct": ("/statements?search=%22toll+booth%22", r'<article class="entry" id="(at_\w+)"', "/correct/"),
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


# What only those see who have given the token.
FOR_WRITERS = {"add", "correct"}


def go(page, name):
    where = PAGES[name]
    if isinstance(where, tuple):
        page.goto(where[0])
        found = re.search(where[1], page.content())
        assert found is not None, name
        link = found[1].replace("&amp;", "&")
        more = where[2] if len(where) > 2 else ""
        where = more + link if more.startswith("/correct") else link + more
    page.goto(where)


def keep_picture(page, root, name):
    """Keeps a picture, where pictures are wanted."""
    folder = os.environ.get("ONRECORD_SCREENSHOTS")
    if folder:
        (root / folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{root / folder}/{name.replace(' ', '-')}.png", full_page=True)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shuts_nobody_out_and_fits(reading_server, open_page, root, name, look):
    page = open_page(reading_server.url, **LOOKS[look])
    if name in FOR_WRITERS:
        give_token(page)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " if (!entry.hadRecentInput) window.moved += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    go(page, name)
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert page.evaluate("window.moved") == 0
    keep_picture(page, root, f"{name}-{look}")


@pytest.fixture(scope="module")
def new_server(tmp_path_factory, browser):
    running = Server(tmp_path_factory.mktemp("new") / "record.db", None)
    running.start()
    yield running
    running.kill()


@pytest.mark.parametrize("look", LOOKS)
def test_an_empty_record_says_what_to_do(new_server, open_page, root, look):
    page = open_page(new_server.url, **LOOKS[look])
    for path in ("/", "/statements", "/people", "/positions", "/proposals", "/meetings", "/timeline", "/reports"):
        page.goto(path)
        expect(page.locator(".empty")).to_be_visible()
        assert Axe().run(page, options=WCAG).response["violations"] == []
    page.goto("/")
    expect(page.locator(".empty").get_by_role("link", name="Add pages")).to_be_visible()
    keep_picture(page, root, f"empty-{look}")


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_still_being_found_says_so_and_opens_once_it_is_there(reading_server, open_page, root, look):
    page = open_page(reading_server.url, **LOOKS[look])
    visitor = Visitor(can_write=False, could_write=True, form_key="")
    told = StillWorkingError()
    html = (
        environment()
        .get_template("error.html")
        .render(
            visitor=visitor,
            path="/positions",
            fixed=False,
            behind=False,
            status=503,
            heading="Still working it out",
            detail=told.detail,
            sign_in=False,
            again=True,
        )
    )
    page.route("**/positions", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/positions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Still working it out")
    expect(page.get_by_role("link", name="Ask again")).to_be_visible()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    keep_picture(page, root, f"still-working-{look}")
    page.unroute("**/positions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where each party stands", timeout=20_000)


def test_the_first_page_is_small_over_the_wire(reading_server, open_page):
    page = open_page(reading_server.url)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/statements", wait_until="networkidle")
    assert 0 < sum(sizes) < 100_000
