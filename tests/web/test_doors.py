from __future__ import annotations

import pytest
from tests.web.conftest import TOKEN, form_key


def test_a_stranger_cannot_write(client):
    assert client.post("/additions", data={"text": "One. Two."}, files={"files": ("", b"")}).status_code == 401


def test_a_wrong_token_opens_nothing(client):
    assert client.post("/session", data={"token": "guess"}).status_code == 401
    assert "form_key" not in client.get("/add").text


def test_the_token_opens_a_session_that_scripts_cannot_read(client):
    cookie = client.post("/session", data={"token": TOKEN}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


def test_a_form_made_elsewhere_is_refused(writer):
    assert writer.post("/additions", data={"text": "One."}, files={"files": ("", b"")}).status_code == 403
    answer = writer.post("/additions", data={"text": "One.", "form_key": "0" * 64}, files={"files": ("", b"")})
    assert answer.status_code == 403


def test_a_read_only_server_lets_nobody_in(serve):
    client = serve(read_only=True)
    assert client.post("/session", data={"token": TOKEN}).status_code == 403
    answer = client.post(
        "/additions", data={"text": "x"}, files={"files": ("", b"")}, headers={"Authorization": f"Bearer {TOKEN}"}
    )
    assert answer.status_code == 403


def test_a_server_without_a_token_lets_nobody_in(serve):
    client = serve(token="")
    answer = client.post(
        "/additions", data={"text": "x"}, files={"files": ("", b"")}, headers={"Authorization": "Bearer "}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1:8420", 200), ("evil.example", 400), ("", 400)])
def test_a_request_for_another_host_is_refused(client, host, status):
    assert client.get("/about", headers={"Host": host}).status_code == status


def test_too_many_attempts_have_to_wait(serve):
    client = serve(writes_per_minute=2)
    statuses = [client.post("/session", data={"token": "guess"}).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


def test_a_session_of_another_server_is_none(writer, serve):
    other = serve(token="another token")
    other.cookies.update(writer.cookies)
    assert "form_key" not in other.get("/add").text


def test_the_form_of_a_session_works(writer):
    assert len(form_key(writer)) == 64
