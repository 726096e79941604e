"""Times that are none of the wish, whatever weighs for them: greetings, names, births, what "only" leaves out."""

import re
from collections.abc import Sequence

from tattoobot.domain.understanding.grammar.line import Line
from tattoobot.domain.understanding.grammar.rule import among
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.roles.around import OTHERS, OWN, look_around, tokens_at
from tattoobot.domain.understanding.roles.features import is_asked
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.times.bounds import BY_THEN
from tattoobot.domain.understanding.times.pieces import Piece
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import choices, whole
from tattoobot.domain.understanding.vocabulary.lists import folded, listed
from tattoobot.domain.understanding.vocabulary.message import Message

WITHIN = 60
"""How many letters before and behind a time what is said of it may stand."""
OF_WEEKS = ("days", "not_days")
ONLY, OTHERWISE = "only this", "otherwise free"
SURE = frozenset({ONLY, OTHERWISE}) | BY_THEN
"""What is so said is meant."""


def sifted(pieces: Sequence[Piece], message: Message, scan: Scan) -> list[Piece]:
    """Without those that no weight could make a wish."""
    kept: list[Piece] = []
    for piece in pieces:
        if (
            "of an age" not in piece.marks
            and not _greets(piece, message, scan)
            and not _is_a_name(piece, message, scan)
            and not _is_a_birthday(piece, scan.line)
            and not _is_of_a_life(piece, scan.line)
            and not _is_denied_behind(piece, scan.line)
            and not _is_a_hint(piece, scan.line)
            and not _is_of_opening_hours(piece, message, scan)
            and not _is_of_a_visit(piece, message, scan)
            and not (kept and _is_a_reason(piece, kept[0], scan.line))
        ):
            kept.append(piece)
    if message.of("clue", "prepares"):
        kept = _but_to_prepare(kept, message, scan)
    if any(piece.kind == "flexible" and piece.meant for piece in kept):
        kept = [piece for piece in kept if not _is_a_day_of_kin(piece, message, scan)]
    return _only(_but_those(kept, scan.line), message, scan)


def tokens_of(message: Message, piece: Piece, scan: Scan) -> tuple[int, int]:
    return tokens_at(message, scan.line.starts[piece.first], scan.line.ends[piece.last - 1])


def any_of(*lists: str) -> str:
    """The words of these lists as choices of a pattern, as `fold` writes them."""
    words = (fold(word) for name in lists for word in listed(name))
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


UNFIT = frozenset({"away then", "no good"})
ADDRESSED = folded("greeted")
NAMED, JOINTS = folded("says_a_name"), folded("joins_names")
NAMES_BEFORE = 12
"""How many words before a name the one may stand that says that names follow."""


def _is_a_name(piece: Piece, message: Message, scan: Scan) -> bool:
    """ "My sister June", "their names: April, Alfie and May"; written with a capital, and no day is said."""
    first, after = tokens_of(message, piece, scan)
    words, gaps, raw = message.words, message.gaps, message.text.raw
    if piece.kind not in ("period", "days") or not raw[message.text.tokens[first].start].isupper():
        return False
    if first == 0 or any(word.isdigit() for word in words[first:after]):
        return False
    behind = message.text.tokens[after - 1].end
    if _is_a_surname(message, first, after) or _LIKE_THE_MONTH.match(message.text.folded, behind):
        return True
    if gaps[first] in (".", "?"):
        return False
    kin = message.ends("clue", "kin")
    said = words[first - 2] if first > 1 and words[first - 1] in vocabulary().light else words[first - 1]
    if said in NAMED or (first in kin and raw[message.text.tokens[first].start - 1] in " (:"):
        return True
    start = next((at for at in range(first, 0, -1) if gaps[at] in (".", "?")), 0)
    told = range(max(start, first - NAMES_BEFORE), first)
    if not any(words[at] in NAMED or at + 1 in kin for at in told):
        return False
    return _names_somebody(message, first - 1 - (words[first - 1] in JOINTS)) or (
        after < len(words) and _names_somebody(message, after + (words[after] in JOINTS), joined=gaps[after])
    )


