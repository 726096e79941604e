"""Run a step until it finds nothing to do; woken meanwhile, look once more."""

from collections.abc import Awaitable, Callable


class Drain:
    """Many wake-up calls become one run at a time in this process."""

    def __init__(self, step: Callable[[], Awaitable[bool]]) -> None:
        self._step = step
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
                while await self._step():
                    pass
        finally:
            self._running = False
