"""Every page, light and dark, wide and narrow: nothing overflows, nothing moves, nobody is shut out."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

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
    "original": ("/statements", r'data-open="(/p/pg_\w+)'),
    "add": "/add",
    "corrections": "/corrections",
    "about": "/about",
    "nothing": "/p/pg_nothing",
    "nobody": "/statements?search=submarine",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def go(page, name):
    where = PAGES[name]
    if isinstance(where, tuple):
        page.goto(where[0])
        found = re.search(where[1], page.content())
        assert found is not None, name
        where = found[1].replace("&amp;", "&") + ("/original" if name == "original" else "")
    page.goto(where)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shuts_nobody_out_and_fits(reading_server, open_page, root, name, look):
    page = open_page(reading_server.url, **LOOKS[look])
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " if (!entry.hadRecentInput) window.moved += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    go(page, name)
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert page.evaluate("window.moved") < 0.02
    folder = os.environ.get("ONRECORD_SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{root / folder}/{name.replace(' ', '-')}-{look}.jpeg", type="jpeg", quality=60)


def test_the_first_page_is_small_over_the_wire(reading_server, open_page):
    page = open_page(reading_server.url)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/statements", wait_until="networkidle")
    assert 0 < sum(sizes) < 100_000