def _is_a_surname(message: Message, first: int, after: int) -> bool:
    """ "Reto Herbst", "T. Friday": behind another name, and nothing of its sentence comes behind it."""
    ends = after == len(message.words) or message.gaps[after]
    if not ends or after - first > 1 or first < 2:
        return False
    if message.gaps[first]:
        before = message.text.raw[: message.text.tokens[first].start].rstrip()
        return after == len(message.words) and _INITIAL.search(before) is not None
    in_a_town = any(hit.after == first for hit in message.of("place"))
    return not in_a_town and _names_somebody(message, first - 1)


def _names_somebody(message: Message, at: int, joined: str = ",") -> bool:
    """Whether there is another name beside it, behind a comma or an "and"; a town's may be one, too."""
    if not 0 <= at < len(message.words) or message.words[at] in vocabulary().telling:
        return False
    beside = joined == "," or (at > 0 and message.words[at - 1] in JOINTS)
    return beside and message.text.raw[message.text.tokens[at].start].isupper()


def _but_those(pieces: list[Piece], line: Line) -> list[Piece]:
    """The Tuesdays of "bridge on Tuesdays, otherwise free" are refused, and so is "Tuesday is bridge"."""
    folded = line.text.folded
    behind = _OTHERWISE.search(folded)
    if behind is None:
        return pieces
    taken = [
        piece.kind in OF_WEEKS
        or (
            of_the_week(piece) and (UNFIT & piece.marks or _TAKEN_UP.match(folded, line.ends[piece.last - 1]))
        )
        for piece in pieces
    ]
    return [
        _every_week(piece)._replace(kind="not_days", marks=piece.marks | {OTHERWISE})
        if is_taken and line.ends[piece.last - 1] <= behind.start()
        else piece
        for piece, is_taken in zip(pieces, taken, strict=True)
    ]


def _only(pieces: list[Piece], message: Message, scan: Scan) -> list[Piece]:
    """ "I work Monday to Friday, only Saturdays": of the days of the week those alone."""
    only = [
        at
        for at, piece in enumerate(pieces)
        if of_the_week(piece) and _is_only(piece, scan) and not _is_of_others(piece, message, scan)
    ]
    if not only:
        return pieces
    return [
        _every_week(piece) if at in only else piece
        for at, piece in enumerate(pieces)
        if at in only or not of_the_week(piece)
    ]


def _is_of_others(piece: Piece, message: Message, scan: Scan) -> bool:
    """ "My sister can only do Sundays": whose days these are, is told in their clause."""
    around = look_around(message)
    first = tokens_of(message, piece, scan)[0]
    said = [hit.value for hit in around.clues[around.clause(first)] if hit.after <= first]
    return not OTHERS.isdisjoint(said) and OWN.isdisjoint(said)


def _every_week(piece: Piece) -> Piece:
    """ "I only get Wednesdays off", "Wednesday only"."""
    marked = piece._replace(marks=piece.marks | {ONLY})
    if piece.kind != "period" or not piece.value.first:
        return marked
    return marked._replace(kind="days", value={piece.value.first.weekday()})


def of_the_week(piece: Piece) -> bool:
    return piece.kind in OF_WEEKS or "a weekday" in piece.marks


def _is_only(piece: Piece, scan: Scan) -> bool:
    """Whether "only" stands right before or right behind it."""
    dates, at = scan.dates, piece.last
    while at < len(dates.kinds) and among(dates.kinds[at], "same"):
        at += 1
    if among(dates.kinds[at : at + 1], "any") and dates.value(at) == "only":
        return piece.kind == "days"
    at, words = piece.first - 1, 0
    while (
        at >= 0
        and words <= WORDS_OF_ONLY
        and among(dates.kinds[at], "glue in of day_marker same word filler")
    ):
        words += among(dates.kinds[at], "word filler")
        at -= 1
    return (
        at >= 0 and piece.kind != "not_days" and among(dates.kinds[at], "any") and dates.value(at) == "only"
    )


WORDS_OF_ONLY = 2
"""How many words may stand behind it: "I can only come Mondays"."""


