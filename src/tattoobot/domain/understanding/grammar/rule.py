"""Compiles rules in words: `rule("i_am glue{0,4} age:number years_old?")`.

Every class of words has a sign of its own, a code point that nobody reads, and a rule becomes one regular expression
over these signs. So it costs the same however many words a class has.
"""

import re
from functools import cache
from itertools import count

SAME = "_"
"""The sign of the second and later atoms of a phrase or number."""
TAKEN = "#"
"""What an atom reads as once something has claimed it: no other grammar can see it."""
_signs: dict[str, str] = {"same": SAME, "taken": TAKEN, **{mark: mark for mark in ",.;:-"}}
LONGEST_CLAUSE = 60
"""How many atoms a clause may have."""
_CLAUSE_END = re.compile("[,.;]")
_unused = map(chr, count(0xE000))

_PIECE = re.compile(
    r"\s+|(?P<capture>[a-z]\w*):(?=[\[(a-z])|(?P<look>\(\?<?[=!])|(?P<set>\[\^?[^\]]*\])|(?P<name>[a-z_]+)"
    r"|(?P<quantity>[?*+]|\{\d+(?:,\d+)?\})|(?P<shape>[()|^$])|(?P<mark>[,.;:-])"
)


def sign(name: str) -> str:
    """The code point of a class; punctuation stands for itself."""
    if name not in _signs:
        _signs[name] = next(_unused)
    return _signs[name]


def named() -> set[str]:
    """Every class that was named so far, in a rule or by a table."""
    return {*_signs}


@cache
def signs(names: str) -> str:
    """Those of several classes, to look one up in."""
    return "".join(map(sign, names.split()))


def rule(*alternatives: str) -> re.Pattern[str]:
    """A rule in words, as the head of this package explains them."""
    return _Compiler("|".join(alternatives)).pattern()


def place(found: re.Match[str], name: str) -> int:
    """Where the class captured under this name stands, -1 when that part of the rule was not there."""
    return max([found.start(group) for group in _groups[found.re.pattern].get(name, ())], default=-1)


def places(found: re.Match[str], name: str) -> list[int]:
    """The same where a rule captures several under one name."""
    return [at for group in _groups[found.re.pattern].get(name, ()) if (at := found.start(group)) >= 0]


_groups: dict[str, dict[str, list[str]]] = {}
"""By the pattern of a rule, and by the name in the rule: the groups that capture it."""


class _Compiler:
    def __init__(self, written: str) -> None:
        self._written = written
        self._captured: dict[str, list[str]] = {}
        self._behind = 0
        """How deep inside a look behind, which is of one atom and so does not reach over phrases."""

    def pattern(self) -> re.Pattern[str]:
        out: list[str] = []
        at = 0
        while at < len(self._written):
            piece = _PIECE.match(self._written, at)
            if piece is None:
                raise ValueError(f"no rule: {self._written[at:]!r} in {self._written!r}")
            at = piece.end()
            if piece["capture"]:
                opened = self._opened(piece["capture"])
                inner = _PIECE.match(self._written, at)
                assert inner is not None
                at = inner.end()
                out.append(opened if inner[0] == "(" else f"{opened}{self._class(inner)})")
            else:
                out.append(self._plain(piece))
        pattern = "".join(out)
        _groups[pattern] = self._captured
        return re.compile(pattern)

    def _opened(self, name: str) -> str:
        groups = self._captured.setdefault(name, [])
        groups.append(f"{name}__{len(groups) + 1}" if groups else name)
        return f"(?P<{groups[-1]}>"

    def _plain(self, piece: re.Match[str]) -> str:
        if piece["set"] or piece["name"] or piece["mark"]:
            return self._class(piece)
        if piece["look"] and piece[0].startswith("(?<"):
            self._behind = 1
        elif self._behind and piece[0] in ("(", ")"):
            self._behind += 1 if piece[0] == "(" else -1
        return "(?:" if piece[0] == "(" else piece[0].strip()

    def _class(self, piece: re.Match[str]) -> str:
        if piece["set"]:
            denied = "^" if piece[0][1] == "^" else ""
            meant = f"[{denied}{re.escape(signs(piece[0].strip('[^]')))}]"
        else:
            meant = "." if piece[0] == "anything" else re.escape(sign(piece[0]))
        return meant if self._behind else f"(?:{meant}{SAME}*+)"


def among(kind: str, names: str) -> bool:
    """Whether the atom of this kind is of one of the classes; there may be no atom, at an end of the text."""
    return kind != "" and kind in signs(names)


def holds(kinds: str, names: str) -> bool:
    """Whether one of the classes stands anywhere in this stretch."""
    return any(one in kinds for one in signs(names))


def clause(before: str) -> str:
    """The last clause of a stretch."""
    return _CLAUSE_END.split(before[-LONGEST_CLAUSE:])[-1]
