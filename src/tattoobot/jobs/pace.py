"""How fast we may send: WhatsApp's limits for the number and for each contact, kept before it has to refuse."""

import time
from collections import defaultdict, deque

AT_FIRST = 80
BOTH_WAYS = 2
"""The limit counts both ways, and each message of a client has about one answer."""
BURST_SECONDS = 1.0
"""What may be saved up while nothing is sent."""


class NumberPace:
    """At most so many messages a second, shared among the workers that are there.

    WhatsApp counts 80 a second for a number at first, in and out together, and raises it by itself to 1,000
    (Cloud API, "Throughput").
    """

    def __init__(self, a_second: int = AT_FIRST) -> None:
        self.a_second = a_second / BOTH_WAYS
        self._share = 1
        self._tokens = self.a_second * BURST_SECONDS
        self._at = time.monotonic()

    def allowed(self, a_second: int | None) -> None:
        """What WhatsApp says of the number; None: it has not said anything."""
        if a_second is not None:
            self.a_second = a_second / BOTH_WAYS

    def shared_by(self, workers: int) -> None:
        self._share = max(workers, 1)

    def room(self) -> int:
        """How many may go out now."""
        rate = self.a_second / self._share
        now = time.monotonic()
        self._tokens = min(self._tokens + (now - self._at) * rate, rate * BURST_SECONDS)
        self._at = now
        return int(self._tokens)

    def spend(self, count: int) -> None:
        self._tokens -= count


class ContactPace:
    """Notices contacts who get many messages from this worker; whether it is too many, the transcript knows.

    WhatsApp allows one message every six seconds to one contact, and 45 at once borrowed from the time after
    (Cloud API, "Pair rate limits").
    """

    LOOK_AFTER = 10
    WITHIN = 60.0
    FORGET_EVERY = 5000

    def __init__(self) -> None:
        self._recent: dict[int, deque[float]] = defaultdict(deque)

    def is_busy(self, client_id: int) -> bool:
        """Count one more message to this contact; True when it is worth asking the transcript."""
        now = time.monotonic()
        if len(self._recent) > self.FORGET_EVERY:
            self._recent = defaultdict(
                deque, {k: v for k, v in self._recent.items() if v and v[-1] > now - self.WITHIN}
            )
        times = self._recent[client_id]
        while times and times[0] < now - self.WITHIN:
            times.popleft()
        times.append(now)
        return len(times) > self.LOOK_AFTER
