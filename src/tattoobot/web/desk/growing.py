"""A list that grows: more of it is shown on the same page, below what was there, up to a bound. The rest comes on pages
of its own, from which one way leads back to the beginning.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

STEPS = 3
"""So often a page grows by its first length: it stays light on a phone."""

ROWS, AFTER = "rows", "after"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the list goes on, and where it begins; empty where it does neither elsewhere."""

    more: str = ""
    on: str = ""
    first: str = ""


def rows(request: Request, a_page: int) -> int:
    """How many this page shows: so many pages' worth as its address says, as far as that is allowed."""
    written = request.query_params.get(ROWS, "")
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else a_page
    return min(max(asked // a_page, 1), STEPS) * a_page


def ways(
    path: str, query: dict[str, str], *, shown: int, last: int, cursor: str, after: str, a_page: int
) -> Ways:
    """`cursor` names the last one, whose id is `last`; empty where nobody follows. `after`: where this page began."""
    first = _address(path, query) if after else ""
    if not cursor:
        return Ways(first=first)
    if shown < STEPS * a_page:
        grown = {**query, **({AFTER: after} if after else {}), ROWS: str(shown + a_page)}
        return Ways(more=f"{_address(path, grown)}#at-{last}", first=first)
    return Ways(on=_address(path, {**query, AFTER: cursor}), first=first)


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
