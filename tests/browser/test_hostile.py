"""A page made to break whoever shows it: in a browser it is text, on every page of ours that shows a part of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Server

LONG = "Obersteuerruderhaltungsverordnungswesen" * 6
HOSTILE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Minister &lt;script&gt;window.broken=1&lt;/script&gt; \u202eneppo si redrob eht</title>
<meta property="og:site_name" content='The &lt;img src=x onerror="window.broken=1"&gt; Post'>
<meta property="og:url" content="javascript:window.broken=1"><meta name="date" content="2031-02-03"></head><body>
<article><h1>Minister &lt;script&gt;window.broken=1&lt;/script&gt; opens the border</h1>
<p>“The border &lt;script&gt;window.broken=1&lt;/script&gt; stays open”, Foreign Minister Ada Venn said on Friday.</p>
<p>“Nothing \u202edesolc si\u202c is closed &lt;svg onload=window.broken=1&gt;”, Ada Venn told reporters.</p>
<p>The mayor, Bo “&gt;&lt;iframe src=javascript:window.broken=1&gt;” Lind, said that {LONG} was late.</p>
<p>“الحدود مفتوحة”, the spokeswoman Cara Ost said. “{{{{ 7 * 7 }}}} and {{% raw %}}”, she added.</p>
<p>According to Ada Venn, {"the ferry sails at dawn and " * 40}returns at dusk.</p></article></body></html>"""
PATHS = ("/", "/statements", "/statements?by=weight", "/people", "/positions", "/timeline", "/reports", "/meetings")


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.html").write_bytes(HOSTILE.encode("utf-8", "surrogatepass"))
    record = folder / "record.db"
    read = [sys.executable, "-m", "onrecord", "read", "page.html", "--record", str(record)]
    subprocess.run(read, check=True, capture_output=True, timeout=110, cwd=folder)
    running = Server(record, None)
    running.start()
    yield running
    running.kill()


def test_a_hostile_page_is_text_wherever_it_is_shown(hostile_server, open_page):
    page = open_page(hostile_server.url, viewport={"width": 360, "height": 740})
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation',"
        " (event) => window.refused.push(event.violatedDirective));"
    )
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    page.goto("/statements")
    opened = {link.get_attribute("data-open").split("?")[0] for link in page.locator(".entry").all()}
    known = {link.get_attribute("href") for link in page.locator(".entry .perma").all()}
    assert opened
    assert known
    for path in (*PATHS, *sorted(opened), *sorted(known), *(f"{one}/original" for one in sorted(opened))):
        page.goto(path)
        assert page.evaluate("window.broken") is None, path
        assert page.evaluate("window.refused") == [], path
        assert page.evaluate("document.querySelectorAll('main script, main iframe, main img').length") == 0, path
        assert page.evaluate("[...document.querySelectorAll('a')].every((a) => a.protocol === 'http:')"), path
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
        assert "\u202e" not in page.content(), path


def test_what_would_turn_the_text_is_shown_by_its_number_in_the_original(hostile_server, open_page):
    page = open_page(hostile_server.url)
    page.goto("/statements?search=closed")
    page.get_by_role("link", name="Open the words").first.click()
    expect(page.locator("main")).to_contain_text("Nothing desolc si is closed")
    expect(page.locator("main")).to_contain_text("<script>window.broken=1</script>")
    expect(page.locator("main")).to_contain_text("{{ 7 * 7 }}")
    page.get_by_role("link", name="As it came").click()
    expect(page.locator("main")).to_contain_text("⟦202E⟧")
