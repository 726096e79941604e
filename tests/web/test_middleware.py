"""Around every request: an id, one line in the log, headers for browsers."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route
from starlette.types import Message, Scope
from structlog.testing import capture_logs

from tattoobot.domain.lead import Action
from tattoobot.web.context import Web
from tests.web.conftest import KEY, Desk

ROOT = Path(__file__).parents[2]

CAREFUL = (
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "content-security-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "x-request-id",
    "strict-transport-security",
)


async def test_a_good_request_id_is_kept(desk: Desk) -> None:
    answer = await desk.http.get("/health", headers={"X-Request-ID": "from-the-proxy-1"})

    assert answer.headers["x-request-id"] == "from-the-proxy-1"


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with space in it", "line\tbreak-line", "<script>alert</script>"]
)
async def test_any_other_request_id_is_replaced(desk: Desk, given: str) -> None:
    answer = await desk.http.get("/health", headers={"X-Request-ID": given})

    assert answer.headers["x-request-id"] != given
    assert len(answer.headers["x-request-id"]) == 16


async def test_one_line_per_request_with_the_pattern_of_its_path(desk: Desk) -> None:
    link = await desk.link(await desk.a_lead(), Action.APPROVE)

    with capture_logs() as lines:
        await desk.http.get(link)
        await desk.get("/leads/1", key="in-the-query")
        await desk.http.get("/wp-admin/secret")

    assert [(line["event"], line["method"], line["route"], line["status"]) for line in lines] == [
        ("request", "GET", "/a/{token}", 200),
        ("request", "GET", "/admin/leads/{lead_id}", 200),
        ("request", "GET", "unknown", 404),
    ]
    assert all(line["ms"] >= 0 for line in lines)
    assert link.removeprefix("/a/") not in str(lines)
    assert "secret" not in str(lines)


async def test_what_the_sandboxs_page_asks_every_second_has_a_line_only_where_it_breaks(
    desk: Desk, app: FastAPI
) -> None:
    async def breaks(request: Request) -> StreamingResponse:
        raise ZeroDivisionError

    app.router.routes.insert(0, Route("/sandbox/breaks", breaks))

    with capture_logs() as lines:
        for path in ("/sandbox/clock", "/sandbox/breaks", "/health"):
            await desk.http.get(path)

    told = [line["route"] for line in lines if line["event"] == "request" and line["log_level"] == "info"]
    assert told == ["/sandbox/breaks", "/health"]


async def test_browsers_are_told_to_be_careful(web: Web, app: FastAPI, desk: Desk) -> None:
    app.state.web = replace(web, secure=True)
    link = await desk.link(await desk.a_lead(), Action.APPROVE)

    page, json = await desk.http.get(link), await desk.http.get("/health")

    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["x-frame-options"] == "SAMEORIGIN"
    assert "max-age" in page.headers["strict-transport-security"]
    assert json.headers["x-content-type-options"] == "nosniff"
    assert json.headers["x-frame-options"] == "SAMEORIGIN"
    assert "max-age" in json.headers["strict-transport-security"]


def test_the_proxies_of_the_documentation_keep_every_secret_of_a_path_out_of_their_logs(app: FastAPI) -> None:
    paths = [
        route.path for route in app.routes if isinstance(route, Route | APIRoute) and "{token}" in route.path
    ]
    operating = (ROOT / "docs/operating.md").read_text()
    of_caddy = {
        pattern
        for text in (operating, (ROOT / "docker/Caddyfile").read_text())
        for pattern in re.findall(r"request>uri regexp (\S+) ", text)
    }
    of_nginx = re.findall(r"~(\^\S+) +/\S+-;", operating)
    assert len(paths) > 5
    assert len(of_caddy) == 1
    assert len(of_nginx) > 3

    for path in paths:
        asked = path.replace("{token}", "SECRET")
        assert any(re.match(pattern, asked) for pattern in of_caddy), f"Caddy would log {asked}"
        assert any(re.match(pattern, asked) for pattern in of_nginx), f"nginx would log {asked}"


async def test_every_route_answers_with_the_headers_and_what_is_private_is_not_kept(
    web: Web, app: FastAPI, desk: Desk
) -> None:
    app.state.web = replace(web, secure=True)
    asked = [
        (method, re.sub(r"{[^}]*}", "1", route.path))
        for route in app.routes
        if isinstance(route, Route | APIRoute)
        for method in sorted(route.methods or ())
    ]
    assert len(asked) > 20
    described = [
        (method.upper(), re.sub(r"{[^}]*}", "1", path))
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    ]
    assert len(described) > 10
    # What is there under no such name, for no such method, or is a file.
    elsewhere = [("GET", "/nothing/here"), ("DELETE", "/health"), ("PUT", "/webhooks/stripe")]
    files = [("GET", "/static/app.css"), ("GET", "/static/nothing.css"), ("POST", "/static/app.css")]

    seen = set()
    for method, path in [*asked, *described, *elsewhere, *files]:
        for headers in ({}, {"X-Admin-API-Key": KEY}):
            answer = await desk.http.request(method, path, headers=headers)
            told = (method, path, dict(answer.headers))
            seen.add(answer.status_code)
            for name in CAREFUL:
                assert len(answer.headers.get_list(name)) == 1, (name, told)
            assert answer.headers["x-content-type-options"] == "nosniff", told
            assert (
                "frame-ancestors" in answer.headers["content-security-policy"]
                or "sandbox" in (answer.headers["content-security-policy"])
            ), told
            if path.startswith(("/admin", "/a/", "/desk")):
                assert answer.headers.get("cache-control") == "no-store", told
    assert seen >= {200, 401, 404, 405, 422}


async def test_a_body_that_is_too_large_is_refused_with_the_headers_too(desk: Desk) -> None:
    answer = await desk.act(await desk.a_lead(), "approve", content=b" " * 100_000)

    assert answer.status_code == 413
    assert [name for name in CAREFUL[:-1] if name not in answer.headers] == []


async def test_an_answer_to_what_breaks_has_the_headers_too(desk: Desk, app: FastAPI) -> None:
    async def breaks(request: Request) -> StreamingResponse:
        raise ZeroDivisionError

    app.router.routes.insert(0, Route("/breaks", breaks))

    answer = await desk.http.get("/breaks")

    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_no_redirect_follows_the_host_that_was_sent(desk: Desk) -> None:
    answer = await desk.http.get("/admin/leads/", headers={"Host": "evil.example.net"})

    assert answer.status_code == 404


async def test_two_hosts_are_refused(desk: Desk) -> None:
    two = [("Host", "desk.example.com"), ("Host", "evil.example.net")]

    answer = await desk.http.get("/health", headers=two)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_host")


async def test_a_request_without_a_host_is_refused_but_for_the_oldest_kind(app: FastAPI) -> None:
    statuses = []
    for version in ("1.1", "1.0"):
        said: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message, said: list[Message] = said) -> None:
            said.append(message)

        scope: Scope = {
            "type": "http",
            "http_version": version,
            "method": "GET",
            "path": "/health",
            "query_string": b"",
            "headers": [],
        }
        await app(scope, receive, send)
        statuses.append(said[0]["status"])

    assert statuses == [400, 200]


async def test_who_was_refused_is_in_the_log_with_their_address(desk: Desk) -> None:
    with capture_logs() as lines:
        await desk.http.get("/admin/leads", headers={"X-Admin-API-Key": "a-wrong-one"})
        await desk.http.get("/health")

    assert [(line["status"], line.get("peer")) for line in lines] == [(401, "127.0.0.1"), (200, None)]
    assert "a-wrong-one" not in str(lines)


async def test_the_id_of_one_request_is_not_that_of_the_next(desk: Desk) -> None:
    first, second = await desk.http.get("/health"), await desk.http.get("/health")

    assert first.headers["x-request-id"] != second.headers["x-request-id"]


async def test_an_answer_that_breaks_off_is_not_answered_twice(desk: Desk, app: FastAPI) -> None:
    async def half() -> AsyncIterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    async def breaks_off(request: Request) -> StreamingResponse:
        return StreamingResponse(half())

    app.router.routes.insert(0, Route("/breaks-off", breaks_off))

    with pytest.raises(ZeroDivisionError):
        await desk.http.get("/breaks-off")


async def test_a_picture_is_logged_without_its_link(desk: Desk) -> None:
    with capture_logs() as lines:
        await desk.http.get(f"/a/{'x' * 43}/photos/7")

    assert [line["route"] for line in lines] == ["/a/{token}/photos/{photo_id}"]
