"""How much memory there is: on the machine, and of that for us, where a container or a service is given less."""

from pathlib import Path

import psutil  # type: ignore[import-untyped]

SMALL = 1_500_000_000
"""Below this the product takes the shape that needs less memory, and answers fewer clients at a time."""
GROUPS = Path("/sys/fs/cgroup")
OWN_GROUP = Path("/proc/self/cgroup")


def is_small(groups: Path = GROUPS, own: Path = OWN_GROUP) -> bool:
    whole: int = psutil.virtual_memory().total
    return min([whole, *limits(groups, own)]) < SMALL


def limits(groups: Path, own: Path) -> list[int]:
    """What Linux allows our group of processes and the groups around it; an empty list elsewhere."""
    try:
        # One line, "0::/system.slice/tattoobot.service"; a machine with the older kind of groups has others too.
        named = [line.partition("::")[2] for line in own.read_text().splitlines() if line.startswith("0::")]
    except OSError:
        return []
    found = []
    for name in named:
        group = groups / name.strip("/")
        for one in (group, *group.parents):
            if one.is_relative_to(groups):
                found += _limit(one / "memory.max")
    return found


def _limit(file: Path) -> list[int]:
    try:
        said = file.read_text().strip()
    except OSError:
        return []
    return [int(said)] if said.isdecimal() else []
