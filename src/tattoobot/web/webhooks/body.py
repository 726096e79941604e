"""Read the body of a webhook, up to a limit."""

from starlette.requests import Request


class TooLarge(Exception):
    """The body is longer than this provider ever sends."""


async def limited(request: Request, limit: int) -> bytes:
    """Raises `TooLarge` as soon as it is known: from the header, or while reading."""
    declared = request.headers.get("content-length", "")
    # Python refuses to read a number of thousands of digits.
    if declared.isascii() and declared.isdigit() and (len(declared) > 18 or int(declared) > limit):
        raise TooLarge
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise TooLarge
        parts.append(part)
    return b"".join(parts)
