"""Every error as a problem that a program can read (RFC 9457), or as a page where a person is looking."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import engine
from tattoobot.errors import BookingError
from tattoobot.web import problem_page
from tattoobot.web.patience import TooManyTries
from tattoobot.web.webhooks.body import TooLarge

log = structlog.get_logger(__name__)


class InvalidBody(BookingError):
    """The body is not as described."""

    http_status = 422
    code = "invalid_body"

    def __init__(self, errors: Sequence[dict[str, str]]) -> None:
        super().__init__(" ".join(f"{error['where']}: {error['what']}." for error in errors))
        self.errors = errors


class InvalidQuery(InvalidBody):
    """The query is not as described."""

    code = "invalid_query"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, in words for a person and a code for a program."""

    status: int
    code: str
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)
    errors: Sequence[dict[str, str]] = ()


class ProblemView(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    code: str


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers with these statuses, as OpenAPI describes them. A key that may be wrong may be once too often."""
    content = {"application/problem+json": {"schema": ProblemView.model_json_schema()}}
    whole = sorted({*statuses, *([429] if 401 in statuses else [])})
    return {status: {"description": "A problem", "content": content} for status in whole}


UNEXPECTED = Problem(
    500,
    "internal_error",
    "Something broke on our side.",
    "It has been noted, and nothing was changed. Please try again.",
)
AWAY = Problem(
    503,
    "database_unavailable",
    "The database cannot be reached.",
    "Nothing was changed. Please try again in a moment.",
    headers={"Retry-After": "5"},
)
NO_HOST = Problem(400, "bad_host", "The request has to name one host.", "Send one Host header.")
TOO_LARGE = Problem(413, "too_large", "The body is too large.", "Send at most 64 kB.")


def install(app: FastAPI) -> None:
    """Make the application answer every error as a problem; what nobody foresaw is `middleware`'s."""
    app.add_exception_handler(BookingError, _booking_error)
    app.add_exception_handler(RequestValidationError, _invalid_query)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(TooLarge, _too_large)
    for away in engine.AWAY:
        app.add_exception_handler(away, _database_is_away)


def respond(request: Request, problem: Problem) -> Response:
    """The problem as JSON; as a page where a person is looking."""
    if problem_page.wanted(request):
        return problem_page.page(request, problem.status, problem.code, problem.headers, _otherwise(problem))
    return Response(
        msgspec.json.encode(_body(problem)),
        problem.status,
        headers={"Cache-Control": "no-store", **problem.headers},
        media_type="application/problem+json",
    )


def _otherwise(problem: Problem) -> tuple[str, str]:
    """What its page says where there are no words of ours for it."""
    return problem.title, problem.detail if problem.detail != problem.title else ""


def _body(problem: Problem) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": f"urn:tattoobot:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
    }
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    if request_id:
        body["request_id"] = request_id
    if problem.errors:
        body["errors"] = problem.errors
    return body


def complaints(errors: Sequence[Any]) -> list[dict[str, str]]:
    """What is wrong and where. What was sent is not repeated: it may be a secret."""
    return [
        {
            "where": ".".join(str(part) for part in error["loc"]) or "body",
            "what": str(error["msg"]).removeprefix("Value error, "),
        }
        for error in errors
    ]


async def _booking_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, BookingError)
    # RFC 9110: a 401 says how to come in.
    headers = (
        {"WWW-Authenticate": 'ApiKey realm="admin"'} if error.http_status == HTTPStatus.UNAUTHORIZED else {}
    )
    if isinstance(error, TooManyTries):
        headers = {"Retry-After": str(error.retry_after)}
    errors = error.errors if isinstance(error, InvalidBody) else ()
    return respond(
        request, Problem(error.http_status, error.code, error.title, error.detail, headers, errors)
    )


async def _invalid_query(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return await _booking_error(request, InvalidQuery(complaints(error.errors())))


async def _http_error(request: Request, error: Exception) -> Response:
    """What the framework says: no such path, a method that the path does not take."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.name.lower()
    headers = dict(error.headers or {})
    return respond(request, Problem(status, code, f"{status.phrase}.", status.description, headers))


async def _too_large(request: Request, error: Exception) -> Response:
    return respond(request, TOO_LARGE)


async def _database_is_away(request: Request, error: Exception) -> Response:
    log.warning("database_unavailable", error=type(error).__name__)
    return respond(request, AWAY)
