"""Whatever goes wrong, a program can read it and nothing inside is shown."""

import re
from dataclasses import replace

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Route
from structlog.testing import capture_logs

from tattoobot.db.engine import Database
from tattoobot.errors import BookingError
from tattoobot.web.context import Web
from tests.web.conftest import KEY, Desk

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/admin/nothing", 404, "not_found"),
        ("PUT", "/admin/leads", 405, "method_not_allowed"),
        ("GET", "/admin/leads/1/approve", 405, "method_not_allowed"),
        ("GET", "/admin/leads/1", 404, "lead_not_found"),
        ("POST", "/health", 405, "method_not_allowed"),
        ("GET", "/static/nothing.css", 404, "not_found"),
        ("GET", "/static/..%2f..%2fapp.py", 404, "not_found"),
    ],
)
async def test_a_problem_has_its_five_members(
    desk: Desk, method: str, path: str, status: int, code: str
) -> None:
    answer = await desk.http.request(method, path, headers={"X-Admin-API-Key": KEY})

    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    problem = answer.json()
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["type"].endswith(code)
    assert problem["title"]
    assert problem["detail"]


async def test_what_nobody_foresaw_is_a_500_that_tells_nothing(desk: Desk, app: FastAPI) -> None:
    async def breaks(request: Request) -> None:
        raise ZeroDivisionError("the secret is swordfish")

    app.router.routes.insert(0, Route("/breaks/{token}", breaks))

    with capture_logs() as lines:
        answer = await desk.http.get("/breaks/a-token")

    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert answer.json()["code"] == "internal_error"
    assert "swordfish" not in answer.text
    assert "ZeroDivisionError" not in answer.text
    (failed,) = [line for line in lines if line["event"] == "request_failed"]
    assert failed["exc_info"]
    assert "a-token" not in str(lines)
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_an_artist_sees_a_page_when_something_breaks(desk: Desk, app: FastAPI) -> None:
    async def breaks(request: Request) -> None:
        raise ZeroDivisionError

    app.router.routes.insert(0, Route("/a/breaks", breaks))

    answer = await desk.http.get("/a/breaks")

    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "Something broke on our side" in answer.text


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "languages", "said", "way"),
    [
        ("/pay/" + "x" * 43, "en-GB,en;q=0.9", "This link leads nowhere.", ""),
        ("/pay/nobodys", "de-AT", "Dieser Link führt nirgendwohin.", ""),
        ("/a/" + "x" * 43, "fr", "This link leads nowhere.", "/desk"),
        ("/cal/nobodys", "xx,pt-BR", "Este link não leva a lugar nenhum.", ""),
        ("/nope", "fr-CH, fr;q=0.9, en;q=0.8", "Il n&#39;y a rien ici.", "/"),
        ("/nope", "", "There is nothing here.", "/"),
        ("/sandbox/nope", "es", "Aquí no hay nada.", "/"),
        ("/desk/nope", "en", "There is nothing here.", "/desk"),
        ("/desk/leads/999", "en", "There is no such enquiry.", "/desk"),
    ],
)
async def test_a_person_who_is_lost_reads_a_page_in_their_language_with_a_way_on(
    desk: Desk, path: str, languages: str, said: str, way: str
) -> None:
    await desk.http.post(
        "/desk/sign-in/key", data={"key": KEY}, headers={"Origin": "http://desk.example.com"}
    )

    answer = await desk.http.get(path, headers={"Accept": BROWSER, "Accept-Language": languages})

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f"<h1>{said}</h1>" in answer.text
    assert re.findall(r'<a href="([^"]*)"', answer.text) == ([way] if way else [])


@pytest.mark.parametrize("path", ["/admin/leads/1", "/admin/nothing", "/webhooks/nothing"])
async def test_what_is_for_programs_answers_a_browser_as_it_answers_them(desk: Desk, path: str) -> None:
    answer = await desk.http.get(path, headers={"X-Admin-API-Key": KEY, "Accept": BROWSER})

    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


async def test_an_error_of_our_own_says_its_sentence(desk: Desk, app: FastAPI) -> None:
    class SlotTaken(BookingError):
        """That time has just been taken."""

        http_status = 409
        code = "slot_taken"

    async def refuses(request: Request) -> None:
        raise SlotTaken

    app.router.routes.insert(0, Route("/refuses", refuses))

    problem = (await desk.http.get("/refuses")).json()

    assert (problem["code"], problem["title"]) == ("slot_taken", "That time has just been taken.")


async def test_a_database_that_is_away_is_a_503(web: Web, app: FastAPI) -> None:
    nowhere = await asyncpg.create_pool("postgresql://nobody@127.0.0.1:9/none", min_size=0)
    app.state.web = replace(web, database=Database(nowhere))

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://desk.example.com"
    ) as http:
        listed = await http.get("/admin/leads", headers={"X-Admin-API-Key": KEY})
        page = await http.get(f"/a/{'x' * 43}")

    assert (listed.status_code, listed.json()["code"]) == (503, "database_unavailable")
    assert "retry-after" in listed.headers
    assert (page.status_code, page.headers["content-type"][:9]) == (503, "text/html")
    await nowhere.close()


async def test_an_empty_key_lets_nobody_in(web: Web, app: FastAPI) -> None:
    app.state.web = replace(web, admin_api_key="")

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://desk.example.com"
    ) as http:
        answers = [
            await http.get("/admin/leads", headers=headers) for headers in ({}, {"X-Admin-API-Key": ""})
        ]

    assert [answer.status_code for answer in answers] == [401, 401]


async def test_a_key_beyond_ascii_works(web: Web, app: FastAPI) -> None:
    app.state.web = replace(web, admin_api_key="schlüssel-für-tests")

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://desk.example.com"
    ) as http:
        answer = await http.get("/admin/leads", headers={b"X-Admin-API-Key": "schlüssel-für-tests".encode()})

    assert answer.status_code == 200


async def test_wrong_fields_are_named_and_what_was_sent_is_not_repeated(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.act(lead, "approve", json={"deposit": {"amount": 5}, "secret": "hush-hush"})

    where = {error["where"] for error in answer.json()["errors"]}
    assert where == {"deposit.amount", "secret"}
    assert "hush-hush" not in answer.text
