"""Live: an open window is told to look again when something has happened. It is told nothing else."""

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tattoobot.db.bell import Bell
from tattoobot.web.desk.pages import HEADERS
from tattoobot.web.desk.visitor import Visitor, looking, visitor_of

STILL_HERE = 20.0
"""A word so often, so that nobody between closes a connection that seems dead."""
AT_MOST = 600.0
"""A window asks again after so long, and is known anew: a session that has ended hears nothing more."""
TOGETHER = 0.3
"""What happens within this time is one reason to look."""

LOOK = b"event: look\ndata: \n\n"
HERE = b": here\n\n"


@looking
async def events(request: Request, visitor: Visitor) -> Response:
    bell: Bell = request.app.state.bell
    headers = {**HEADERS, "X-Accel-Buffering": "no"}
    return StreamingResponse(_told(request, bell), media_type="text/event-stream", headers=headers)


async def _told(request: Request, bell: Bell) -> AsyncIterator[bytes]:
    until = time.monotonic() + AT_MOST
    async with bell.heard() as rung:
        yield b"retry: 2000\n\n"
        while not bell.closed and time.monotonic() < until:
            try:
                await asyncio.wait_for(rung.wait(), STILL_HERE)
            except TimeoutError:
                if await visitor_of(request) is None:
                    return
                yield HERE
                continue
            await asyncio.sleep(TOGETHER)
            rung.clear()
            if bell.closed or await visitor_of(request) is None:
                return
            yield LOOK
