"""Run a step until it finds nothing to do; woken meanwhile, look once more."""

import asyncio
from collections.abc import Awaitable, Callable


class Drain:
    """Many wake-up calls become one run at a time in this process.

    Steps begin `apart` seconds after each other at least: under load each finds more to do at once, and the first
    after a while does not wait.
    """

    def __init__(self, step: Callable[[], Awaitable[bool]], apart: float = 0) -> None:
        self._step = step
        self._apart = apart
        self._next_at = 0.0
        self._woken = False
        self._running = False

    async def __call__(self) -> None:
        self._woken = True
        if self._running:
            return
        self._running = True
        try:
            while self._woken:
                self._woken = False
                while await self._paced():
                    pass
        finally:
            self._running = False

    async def _paced(self) -> bool:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(self._next_at - loop.time(), 0))
        self._next_at = loop.time() + self._apart
        return await self._step()