def _greets(piece: Piece, message: Message, scan: Scan) -> bool:
    """ "How are you today?" is no wish for today, and "Morgen! Ich hätte gern …" none for tomorrow."""
    first, after = tokens_of(message, piece, scan)
    if first == 0 and after < len(message.words):
        if piece.kind == "part" and message.words[after] in ADDRESSED:
            return True
        behind = message.text.folded[message.text.tokens[after - 1].end :].lstrip()
        if behind.startswith("!"):
            return True
    said = message.of("phrase", "greeting")
    if not scan.dates.is_asked_for and message.of("phrase", "approval"):
        # "Deal, till Saturday then".
        return any(
            hit.first <= first and after <= hit.after for hit in (*said, *message.of("phrase", "farewell"))
        )
    return any(hit.first < first and after <= hit.after for hit in said)


def _is_a_birthday(piece: Piece, line: Line) -> bool:
    """ "Birthday 14 Feb"; not "for my birthday on 14 Feb"."""
    if piece.kind != "period":
        return False
    start, end, folded = line.starts[piece.first], line.ends[piece.last - 1], line.text.folded
    before = _BIRTHDAY_BEFORE.search(folded[max(start - WITHIN, 0) : start])
    return before["to"] is None if before else _BIRTHDAY_BEHIND.match(folded[end : end + WITHIN]) is not None


def _is_of_a_life(piece: Piece, line: Line) -> bool:
    """ "I'm 40 next month", "in May I turn 40", "born in May", "here since March", "I get paid on the 1st"."""
    if piece.kind != "period":
        return False
    start, end, folded = line.starts[piece.first], line.ends[piece.last - 1], line.text.folded
    before, behind = folded[max(start - WITHIN, 0) : start], folded[end : end + WITHIN]
    told = _OF_AGE_OR_PAST.search(before) or (_BEING.search(before) and _AGE_BEHIND.match(behind))
    return bool(told or _BORN_BEHIND.match(behind) or _TURNS_BEHIND.match(behind))


def _is_denied_behind(piece: Piece, line: Line) -> bool:
    """ "January no, I'm away"."""
    return piece.kind == "period" and _NOT_THEN.match(line.text.folded, line.ends[piece.last - 1]) is not None


def _is_a_hint(piece: Piece, line: Line) -> bool:
    """The days of a form's "Best days (closed Sun/Mon): Wed, Sat"."""
    folded = line.text.folded
    opened = folded.rfind("(", 0, line.starts[piece.first])
    return (
        opened >= 0
        and _HINT_BEHIND.match(folded, opened) is not None
        and (folded.find(")", opened) >= line.ends[piece.last - 1])
    )


def _is_of_opening_hours(piece: Piece, message: Message, scan: Scan) -> bool:
    """ "What time do you shut on a Sunday?"; nobody speaks of themself."""
    if not (of_the_week(piece) and message.of("clue", "opening")):
        return False
    if not scan.dates.is_asked_for:
        return not any(message.of("clue", who) for who in (*OWN, "wish"))
    around = look_around(message)
    first, after = tokens_of(message, piece, scan)
    said = {hit.value for hit in around.clues[around.clause(first)]}
    return "opening" in said and OWN.isdisjoint(said) and is_asked(message, after)


def _said_around(piece: Piece, message: Message, scan: Scan) -> tuple[list[Hit], tuple[int, int]]:
    """The clues in its clause, and its tokens."""
    around = look_around(message)
    tokens = tokens_of(message, piece, scan)
    return around.clues[around.clause(tokens[0])], tokens


def _is_of_a_visit(piece: Piece, message: Message, scan: Scan) -> bool:
    """ "I was with you in spring", "in July you tattooed my mate"; not "I was there and am free in July"."""
    visits = message.of("clue", "visited") if piece.kind in ("period", "days") else []
    if not visits:
        return False
    first, after = tokens_of(message, piece, scan)
    wishes = {hit.first for clue in ("wish", "free", "deadline") for hit in message.of("clue", clue)}
    for hit in visits:
        start, end = (hit.after, first) if hit.after <= first else (after, hit.first)
        if (
            0 <= end - start <= WORDS_OF_VISIT
            and wishes.isdisjoint(range(start, end))
            and not any(message.gaps[start : end + 1])
        ):
            return True
    return False


def _but_to_prepare(pieces: list[Piece], message: Message, scan: Scan) -> list[Piece]:
    """Without the times of "it's on the 18th, do I have to eat before?"."""
    for at, piece in enumerate(pieces):
        if "before that" in piece.marks and any(
            hit.value == "prepares" for hit in _said_around(piece, message, scan)[0]
        ):
            day = max((one for one in range(at) if pieces[one].kind == "period"), default=at)
            return [
                *pieces[:day],
                *(one for one in pieces[day + 1 : at] if one.kind != "part"),
                *pieces[at + 1 :],
            ]
    return pieces


