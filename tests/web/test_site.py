from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from onrecord.web.site import file_of, write_site


@pytest.fixture
def site(record, tmp_path):
    folder = tmp_path / "site"
    assert write_site(str(record), None, folder) > 10
    return folder


def links(folder):
    for path in sorted(folder.rglob("*.html")):
        for link in re.findall(r'\shref="([^"]*)"', path.read_text("utf-8")):
            yield path, link


def test_every_link_leads_to_a_file_that_is_there(site):
    for path, link in links(site):
        parts = urlsplit(link)
        assert not parts.scheme, (path, link)
        if parts.path:
            assert (path.parent / unquote(parts.path)).is_file(), (path, link)


def test_words_are_linked_to_at_their_place(site):
    found = [(path, link) for path, link in links(site) if re.search(r"p/pg_\w+\.html#\d+-\d+", link)]
    assert found
    for path, link in found:
        name, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (path.parent / name).read_text("utf-8")


def test_nothing_needs_a_server_or_a_script(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<form" not in html
        assert "<script" not in html
        assert "hx-get" not in html
        assert "Content-Security-Policy" in html
    assert not list(site.rglob("*.js"))


def test_names_that_cannot_be_files_become_files_and_stay_apart():
    assert file_of("/positions/a%2Fb/..") != file_of("/positions/a_b/..")
    assert ".." not in file_of("/positions/a%2Fb/..")
