"""Gives some processes half a processor, whatever the machine has: all on one, and stopped half of the time."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence

import psutil  # type: ignore[import-untyped]

TURN = 0.01
"""Seconds that they run, and as long that they stand."""


@contextlib.contextmanager
def half_a_core(processes: Callable[[], Sequence[psutil.Process]]) -> Iterator[None]:
    """They are looked up again and again: PostgreSQL starts one for each connection."""
    over = threading.Event()

    def slow_down() -> None:
        while not over.is_set():
            held = processes()
            for process in held:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.cpu_affinity([0])
            for _ in range(25):
                _all(held, signal.SIGSTOP)
                over.wait(TURN)
                _all(held, signal.SIGCONT)
                over.wait(TURN)

    slowing = threading.Thread(target=slow_down, name="half a core", daemon=True)
    slowing.start()
    try:
        yield
    finally:
        over.set()
        slowing.join()
        for process in processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.cpu_affinity([*range(os.cpu_count() or 1)])


def _all(processes: Sequence[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)
