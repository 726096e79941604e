"""The few answers that a provider can get."""

import msgspec
from starlette.responses import Response

OK = b"ok"


def kept() -> Response:
    return Response(OK, media_type="text/plain")


def refused(status: int, code: str, title: str) -> Response:
    """RFC 9457. A provider looks at the status alone; the rest is for the person who sets things up."""
    problem = {"type": "about:blank", "title": title, "status": status, "code": code}
    return Response(msgspec.json.encode(problem), status, media_type="application/problem+json")


def too_large() -> Response:
    return refused(413, "too_large", "The body is larger than this provider sends.")


def not_signed() -> Response:
    return refused(401, "bad_signature", "The signature does not match the body.")


def not_readable(reason: str) -> Response:
    return refused(400, "bad_payload", reason)


def not_kept() -> Response:
    """The database cannot take it now: the provider sends it again."""
    return refused(503, "not_kept", "It could not be kept just now. Please send it again.")
