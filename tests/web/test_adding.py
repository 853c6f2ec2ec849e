from __future__ import annotations

import functools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.toy import load_toy
from tests.web.conftest import form_key

from onrecord.run.local import read_captures
from onrecord.web import adding
from onrecord.web.adding import safe_name


@pytest.fixture(autouse=True)
def toy(monkeypatch):
    monkeypatch.setattr(adding, "read_captures", functools.partial(read_captures, load=load_toy))


def add(client, files=(), **fields):
    sent = [("files", file) for file in files] or [("files", ("", b""))]
    answer = client.post("/additions", data={"form_key": form_key(client), **fields}, files=sent)
    assert answer.status_code == 303, answer.text
    for _ in range(200):
        html = client.get(answer.headers["location"]).text
        if "Reading …" not in html:
            return html
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_an_uploaded_page_is_read_and_kept(writer):
    html = add(writer, [("talks.txt", b"a new page")])
    assert "1 page kept, 0 refused" in html
    assert ">3 pages, 1 independent line</a>" in writer.get("/statements").text


def test_what_is_refused_is_named_with_the_reason(writer):
    html = add(writer, [("good.txt", b"a page"), ("bad.txt", b"REFUSE"), ("fault.txt", b"FAULT")])
    assert "1 page kept, 2 refused" in html
    assert "uploaded/bad.txt" in html
    assert "holds no text" in html


def test_pasted_text_is_a_page(writer):
    assert "1 page kept" in add(writer, text="Some pasted text.")


def test_an_address_of_this_machine_is_not_fetched(writer):
    html = add(writer, address="http://127.0.0.1:1/secret")
    assert "0 pages kept, 1 refused" in html
    assert "private network" in html


def test_an_address_that_is_none_is_refused_at_once(writer):
    answer = writer.post(
        "/additions", data={"form_key": form_key(writer), "address": "file:///etc/passwd"}, files={"files": ("", b"")}
    )
    assert answer.status_code == 400


def test_too_much_at_once_is_refused(serve):
    from tests.web.conftest import TOKEN

    client = serve(max_upload_bytes=100)
    client.post("/session", data={"token": TOKEN})
    answer = client.post("/additions", data={"form_key": form_key(client)}, files={"files": ("a.txt", b"x" * 101)})
    assert answer.status_code == 413


def test_no_file_of_this_machine_is_taken_for_a_sidecar(writer, tmp_path):
    (tmp_path / "talks.json").write_text('{"outlet": "The Secret Post"}', "utf-8")
    html = add(writer, [(f"{tmp_path}/talks.txt", b"a page with a path for a name")])
    assert "1 page kept" in html
    assert "Secret" not in writer.get("/statements").text


@given(st.text(max_size=300))
def test_a_files_name_leads_nowhere(name):
    clean = safe_name(name)
    assert clean
    assert Path(clean).name == clean
    assert clean not in {".", ".."}
    assert len(clean) <= 120