def _is_a_day_of_kin(piece: Piece, message: Message, scan: Scan) -> bool:
    """Beside a "whenever" the day of "my wife's operation is on the 6th"; not "when I'm back on the 6th"."""
    if piece.kind != "period" or of_the_week(piece) or not message.of("clue", "kin"):
        return False
    clues = _said_around(piece, message, scan)[0]
    kin = [hit.first for hit in clues if hit.value == "kin"]
    own = {"self", "we", "wish", "free", "deadline"}
    return bool(kin) and not any(hit.value in own and hit.after not in kin for hit in clues)


def _is_a_reason(piece: Piece, first: Piece, line: Line) -> bool:
    """The afternoons of "Tuesday mornings, because in the afternoon I have the kids"."""
    between = line.text.folded[line.ends[first.last - 1] : max(line.starts[piece.first], 0)]
    return piece.first > first.last and _REASON_BEHIND.search(between) is not None


_LIKE_THE_MONTH = re.compile(rf"\W{{1,3}}(?:\w+,? ){{0,2}}(?:{any_of('as_the_month')})\b")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.$")
WORDS_OF_VISIT = 4
"""How many words may stand between a time and what was then: "got hers from you in spring"."""
LONGEST_REASON = 50
"""How many letters of a reason may stand before a time that belongs to it."""
_BIRTHDAY_BEFORE = re.compile(
    rf"(?<!\w)(?P<to>(?:{any_of('in_time_for')}) )?(?:\w+ ){{0,2}}(?:{any_of('birthdays')})\b"
    r"[ ,:'-]*(?:\w+[ ']){0,4}$"
)
_BIRTHDAY_BEHIND = re.compile(rf" (?:\w+ ){{0,3}}(?:{any_of('birthdays')})\b")
_HINT_BEHIND = re.compile(rf"\([^()\n]{{1,{WITHIN}}}\) ?:")
_BORN_BEHIND = re.compile(rf" (?:(?:{any_of('born', 'pay_days')})|(?:\w+ ){{0,4}}(?:{any_of('gone')}))\b")
_NOT_THEN = re.compile(
    rf" (?:{any_of('plain_not', 'no_or_not')})(?=[^\w?]*$|[^\w?]*[,.;!\n]|\W+(?:{any_of('because')})\b)"
)
_REASON_BEHIND = re.compile(rf"\b(?:{any_of('because')})\b[^.!?,\n]{{0,{LONGEST_REASON}}}$")
_OTHERWISE, _TAKEN_UP = whole("otherwise_free"), re.compile(choices("is_taken_up"))
_YEARS = (
    rf"[1-9]\d(?:{choices('behind_its_number')})?(?:[ ,]*{choices('counted_years')}\b(?: {choices('old')})?)?"
)
_OF_AGE_OR_PAST = re.compile(
    rf"\b(?:(?:{any_of('being')}) (?:\w+ ){{0,2}}{_YEARS} ?(?:\w{{1,3}} ){{0,2}}"
    rf"|(?:{any_of('since_when')}) (?:\w{{1,4}} )?|(?:{any_of('born', 'pay_days')})\b[^\w.!?]+(?:\w+[^\w.!?]+){{0,4}}"
    rf"|(?:{any_of('since_that')}) (?:\w{{1,6}}[ ']){{0,2}}(?:{any_of('been_through')}) (?:\w{{1,4}} )?"
    rf"|(?:{any_of('gone')}) (?:\w+ ){{0,3}})$"
)
_NO_MORE = rf"(?=\W*$|[.,!?;)\n]| (?:{any_of('joins_names', 'because')}) )"
_AGE_BEHIND = re.compile(rf"\W*{_YEARS}{_NO_MORE}")
_TURNS_BEHIND = re.compile(
    rf"(?: [^\W\d]+){{0,3}} (?:{any_of('turns')}) (?:[^\W\d]+ ){{0,3}}?{_YEARS}{_NO_MORE}"
)
_BEING = re.compile(rf"\b(?:{any_of('being')}) (?:\w+ ){{0,2}}$")
