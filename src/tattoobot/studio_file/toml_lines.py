"""Where something stands in a TOML file: the standard library reads values without their lines."""

import re
from collections.abc import Iterator

_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_KEY = re.compile(rf"\s*(?P<key>{_DOTTED})\s*=")
_HEADER = re.compile(rf"\s*(?P<open>\[\[?)\s*(?P<key>{_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_LONG_QUOTES = ('"""', "'''")


def line_of(text: str, place: str) -> int | None:
    """The line of `artists.0.name`, or of what is nearest around it; None where not even that is there."""
    lines = places(text)
    parts = place.split(".")
    while parts:
        if (found := lines.get(".".join(parts))) is not None:
            return found
        parts.pop()
    return None


def places(text: str) -> dict[str, int]:
    """Every table, key and table in a list, by its dotted path, with the line on which it begins."""
    found: dict[str, int] = {}
    tables: dict[str, int] = {}
    above = key = ""
    depth = item = 0
    for number, line in _outside_long_strings(text):
        if depth == 0 and (header := _HEADER.match(line)):
            above = _table(header, tables)
            if header["open"] == "[[":
                found.setdefault(above.rpartition(".")[0], number)
            found.setdefault(above, number)
            continue
        if depth == 0 and (match := _KEY.match(line)):
            key, item = f"{above}.{_path(match['key'])}".lstrip("."), 0
            found.setdefault(key, number)
        for character in _STRINGS.sub("", line).partition("#")[0]:
            if character == "{" and depth == 1:
                found.setdefault(f"{key}.{item}", number)
                item += 1
            depth += (character in "[{") - (character in "]}")
    return found


def _table(header: re.Match[str], tables: dict[str, int]) -> str:
    """The path of a table. Each `[[of a list]]` has its number, and so has what belongs to it."""
    parts = _path(header["key"]).split(".")
    path = ""
    for n, part in enumerate(parts, start=1):
        path = f"{path}.{part}".lstrip(".")
        if header["open"] == "[[" and n == len(parts):
            tables[path] = tables.get(path, -1) + 1
        if path in tables:
            path = f"{path}.{tables[path]}"
    return path


def _path(key: str) -> str:
    return ".".join(part.strip("\"'") for part in re.findall(_PART, key))


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; what stands in a text of several lines is left out."""
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        rest = line
        if closing:
            if closing not in rest:
                continue
            rest = rest.partition(closing)[2]
            closing = ""
        for quotes in _LONG_QUOTES:
            before, opened, after = rest.partition(quotes)
            if opened and quotes not in after:
                rest, closing = f'{before}""', quotes
            elif opened:
                rest = f'{before}""{after.partition(quotes)[2]}'
        yield number, rest
