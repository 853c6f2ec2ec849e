from __future__ import annotations

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.builders import TEXT, make_page, make_reading
from tests.web.conftest import TOKEN, keep

from onrecord.web.app import build_app
from onrecord.web.options import ServeOptions

V1 = "/api/v1"
# Operations of the API, without the one that fetches whatever address it is given; questions asked of each.
OPERATIONS = 30
CASES = 12
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def get(client, path, **params):
    answer = client.get(f"{V1}{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(client, path, **params):
    """All items of a list, by its cursor, in screens of one."""
    found, after = [], None
    while True:
        answer = get(client, path, limit=1, **params, **({"after": after} if after else {}))
        found += answer["items"]
        after = answer["next"]
        if after is None:
            return found


@pytest.mark.parametrize(
    ("path", "name"), [("/statements", "id"), ("/people", "id"), ("/pages", "id"), ("/stories", "story")]
)
def test_a_list_goes_on_to_its_end_and_holds_everything_once(client, path, name):
    whole = get(client, path, limit=500)
    assert whole["next"] is None
    assert [one[name] for one in every(client, path)] == [one[name] for one in whole["items"]]


def test_entries_go_on_by_cursor_in_both_orders(client):
    newest = [one["attribution"]["id"] for one in every(client, "/entries", said="all")]
    oldest = [one["attribution"]["id"] for one in every(client, "/entries", said="all", sort="oldest")]
    assert len(newest) == 6
    assert sorted(newest) == sorted(oldest)
    assert get(client, "/count", said="all") == {"count": 6}


def test_filters_are_those_of_the_command_line(client):
    found = get(client, "/entries", speaker="venn", kind="direct", until="2031-01")["items"]
    assert [one["page"]["outlet"] for one in found] == ["The Oster Post"]


def test_spans_are_two_numbers_into_the_pages_text(client):
    found = get(client, "/entries", speaker="venn")["items"][0]
    page = get(client, f"/pages/{found['page']['id']}")
    start, end = found["attribution"]["content"][0]
    assert page["text"][start:end] == "“the border stays open”"


def test_words_have_selectors_and_a_permalink(client):
    page = get(client, "/pages")["items"][0]["id"]
    start = TEXT.index("the border")
    found = get(client, f"/pages/{page}/selectors", at=f"{start}-{start + 10}")
    assert found["selector"][0] == {"type": "TextPositionSelector", "start": start, "end": start + 10}
    assert found["selector"][1]["exact"] == "the border"
    assert "<mark>" in client.get(found["permalink"]).text


def test_the_bytes_of_a_page_are_saved_and_never_shown(client):
    page = get(client, "/pages")["items"][0]["id"]
    sha256 = get(client, f"/pages/{page}")["page"]["sha256"]
    answer = client.get(f"{V1}/captures/{sha256}")
    assert answer.content.decode().startswith(TEXT)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entries?since=tomorrow", 400),
        ("/entries?limit=0", 400),
        ("/entries?after=zzz", 400),
        ("/entries/at_nothing", 404),
        ("/statements/sm_nothing", 404),
        ("/pages/pg_nothing", 404),
        ("/nothing", 404),
        ("/captures/00", 404),
        ("/positions?party=Atlantis", 400),
    ],
)
def test_a_refusal_is_a_problem_in_json(client, path, status):
    answer = client.get(f"{V1}{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_an_answer_that_is_known_is_not_sent_again(client):
    tag = client.get(f"{V1}/entries").headers["etag"]
    assert client.get(f"{V1}/entries", headers={"If-None-Match": tag}).status_code == 304


def test_corrections_need_the_token_and_show_at_once(client):
    name = get(client, "/entries", speaker="venn")["items"][0]["attribution"]["id"]
    sent = {
        "kind": "speaker",
        "who": "Ida",
        "why": "heard it",
        "attribution": name,
        "speaker": {"name": "Cora Bell", "type": "person"},
    }
    assert client.post(f"{V1}/corrections/new", json=sent).status_code == 401
    assert client.post(f"{V1}/corrections/new", json=sent, headers=BEARER).status_code == 201
    assert get(client, f"/entries/{name}")["attribution"]["speaker"]["name"] == "Cora Bell"
    assert [line["draft"]["why"] for line in get(client, "/corrections")] == ["heard it"]


def test_a_session_alone_cannot_write_by_the_api(writer):
    sent = {"kind": "undo", "who": "Ida", "why": "x", "undoes": "co_a"}
    assert writer.post(f"{V1}/corrections/new", json=sent).status_code == 403


def test_the_api_describes_itself_without_another_host(client):
    schema = get(client, "/openapi.json")
    assert schema["info"]["title"] == "onrecord"
    assert all(path.startswith(V1) for path in schema["paths"])
    operations = [op for path in schema["paths"].values() for op in path.values()]
    assert all(op.get("description") for op in operations)
    assert not re.findall(r"https?://(?!127)[\w.]+\.(?:com|net|dev|org)", client.get(f"{V1}/openapi.json").text)


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The API of a record of one page, as it describes itself."""
    path = tmp_path_factory.mktemp("api") / "record.db"
    keep(path, make_reading(make_page(outlet="The Oster Post", published="2031-02-03", url="https://x.example/1")))
    options = ServeOptions(record=str(path), token=TOKEN, hosts=("*",), writes_per_minute=100_000)
    return schemathesis.openapi.from_asgi(f"{V1}/openapi.json", build_app(options))


@pytest.mark.parametrize("number", range(OPERATIONS))
def test_whatever_is_asked_the_answer_is_as_described(described, number):
    operations = [found.ok() for found in described.get_all_operations() if "additions/new" not in found.ok().path]
    operation = operations[number]

    @settings(
        max_examples=CASES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(case=operation.as_strategy())
    def ask(case):
        # A schema cannot say that the thirtieth of February is no date.
        case.call_and_validate(headers=BEARER, excluded_checks=[positive_data_acceptance])

    ask()


def test_no_operation_is_left_unasked(described):
    found = [one.ok().path for one in described.get_all_operations()]
    assert len([path for path in found if "additions/new" not in path]) == OPERATIONS
