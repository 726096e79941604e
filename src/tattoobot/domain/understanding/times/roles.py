"""What each time in a message is to the wish: the time itself, a bound of it, a refused one, or nothing.

The rules say what a time is ("by the 10th" ends then); what it is for is a matter of weight: births, greetings and
rotas are times too. The weights are learnt (`make train`), the features are those of every mention and some of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tattoobot.domain.understanding.calendar import DAY, Period
from tattoobot.domain.understanding.grammar.line import Line
from tattoobot.domain.understanding.grammar.rule import clause, holds, rule
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.roles.around import look_around
from tattoobot.domain.understanding.roles.decide import explain, places
from tattoobot.domain.understanding.roles.features import Mention, features
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.times.clauses import spoken_of
from tattoobot.domain.understanding.times.pieces import Piece
from tattoobot.domain.understanding.times.sifted import SURE, WITHIN, any_of, sifted, tokens_of
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import names_of
from tattoobot.domain.understanding.vocabulary.message import Message
from tattoobot.domain.understanding.weights import Model, Weighed

NONE = "none"
CLOSE = 1
"""How many atoms may stand between a day and its part."""
FEW = 8
"""How many stand between them in one sentence about both."""
UNKNOWN = -9900
MOST = 12
"""How many pieces are weighed; nobody says more of times, and a text without end takes no time."""
SAYS_MORE = "word existing event feast unavailable"
"""Classes of words that say something of a time, so that it is no mere answer."""
A_FEW_WORDS = 9
NEARLY = 100
"""By how little, in hundredths, a time is no wish that may be one where nothing else stands in its clause."""
REFUSED = frozenset({"refused", "no good", "away then", "denied behind it"})
"""The rules that read what a client will not have."""
SAYS_ELSE = frozenset(
    {
        *("tells before", "tells after", "tells a clause before"),
        *("its clause: other", "its clause: kin, other"),
    }
)
""" "I'll know on Monday", "he comes on Tuesday": no times that only lack a little to be a wish."""
SOON, FAR = 21, 200
"""Days from today."""


def in_roles(piece: Piece) -> dict[str, Piece]:
    """What the piece would be in each of the roles it can have."""
    roles = {"wish": piece}
    if piece.kind == "period":
        first, last = piece.named or piece.value
        if first and last:
            roles["before"] = piece._replace(value=Period(None, first - DAY))
            roles["by"] = piece._replace(value=Period(None, last))
            if "a weekday" in piece.marks and first == last:
                roles["weekdays"] = piece._replace(kind="days", value={first.weekday()})
        if REFUSED & piece.marks:
            roles["out"] = piece._replace(kind="not_period", value=piece.named or piece.value)
        if last and first:
            roles["after"] = piece._replace(value=Period(last + DAY, None))
    elif piece.kind == "days":
        roles["not"] = piece._replace(kind="not_days")
    elif piece.kind == "not_days":
        roles = {"not": piece}
    return roles


def wished(pieces: Sequence[Piece], message: Message, scan: Scan, context: Context) -> list[Piece]:
    """The pieces that belong to the wish, each in its role."""
    model = context.weights.get("time")
    pieces = sifted(pieces, message, scan)
    if not pieces:
        return []
    if model is None or not are_weighed(message, scan):
        return _said_alone(pieces[:MOST], scan.line)
    kept, sure = _by_weight(model, pieces, message, scan, context)
    _say_once(kept)
    _take_out(kept, pieces[:MOST])
    _join_what_suits_too(kept, pieces, scan.line)
    _keep_month_of_days(kept, pieces[:MOST], scan.line)
    _settle_between(kept, sure)
    _first_choice(kept, pieces, scan.line)
    for at, piece in enumerate(pieces[:MOST]):
        days = [day for day, one in enumerate(pieces[:MOST]) if _joined(piece, one)]
        if any(day in kept for day in days):
            kept[at] = piece  # "Friday afternoon" is one time
        elif days:
            kept.pop(at, None)
    _add_its_part(kept, pieces[:MOST], scan)
    return [kept[at] for at in sorted(kept)]


def _by_weight(
    model: Model, pieces: Sequence[Piece], message: Message, scan: Scan, context: Context
) -> tuple[dict[int, Piece], dict[int, int]]:
    """The pieces that are a wish by what was learnt, and how surely each is."""
    kept: dict[int, Piece] = {}
    sure: dict[int, int] = {}
    lacking: list[tuple[int, int]] = []
    for at, named in enumerate(described(pieces, message, scan, context)):
        roles, scores = in_roles(pieces[at]), model.scores(named)
        if SURE & pieces[at].marks:
            kept[at] = pieces[at]
            continue
        role = max((NONE, *roles), key=lambda one: scores.get(one, UNKNOWN))
        mention = Mention(*tokens_of(message, pieces[at], scan), None, pieces[at].marks)
        explain("timing", mention, message, role, Weighed(model, role, named))
        if role != NONE:
            kept[at] = roles[role]
            sure[at] = scores[role] - scores[NONE]
        elif pieces[at].meant and SAYS_ELSE.isdisjoint(named):
            lacking.append((scores[NONE] - max(scores.get(one, UNKNOWN) for one in roles), at))
    short = len(message.words) <= A_FEW_WORDS
    for lacks, at in lacking:
        if (short or lacks < NEARLY) and _fills_its_clause(pieces[at], message, scan):
            kept[at] = pieces[at]  # "Leeds, fridays in january, im 27"
    if not kept and context.asked == "timing":
        # When it is asked for, what is said of a time most often tells it.
        kept |= {at: pieces[at] for lacks, at in sorted(lacking)[:1] if lacks < NEARLY}
    return kept, sure


def are_weighed(message: Message, scan: Scan) -> bool:
    """Whether of anything else is spoken than of times, which are meant otherwise."""
    return bool(message.words) and holds(scan.dates.kinds, "word feast existing")


def _say_once(kept: dict[int, Piece]) -> None:
    """ "Before Palm Sunday (29 March)" names its day twice, and so does "I'm off on Monday, Mondays only"."""
    named = {piece.named for piece in kept.values() if piece.named}
    sets = {day for piece in kept.values() if piece.kind == "days" for day in piece.value}
    for at, piece in list(kept.items()):
        if piece.kind != "period" or piece.named:
            continue
        of_the_week = "a weekday" in piece.marks and piece.value.first and piece.value.first.weekday() in sets
        if of_the_week or piece.value in named:
            del kept[at]


def _said_alone(pieces: Sequence[Piece], line: Line) -> list[Piece]:
    """What is meant where of nothing else is spoken: "May, not the first week", "not this month, the next"."""
    kept = {at: piece for at, piece in enumerate(pieces) if piece.meant}
    _take_out(kept, pieces)
    _join_what_suits_too(kept, pieces, line)
    _first_choice(kept, pieces, line)
    denied = [at for at, piece in kept.items() if piece.kind == "period" and REFUSED & piece.marks]
    if any(piece.kind == "period" and not REFUSED & piece.marks for piece in kept.values()):
        kept = {at: piece for at, piece in kept.items() if at not in denied}
    return [
        kept[at] for at in sorted(kept) if "denied behind it" not in kept[at].marks or kept[at] != pieces[at]
    ]


def _add_its_part(kept: dict[int, Piece], pieces: Sequence[Piece], scan: Scan) -> None:
    """ "On the 15th I'm off, best in the morning", "afternoons are best, from 3 November"."""
    if any(piece.kind == "part" for piece in kept.values()):
        return
    days = [piece for piece in kept.values() if piece.kind in ("period", "days")]
    near = [
        at
        for at, piece in enumerate(pieces)
        if piece.kind == "part" and piece.meant and any(_follows(piece, day, scan) for day in days)
    ]
    if len(near) == 1:
        kept[near[0]] = pieces[near[0]]


def _take_out(kept: dict[int, Piece], pieces: Sequence[Piece]) -> None:
    """ "October, not the first week": what is refused within a longer wish shortens it."""
    for at, piece in enumerate(pieces):
        refused = in_roles(piece).get("out") if piece.kind == "period" and REFUSED & piece.marks else None
        wishes = [one.value for other, one in kept.items() if other != at and one.kind == "period"]
        if refused and any(_is_part(refused.value, wish) for wish in wishes):
            kept[at] = refused


BESIDE_DAYS = re.compile(rf"[\s,]*(?:{choices('beside_days')}\s+)*")
"""Between a month and the weekdays in it."""


def _keep_month_of_days(kept: dict[int, Piece], pieces: Sequence[Piece], line: Line) -> None:
    """ "In April, on a Wednesday" is one time: the month is kept with its days."""
    for before, at in pairwise(range(len(pieces))):
        for month, day in ((before, at), (at, before)):
            days = kept.get(day)
            if month in kept or days is None or not _is_a_month(pieces[month]):
                continue
            between = line.text.folded[line.ends[pieces[before].last - 1] : line.starts[pieces[at].first]]
            if days.kind == "days" and BESIDE_DAYS.fullmatch(between):
                kept[month] = pieces[month]


def _is_a_month(piece: Piece) -> bool:
    first, last = piece.value if piece.kind == "period" else (None, None)
    return bool(first and last and first != last and piece.meant and not REFUSED & piece.marks)


def _is_part(inner: Period, outer: Period) -> bool:
    """Whether a period lies in a longer one, of which something is left without it."""
    return None not in (*inner, *outer) and inner != outer and inner.within(outer) == inner


def _join_what_suits_too(kept: dict[int, Piece], pieces: Sequence[Piece], line: Line) -> None:
    """ "Saturday. Friday works as well": both days."""
    days = [at for at, piece in enumerate(pieces[:MOST]) if "a weekday" in piece.marks and not piece.named]
    for before, at in pairwise(days):
        start = line.ends[pieces[before].last - 1]
        rest = _SENTENCE.match(line.text.folded, line.ends[pieces[at].last - 1])
        if (
            before in kept
            and pieces[at].meant
            and _TOO.search(line.text.folded, start, rest.end() if rest else start)
        ):
            for one in (before, at):
                kept[one] = in_roles(pieces[one]).get("weekdays", pieces[one])


def _first_choice(kept: dict[int, Piece], pieces: Sequence[Piece], line: Line) -> None:
    """ "Thursday of that week, otherwise not before October": what would do as well gives way to what is wanted."""
    periods = [at for at, piece in enumerate(pieces[:MOST]) if piece.kind == "period"]
    for before, at in pairwise(periods):
        wish = pieces[before]
        between = line.text.folded[line.ends[wish.last - 1] : line.starts[pieces[at].first]]
        if at in kept and wish.meant and not REFUSED & wish.marks and _OR_ELSE.search(between):
            kept.setdefault(before, wish)
            for other in periods[periods.index(at) :]:
                kept.pop(other, None)


def _settle_between(kept: dict[int, Piece], sure: dict[int, int]) -> None:
    """Of periods that have no day in common the surest is meant."""
    periods = sorted(
        (at for at, piece in kept.items() if piece.kind == "period"), key=lambda at: -sure.get(at, 0)
    )
    for place, at in enumerate(periods):
        if at in kept and any(
            kept[at].value.within(kept[one].value) is None for one in periods[:place] if one in kept
        ):
            del kept[at]


def _fills_its_clause(piece: Piece, message: Message, scan: Scan) -> bool:
    """Whether nothing but times stands between the signs around it."""
    line, tokens = scan.line, message.text.tokens
    start, after = message.clause(tokens_of(message, piece, scan)[0])
    first = bisect_left(line.starts, tokens[start].start)
    last = bisect_left(line.starts, tokens[after].start) if after < len(tokens) else len(line.starts)
    return not holds(scan.dates.kinds[first:last], SAYS_MORE)


def _follows(part: Piece, day: Piece, scan: Scan) -> bool:
    """Whether a part of the day comes soon after a day, in the same sentence and about nothing else."""
    between = scan.dates.kinds[day.last : part.first]
    return 0 <= part.first - day.last <= FEW and not holds(
        between, "existing event unavailable except and . ;"
    )


def _joined(part: Piece, day: Piece) -> bool:
    apart = max(part.first - day.last, day.first - part.last)
    return part.kind == "part" and part.meant and day.kind in ("period", "days") and apart <= CLOSE


def described(
    pieces: Sequence[Piece], message: Message, scan: Scan, context: Context
) -> Iterator[frozenset[str]]:
    """The features of each piece."""
    around = look_around(message)
    kinds = [piece.kind for piece in pieces[:MOST]]
    for at, (piece, place) in enumerate(zip(pieces[:MOST], places(len(kinds)), strict=True)):
        first, after = tokens_of(message, piece, scan)
        marks = frozenset(_marks(piece, scan, context.asked))
        beside = {f"beside {kind}" for other, kind in enumerate(kinds) if other != at}
        if _fills_its_clause(piece, message, scan):
            beside |= {f"nothing but times in its clause, {piece.kind}", "nothing but times in its clause"}
            beside |= {f"nothing but times in its clause, asked for {context.asked}"}
            beside |= {f"nothing but times in its clause, {'a wish' if piece.meant else 'none'} by the rules"}
        if not {first, first - 1}.isdisjoint(message.ends("clue", "free")):
            beside |= {"said to be free right before"}
        words = " ".join(message.words[first:after])
        beside |= {spoken_of(around, first)}
        named = features(message, Mention(first, after, None, marks), place, around, context.asked)
        yield frozenset(named | beside | {f"just {words}"})


_SAID_LATER = {name: re.compile(rf"\b(?:{any_of(name)})\b") for name in ("before_it", "by_then", "after_it")}
_OR_ELSE = re.compile(rf"\b(?:{any_of('or_else')})\b[^.!?\n]*$")
_TOO = re.compile(rf"\b(?:{any_of('suits_too')})\b")
_SENTENCE = re.compile(r"[^.!?\n]*")
_LABEL = re.compile(
    rf"(?:^|[\n,;.(|/*•-] ?)(?:\w+ )?(?:{'|'.join(sorted(map(fold, names_of('timing'))))})"
    r"(?: ?[:=-] ?|\s)(?:\w+ ){0,2}$"
)


def _said_of_it(piece: Piece, line: Line) -> Iterator[str]:
    """ "We fly on the 20th, so before that" bounds the wish by that day."""
    end, folded = line.ends[piece.last - 1], line.text.folded
    behind = folded[end : end + WITHIN]
    yield from (f"{name} is said later" for name, words in _SAID_LATER.items() if words.search(behind))


def _is_labelled(piece: Piece, line: Line) -> bool:
    """ "Date: from November", "Wunschtermin 24.4."."""
    start = line.starts[piece.first]
    return _LABEL.search(line.text.folded[max(start - WITHIN, 0) : start]) is not None


_MOVE_BEFORE = rule(
    "move [word glue article of in for filler range until at_hour day_marker existing over]{0,6} $"
)


def _is_moved_to(piece: Piece, scan: Scan) -> bool:
    """ "Can we move it to Saturday the 21st?"."""
    kinds = scan.dates.kinds
    return holds(kinds, "move") and _MOVE_BEFORE.search(clause(kinds[: piece.first])) is not None


def _marks(piece: Piece, scan: Scan, asked: str | None) -> Iterator[str]:
    yield from piece.marks
    yield f"{piece.kind}, asked for {asked}"
    if _is_labelled(piece, scan.line):
        yield "labelled"
    yield f"{piece.kind}, {'a wish' if piece.meant else 'none'} by the rules"
    if _is_moved_to(piece, scan):
        yield "moved to"
    if piece.kind == "period":
        yield from _said_of_it(piece, scan.line)
        if piece.first in scan.dates.counted:
            yield "the one after"
        first, last = piece.value
        yield "a day" if first == last else "a span" if first and last else "open"
        if first or last:
            ahead = ((first or last) - scan.dates.today).days
            yield "near" if ahead <= SOON else "far" if ahead > FAR else "in some weeks"
