"""What is said with each of the artist's verbs. All of it is optional; what is there has to be right."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

import pydantic
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from starlette.requests import Request

from tattoobot.domain.messages import TEXT_LIMIT
from tattoobot.web.problems import InvalidBody, complaints
from tattoobot.web.webhooks.body import limited

UNPROCESSABLE = 422
LIMIT = 64 * 1024

NOTE_LIMIT = 400
"""With the rest of its message, within what WhatsApp allows above a button."""
REASON_LIMIT = 2000
URL_LIMIT = 2000

YEARS = range(2000, 2200)

_STARTS_LIKE_A_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}", re.ASCII)

Body = TypeVar("Body", bound=BaseModel)


def _amount(given: Any) -> Any:
    # A JSON number has been through floating point: 60.10 may not be 60.10 any more.
    if not isinstance(given, str):
        raise ValueError('write the amount as a string, such as "60.00"')
    return given


def _moment(given: Any) -> Any:
    if not isinstance(given, str) or not _STARTS_LIKE_A_MOMENT.match(given):
        raise ValueError("write a date and a time with its offset, such as 2026-03-10T14:00:00+00:00")
    return given


def _in_our_time(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("that year cannot be right")
    return moment.astimezone(UTC)


def _sayable(text: str) -> str:
    # PostgreSQL keeps any character but this one.
    if "\x00" in text:
        raise ValueError("take out the NUL character")
    return text


Amount = Annotated[
    str, BeforeValidator(_amount), WithJsonSchema({"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"})
]
Moment = Annotated[
    AwareDatetime,
    Strict(False),
    AfterValidator(_in_our_time),
    BeforeValidator(_moment, json_schema_input_type=AwareDatetime),
]
Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=NOTE_LIMIT), AfterValidator(_sayable)
]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=REASON_LIMIT), AfterValidator(_sayable)
]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT),
    AfterValidator(_sayable),
]
Link = Annotated[str, StringConstraints(max_length=URL_LIMIT)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class DepositBody(_Strict):
    amount: Amount
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{3}$")] | None = None


class ApproveBody(_Strict):
    deposit: DepositBody | None = None
    note: Note | None = None


class RejectBody(_Strict):
    reason: Reason | None = None


class WithdrawBody(_Strict):
    reason: Reason | None = None


class Nothing(_Strict):
    """Nothing to say."""


class SendDepositBody(_Strict):
    deposit: DepositBody | None = None


class RefundBody(_Strict):
    amount: Amount | None = None
    """In the currency of the deposit; left out, all that is held."""
    reason: Reason | None = None


class ForfeitBody(_Strict):
    reason: Reason | None = None


class CancelBody(_Strict):
    refund: Amount | Literal["full", "none"] | None = None
    """What of the money that is held goes back; the rest stays. Left out, that is decided later."""
    reason: Reason | None = None


class MessageBody(_Strict):
    text: Words


class SendBookingLinkBody(_Strict):
    url: Link | None = None


class MoveBody(_Strict):
    starts_at: Moment
    ends_at: Moment | None = None


class MarkBookedBody(_Strict):
    starts_at: Moment | None = None
    ends_at: Moment | None = None


async def read(request: Request, body: type[Body]) -> Body:
    """No body, `{}` and `null` are the same, whatever the content type says. Raises `InvalidBody` and `TooLarge`."""
    raw = (await limited(request, LIMIT)).strip()
    try:
        return body.model_validate_json(b"{}" if raw in {b"", b"null"} else raw)
    except pydantic.ValidationError as error:
        raise _invalid(error) from None


def made(body: type[Body], fields: Mapping[str, Any]) -> Body:
    """The same from a form. Raises `InvalidBody`."""
    try:
        return body.model_validate(fields)
    except pydantic.ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: pydantic.ValidationError) -> InvalidBody:
    return InvalidBody(complaints(error.errors(include_input=False)))


def described(body: type[BaseModel]) -> dict[str, Any]:
    """How OpenAPI describes this body."""
    schema = body.model_json_schema(ref_template="#/components/schemas/{model}")
    schema = _inlined(schema, schema.pop("$defs", {}))
    return {"requestBody": {"required": False, "content": {"application/json": {"schema": schema}}}}


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_inlined(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(definitions[part["$ref"].rsplit("/", 1)[1]], definitions)
    return {key: _inlined(value, definitions) for key, value in part.items()}
