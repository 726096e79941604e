"""An answer that gets lost: what was asked for is done, and nobody hears so."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class HangUp(Response):
    """The line drops before the body arrives."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
