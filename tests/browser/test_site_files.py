"""The pages as plain files, opened from a folder."""

from __future__ import annotations

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.test_looks import LOOKS, WCAG, keep_picture

# Writing some hundred files takes seconds, and minutes where much else is running.
pytestmark = pytest.mark.timeout(500)


@pytest.fixture(scope="module")
def site(tmp_path_factory, examples, root):
    folder = tmp_path_factory.mktemp("site")
    docket = root / "examples" / "docket.toml"
    options = ["--record", str(examples), "--docket", str(docket), "--to", str(folder)]
    subprocess.run([sys.executable, "-m", "onrecord", "export", "site", *options], check=True, timeout=300)
    return folder


@pytest.mark.parametrize("look", LOOKS)
def test_files_look_as_the_server_does_and_ask_nobody(site, open_page, root, look):
    page = open_page(site.as_uri(), **LOOKS[look])
    for name in ("index", "statements", "positions", "timeline", "reports"):
        page.goto(f"{site.as_uri()}/{name}.html")
        assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        # axe would fetch the style sheets, which the policy of these pages forbids.
        assert Axe().run(page, options={**WCAG, "preload": False}).response["violations"] == []
        keep_picture(page, root, f"site-{name}-{look}")


def test_words_are_opened_at_their_place(site, open_page):
    page = open_page(site.as_uri())
    page.goto(f"{site.as_uri()}/index.html")
    expect(page.get_by_role("link", name="Check")).to_have_count(0)
    page.get_by_role("link", name="Statements", exact=True).click()
    page.get_by_role("link", name="Open the words").nth(3).click()
    expect(page.locator(":target")).to_be_in_viewport()
