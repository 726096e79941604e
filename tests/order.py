"""In which order the workers of pytest-xdist take the tests: what waits for processes and browsers begins at once.

At first each worker is given as many tests as any other, in the order of the collection; one that has none left takes
some from the end of another's. So each begins with long folders of its own, and many short tests stand at the end.
"""

from collections import defaultdict
from collections.abc import Sequence

SECONDS = {
    "conversations": 330,
    "product": 270,
    "web": 200,
    "jobs": 150,
    "sandbox": 100,
    "commands": 60,
    "understanding": 60,
    "actions": 50,
    "adapters": 40,
    "db": 40,
}
"""About how long the tests of a folder take. What is not named here is short: it fills up."""


def order(folders: Sequence[str], workers: int) -> list[int]:
    """The places of the tests, of which the folders are given, in the order in which they are best taken."""
    places = defaultdict(list)
    for place, folder in enumerate(folders):
        places[folder if folder in SECONDS else ""].append(place)
    short = places.pop("", [])
    begin: list[list[int]] = [[] for _ in range(workers)]
    busy = [0] * workers
    for folder in sorted(places, key=lambda folder: -SECONDS[folder]):
        worker = busy.index(min(busy))
        busy[worker] += SECONDS[folder]
        begin[worker] += places[folder]
    ordered: list[int] = []
    for worker, mine in enumerate(begin):
        room = (len(folders) - len(ordered)) // (workers - worker) - len(mine)
        ordered += mine + [short.pop(0) for _ in range(min(room, len(short)))]
    return ordered + short
