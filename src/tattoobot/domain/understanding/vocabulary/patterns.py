"""Many phrase patterns, found together: the patterns become one graph of words, walked once per message.

Choices are joined again behind each group, so a pattern with ten groups stays small; the walk remembers where it has
been (a state per set of places in the graph), so a message costs a few dictionary look-ups per word.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Generic, TypeVar

V = TypeVar("V")

REPEATS = 3
"""How often a `(…)*` may come."""
WIDEST = 2_000
"""How many places at once the reading of a pattern may be at: more is a pattern gone wrong."""
CACHE_LIMIT = 100_000
ANY_WORD, ANY_NUMBER = "_", "#"


class Node:
    """There are tens of thousands, most with one way to go or none: that one stands here, and costs no dictionary."""

    __slots__ = ("_only", "_ways", "_word", "entries")

    def __init__(self) -> None:
        self._word = ""
        self._only: Targets = ()
        self._ways: dict[str, Targets] | None = None
        self.entries: tuple[object, ...] = ()

    def ways(self, word: str) -> tuple["Node", ...]:
        targets = (
            self._ways.get(word, ()) if self._ways is not None else self._only if word == self._word else ()
        )
        return targets if isinstance(targets, tuple) else (targets,)

    def link(self, word: str, *targets: "Node") -> None:
        """Ways by this word, and no others."""
        word = sys.intern(word)
        if self._ways is None and self._word not in ("", word):
            self._ways = {self._word: self._only}
            self._word, self._only = "", ()
        found: Targets = targets[0] if len(targets) == 1 else targets
        if self._ways is None:
            self._word, self._only = word, found
        else:
            self._ways[word] = found

    def mean(self, entry: object) -> None:
        if entry not in self.entries:
            self.entries = (*self.entries, entry) if self.entries else _alone(entry)


Targets = Node | tuple[Node, ...]
"""A single one, as it mostly is, without a tuple around it."""


@cache
def _alone(entry: object) -> tuple[object]:
    """One for the thousands of phrases that mean the same."""
    return (entry,)


Frontier = list[tuple[Node, str]]
"""Where the reading of a pattern stands: after a node, with the letters of a word begun."""


class State(Generic[V]):
    """A set of nodes reached by the same words, and what is complete there."""

    __slots__ = ("entries", "nodes", "steps", "views")

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.entries: list[V] = list(dict.fromkeys(entry for node in nodes for entry in node.entries))  # type: ignore[misc]
        self.steps: dict[str, State[V] | None] = {}
        self.views: dict[tuple[str, ...], tuple[list[V], list[V]]] = {}
        """The entries divided in two, kept by whoever divides them."""


class Automaton(Generic[V]):
    def __init__(self) -> None:
        self.words: set[str] = set()
        self._root = Node()
        self._plain: set[Node] = set()
        self._forget()

    def _forget(self) -> None:
        self._states: dict[tuple[int, ...], State[V]] = {}
        self._start: State[V] = State((self._root,))
        self._remembered = 0

    def add(self, pattern: str, entry: V) -> set[str]:
        """Returns the words of the pattern."""
        if pattern.count("(") != pattern.count(")"):
            raise ValueError(f"a group is cut in two: {pattern}")
        if not _CHOICES.search(pattern):
            return self._add_plain(pattern, entry)
        reader = _Reader(f"({pattern})")
        end = Node()
        end.mean(entry)
        for node, word in reader.read([(self._root, "")]):
            if word:
                reader.link(node, word, end)
            elif node is not self._root:
                node.mean(entry)
        self.words |= reader.words
        return reader.words

    def _add_plain(self, phrase: str, entry: V) -> set[str]:
        """A phrase without choices shares its beginning with others: most are such."""
        words = _WORD.findall(phrase)
        node = self._root
        for word in words:
            following = node.ways(word)
            if following and following[0] in self._plain:
                node = following[0]
                continue
            new = Node()
            self._plain.add(new)
            node.link(word, new, *following)
            node = new
        if words:
            node.mean(entry)
        self.words.update(words)
        return set(words)

    def walk(self, spelled: list[str]) -> Iterator[tuple[int, int, State[V]]]:
        """Every phrase in the words, overlapping ones too: first word, the word after, and what is complete there."""
        known = self.words
        path = [word if word in known else "0" if word.isdecimal() else "" for word in spelled]
        end = len(path)
        for first in range(end):
            state = self._start
            for after in range(first, end):
                word = path[after]
                following = state.steps[word] if word in state.steps else self._explore(state, word)
                if following is None:
                    break
                state = following
                if state.entries:
                    yield first, after + 1, state

    def _explore(self, state: State[V], word: str) -> State[V] | None:
        if self._remembered > CACHE_LIMIT:
            self._forget()
        names = (word, ANY_WORD, ANY_NUMBER) if word.isdecimal() else (word, ANY_WORD)
        reached = {id(node): node for at in state.nodes for name in names for node in at.ways(name)}
        following = None
        if reached:
            key = tuple(sorted(reached))
            following = self._states.get(key) or self._states.setdefault(key, State(tuple(reached.values())))
        state.steps[word] = following
        self._remembered += 1
        return following


class _Reader:
    """Reads one pattern into the graph, letter by letter, keeping all the places it can be at."""

    def __init__(self, pattern: str) -> None:
        pattern = _LETTERS.sub(lambda found: f"({'|'.join(found[1])})", _SPACE_AT_CHOICE.sub(" ", pattern))
        self._parts = _PART.findall(pattern)
        self._at = 0
        self._ends: list[Node] = []
        self.words: set[str] = set()

    def link(self, node: Node, word: str, target: Node) -> None:
        self.words.add(word)
        node.link(word, *node.ways(word), target)

    def read(self, frontier: Frontier) -> Frontier:
        """Up to the end of the pattern or of the choice that is being read."""
        while self._at < len(self._parts) and self._parts[self._at] not in ("|", ")"):
            start = self._at
            after = self._one(frontier)
            sign = self._parts[self._at] if self._at < len(self._parts) else ""
            if sign in ("?", "*"):
                stop = self._at + 1
                after = _union(frontier, after)
                for _ in range(REPEATS - 1 if sign == "*" else 0):
                    self._at = start
                    after = _union(after, self._one(after))
                self._at = stop
            frontier = after
        return frontier

    def _one(self, frontier: Frontier) -> Frontier:
        part = self._parts[self._at]
        self._at += 1
        if part == "(":
            return self._choice(frontier)
        if part == "'":
            return _union(frontier, self._boundary(frontier))
        if not part.isalnum() and part not in (ANY_WORD, ANY_NUMBER):
            return self._boundary(frontier)
        seam = [place for place in frontier if place[1] and place[1][-1].isalpha() != part[0].isalpha()]
        if seam:
            frontier = [place for place in frontier if place not in seam] + self._boundary(seam)
        return [(node, word + part) for node, word in frontier]

    def _choice(self, frontier: Frontier) -> Frontier:
        after: Frontier = []
        self._ends.append(Node())
        while True:
            after = _union(after, self.read(frontier))
            self._at += 1
            if self._at > len(self._parts) or self._parts[self._at - 1] == ")":
                self._ends.pop()
                return after

    def _boundary(self, frontier: Frontier) -> Frontier:
        """Words begun end here, and all go on from one node: at the end of a choice, from one for all its branches."""
        unfinished = [(node, word) for node, word in frontier if word]
        if not unfinished:
            return frontier
        last = self._ends and self._at < len(self._parts) and self._parts[self._at] in ("|", ")")
        joined = self._ends[-1] if last else Node()
        for node, word in unfinished:
            self.link(node, word, joined)
        return [*((node, word) for node, word in frontier if not word), (joined, "")]


_CHOICES = re.compile(r"[()\[\]?*']")
_WORD = re.compile(r"[^\W\d_]+|\d+|[_#]")
_SPACE_AT_CHOICE = re.compile(r"(?<=[)?*]) \?| \?(?=\()")
"""`(a|b) ?(c|d)?`: the space is there whenever both are, so that no word of one runs into the other."""
_LETTERS = re.compile(r"\[(\w+)\]")
_PART = re.compile(r"[^\W\d_]+(?![?*\w])|[^\W\d_]+(?=[^\W\d_][?*])|\d+|\s+|.", re.DOTALL)


def _union(one: Frontier, other: Frontier) -> Frontier:
    union = list(dict.fromkeys([*one, *other]))
    if len(union) > WIDEST:
        raise ValueError("too many ways through a pattern: give its repeated choices spaces")
    return union
