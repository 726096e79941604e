"""The product's clock, to be looked at and moved forward. Served in dev only."""

from datetime import timedelta

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.clock import MovableClock
from tattoobot.web import bodies

A_YEAR = 366 * 86400


class Advance(BaseModel):
    advance_seconds: float = Field(gt=0, le=A_YEAR)


class DevClock:
    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock

    @property
    def routes(self) -> list[Route]:
        path = "/sandbox/clock"
        return [Route(path, self.show, methods=["GET"]), Route(path, self.advance, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        return self._shown()

    async def advance(self, request: Request) -> Response:
        wanted = await bodies.read(request, Advance)
        await self._clock.advance(timedelta(seconds=wanted.advance_seconds))
        return self._shown()

    def _shown(self) -> Response:
        return JSONResponse(
            {"now": self._clock.now().isoformat(), "offset_seconds": self._clock.ahead.total_seconds()}
        )
