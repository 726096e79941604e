"""How much: "£2-300", "up to 500 euros", "at least 200", "half a grand".

One amount is both ends; a bound leaves the other end open. The currency is the one said: a bare `$` is the dollar
of the client's country or the studio's, and US dollars otherwise.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tattoobot.domain.understanding.choice import Candidate, choose
from tattoobot.domain.understanding.grammar.line import Classes, Line
from tattoobot.domain.understanding.grammar.rule import SAME, among, clause, holds, place, places, rule, sign
from tattoobot.domain.understanding.grammar.terms import Readers, vocabulary
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.roles.around import look_around
from tattoobot.domain.understanding.roles.decide import settle
from tattoobot.domain.understanding.stretched import stretched
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded
from tattoobot.domain.understanding.vocabulary.message import Message

READERS = Readers("money")

CURRENCIES: dict[str, dict[str, str]] = vocabulary("any")["currencies"]
COUNTED = folded("counted")
I_SAID = folded("i_said")
PUT_RIGHT_WITHIN = 2
"""How many words before an amount may say that it was said: "I said 300 but it's 3000"."""
IN_HAND = folded("in_hand")
IN_HAND_WITHIN = 4
"""How many words before an amount may say that somebody has it."""
THOUSANDS = 1000
"""So many pesos are a "luca", whichever pesos they are."""
LONGEST_JOINT = 3
"""Letters of the one word that may stand before "budget": "als", "de", "for"."""
SMALLEST_ANSWERED = 5
"""A bare number below this is none either where it was: "this is the one"."""
SMALLEST_UNSAID = 30
"""A bare number below this is no price unless the budget was asked for."""

_BOUND = "(bound:[at_most at_least most least more_than stretch] .?)? [about glue :]{0,4}"
_END = "(, (?= most (?= $ | [, . ;])))? end:([most least or_more] | stretch (?! [about glue]{0,2} currency? number))?"
""" "250 at a push", "250, not a penny more", but not "250, could go up to 300", where it is said of what follows."""
_RANGE = rule(
    "between:[between at_least]? [label about glue :]{0,4} said:currency? low:number about? or_more? said:currency? "
    "([range -]? [at_most stretch -] | ,? (range | and:and | but:but)) [about glue]{0,2} "
    f"said:currency? high:number said:currency? {_END}",
    "between:[at_least least] [about glue :]{0,3} said:currency? low:number said:currency? [, and]? most "
    "[about glue :]{0,3} said:currency? high:number said:currency?",
    "said:currency? few:number said:currency? , about? said:currency? most:number said:currency? most",
    "^ [about glue]{0,3} few:number , [about glue]{0,2} most:number said:currency",
    "said:currency? few:number said:currency? , [most at_most stretch] [about glue]{0,2} "
    "said:currency? most:number said:currency?",
)
_ONE = rule(f"{_BOUND} said:currency? one:number (glue? said:currency)? [about glue]{{0,4}} {_END}")
_SAID = rule("currency")
_NOTE = rule(f"{_BOUND} note:note")
_LABEL_BEHIND = rule("[about glue]{0,2} joins:[^, . ; : number label]? label (?= $ | [, . ;])")
""" "2000 budget", "2000 de presupuesto"."""

Ends = tuple[float | None, float | None]


def read_budget(message: Message, scan: Scan, context: Context) -> list[Found]:
    line = scan.line
    reader = READERS[line.language]
    if not _may_be_answer(line, context) and not reader.may_find(
        "note no_limit whatever currency label", line
    ):
        return []
    classes = reader.read(line)
    if context.asked != "budget" and message.of("flag", "payment_screenshot"):
        return []  # what was paid is nothing that may still be spent
    candidates = _candidates(classes, context)
    if len(candidates) > 1:
        candidates = stretched(candidates, classes, message, look_around(message))
    if any(candidate.value["currency"] is None for candidate in candidates):
        currency = _currency_elsewhere(classes, context)
        for candidate in candidates:
            candidate.value["currency"] = candidate.value["currency"] or currency
    if not any("at least" in candidate.marks for candidate in candidates):  # "from 1000, no ceiling"
        candidates += _no_limit(classes, context)
    chosen = choose("budget", candidates, message, line, context)
    if chosen is None:
        return []
    value, first, last, _ = chosen.candidate
    amounts = {value["min"], value["max"]} - {None}
    if len(amounts) == 1:
        usual = next(name for name, bound in BOUNDS.items() if value.items() >= bound(*amounts).items())
        if usual != "at least" or DENIED & chosen.mention.marks:
            usual = settle("bound", usual, tuple(BOUNDS), chosen.mention, message, context)
        value = value | BOUNDS[usual](*amounts)
    return [Found("budget", value, classes.start(first), classes.end(last), because=chosen.because)]


def _may_be_answer(line: Line, context: Context) -> bool:
    """Whether a number by itself may be money."""
    least = 0 if context.asked == "budget" else SMALLEST_UNSAID
    return any(number.value >= least for number in line.numbers.values())


BOUNDS: dict[str, Callable[[float], Value]] = {
    "at most": lambda amount: {"min": None, "max": amount},
    "at least": lambda amount: {"min": amount, "max": None},
    "the amount": lambda amount: {"min": amount, "max": amount},
}
"""What one amount can be to the wish."""
DENIED = frozenset(("not before", "not close behind"))
"""Where this is said of an amount, "more" may be a bound above: "350, mehr nicht"."""


_NO_LIMIT = rule("no_limit")
_WHATEVER = rule("(?<! [^, . ;]) whatever (?= $ | [, . ;])")
""" "Lo que sea" is about money where that was asked; "lo que sea más delicado" never is."""
MARKS_OF_NO_LIMIT = frozenset({"no limit"})


def _no_limit(classes: Classes, context: Context) -> list[Candidate]:
    """ "money is no object": both ends are open."""
    said = [*_NO_LIMIT.finditer(classes.kinds)]
    if context.asked == "budget":
        said += _WHATEVER.finditer(classes.kinds)
    return [
        Candidate({"min": None, "max": None, "currency": None}, *found.span(), MARKS_OF_NO_LIMIT)
        for found in said
    ]


def _candidates(classes: Classes, context: Context) -> list[Candidate]:
    candidates: list[Candidate] = []
    taken: set[int] = set()
    if not classes.line.numbers and not classes.has("note"):
        return candidates
    for pattern, ends in ((_RANGE, _range_ends), (_ONE, _one_end), (_NOTE, _note_end)):
        for found in pattern.finditer(classes.kinds):
            low, high = ends(found, classes) if taken.isdisjoint(range(*found.span())) else (None, None)
            if low is None and high is None:
                continue
            taken.update(range(*found.span()))
            candidate = _candidate(found, (low, high), classes, context)
            if candidate is not None:
                candidates.append(candidate)
    return candidates


def _candidate(found: re.Match[str], ends: Ends, classes: Classes, context: Context) -> Candidate | None:
    kinds = classes.kinds
    following, preceding = classes.kind(found.end()), kinds[: found.start()].rstrip(SAME)[-1:]
    said = places(found, "said")
    times = THOUSANDS if any(classes.value(index) == "luca" for index in said) else 1
    at = max(said, key=lambda index: classes.value(index) != "dollar", default=None)  # "$300 CAD"
    if (not said and _counts(classes, found.end())) or _is_a_coin(found, kinds):
        return None
    if among(following, "per unit") or (among(preceding, "per") and not among(following, "currency")):
        return None
    marks = {"money is said" if at is not None or "note" in found.groupdict() else "a bare number"}
    if "a bare number" in marks:
        if _meant_as_money(found, ends, classes, context):
            marks.add("money by the rules")
        elif not _may_be_money(found, ends, classes):
            return None
    low, high = (end and end * times for end in ends)
    marks.add(
        "at least" if high is None else "at most" if low is None else "one" if low == high else "a range"
    )
    marks.add(_about(max(end for end in ends if end is not None)))
    if _is_labelled(found, classes):
        marks.add("labelled")
    if _whole_clause(found, kinds):
        marks.add("between commas")
    if not IN_HAND.isdisjoint(classes.line.words[max(_first(found) - IN_HAND_WITHIN, 0) : _first(found)]):
        marks.add("in hand")
    marks.update(_bounds_around(found, classes))
    currency = _code(str(classes.value(at)), context) if at is not None else None
    value: Value = {"min": _plain(low), "max": _plain(high), "currency": currency}
    return Candidate(value, _first(found), found.end(), frozenset(marks))


SAYS_OF_AMOUNTS = "at_most most at_least least or_more more_than not stretch enough about label but no_limit"
SAID_OF_AMOUNTS = {sign(name): name for name in SAYS_OF_AMOUNTS.split()}
_OTHER_AMOUNT = rule("[. number]")
_CLOSE = 5


def _bounds_around(found: re.Match[str], classes: Classes) -> Iterator[str]:
    """What is said of an amount before and behind it, up to the next one."""
    before = _OTHER_AMOUNT.split(classes.kinds[: found.start()].replace(SAME, ""))[-1] + found[0]
    behind = _OTHER_AMOUNT.split(classes.kinds[found.end() :].replace(SAME, ""))[0]
    said = SAID_OF_AMOUNTS
    yield from (f"{said[kind]} before" for kind in said.keys() & before)
    yield from (f"{said[kind]} behind" for kind in said.keys() & behind)
    yield from (f"{said[kind]} close behind" for kind in said.keys() & behind[:_CLOSE])


def _is_labelled(found: re.Match[str], classes: Classes) -> bool:
    """ "Budget: 2000", "2000 as budget"."""
    if holds(clause(classes.kinds[: found.start()]) + found[0], "label"):
        return True
    behind = _LABEL_BEHIND.match(classes.kinds, found.end())
    joint = place(behind, "joins") if behind is not None else -1
    return behind is not None and (joint < 0 or len(classes.line.words[joint]) <= LONGEST_JOINT)


def _counts(classes: Classes, at: int) -> bool:
    """ "A thousand questions" are no money."""
    return at < len(classes.line.words) and classes.line.words[at] in COUNTED


def _is_a_coin(found: re.Match[str], kinds: str) -> bool:
    """ "The size of a two euro coin", "una moneda de diez pesos"."""
    before, behind = kinds[: found.start()].replace(SAME, "")[-2:], kinds[found.end() :][:1]
    return holds(before + behind, "coin")


def _about(amount: float) -> str:
    return next(
        (f"under {limit}" for limit in (30, 100, 400, 1500, 6000) if amount < limit), "a large number"
    )


def _first(found: re.Match[str]) -> int:
    """Where the words that count begin: without "budget is about"."""
    return min(start for name in found.re.groupindex if (start := found.start(name)) >= 0)


# From the words to the two ends.


def _range_ends(found: re.Match[str], classes: Classes) -> Ends:
    if place(found, "most") >= 0:  # "300, 350 at most", "300, at most 350"
        low, high = classes.number(place(found, "few")), classes.number(place(found, "most"))
        return (low, high) if low < high <= 2 * low else (None, None)
    low, high = classes.number(place(found, "low")), classes.number(place(found, "high"))
    counts = found["and"] and not found["between"] and low < SMALLEST_UNSAID  # "I'm 1 and 85 tall"
    said = found["but"] and not I_SAID.isdisjoint(classes.line.words[: found.start()][-PUT_RIGHT_WITHIN:])
    if counts or said or (found["but"] and high <= low):
        return None, None
    low, high = _spelled_out(low, high), _spelled_up(low, high)
    return (low, high) if low <= high else (None, None)


def _one_end(found: re.Match[str], classes: Classes) -> Ends:
    return _bounded(classes.number(found.start("one")), found, classes.kinds, (found["end"] or "")[:1])


def _note_end(found: re.Match[str], classes: Classes) -> Ends:
    return _bounded(float(classes.value(found.start("note"))), found, classes.kinds, "")


def _bounded(amount: float, found: re.Match[str], kinds: str, after: str) -> Ends:
    before = (found["bound"] or "")[:1]
    more = among(before, "more_than")
    denied = more and _denied(found, kinds)
    if denied or among(before, "at_most most stretch") or among(after, "most stretch"):
        return None, amount
    if more or among(before, "at_least least") or among(after, "least or_more"):
        return amount, None
    return amount, amount


def _denied(found: re.Match[str], kinds: str) -> bool:
    """ "more than 300 I can't", "I don't want to pay over 300": at most 300."""
    after = re.split(r"[,.;]", kinds[found.end() : found.end() + 12])[0]
    return holds(clause(kinds[: found.start()]) + after, "not")


def _spelled_out(low: float, high: float) -> float:
    """The low end of an elliptical range: 2-300 is 200 to 300, 1 to 1.5k is 1000 to 1500."""
    for scale in (1000, 100):
        round_ = high >= scale and high % (scale / 10) == 0
        many_thousands = scale == 1000 and low * 100 <= high  # "entre 200 y 250 mil"
        if round_ and (low * 10 <= scale or many_thousands) and low * scale < high:
            return low * scale
    return low


def _spelled_up(low: float, high: float) -> float:
    """The high end of one that is elliptical the other way: "2k to 3"."""
    for scale in (1000, 100):
        if low >= scale and high < 100 and low < high * scale <= 10 * low:
            return high * scale
    return high


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


# Currencies.


def _code(said: str, context: Context) -> str | None:
    """The ISO code of what was said; a name that several countries use is that of the client's country."""
    by_country = CURRENCIES.get(said)
    if by_country is None:
        return said if said.isupper() else None
    studios = context.currency if context.currency in by_country.values() else None
    return by_country.get(context.country, studios or ("USD" if said == "dollar" else None))


def _currency_elsewhere(classes: Classes, context: Context) -> str | None:
    """The one currency of the other amounts: "£100 deposit ready, 600 in all"."""
    said = {_code(str(classes.value(at.start())), context) for at in _SAID.finditer(classes.kinds)}
    return said.pop() if len(said) == 1 else None


LOOSE = re.compile(rf"(?<![a-z])(?:{alternatives('loose_currencies')})(?![a-z])")
NO_DOLLARS = 5000
"""From here on "$ 50.000" are somebody's pesos."""


def is_theirs_to_name(budget: Any, words: str, currency: str | None) -> bool:
    """Whether the client has named a currency in these words, and it is not known to be this one.

    Of "50 mil pesos" nobody knows whose, so it is said back as it was.
    """
    if not isinstance(budget, dict) or budget.get("currency") == currency:
        return False
    if "$" in words and max(budget.get("max") or 0, budget.get("min") or 0) >= NO_DOLLARS:
        return True
    return LOOSE.search(fold(words)) is not None


# Numbers without a currency.


def _meant_as_money(found: re.Match[str], ends: Ends, classes: Classes, context: Context) -> bool:
    """Whether a number without a currency is a price: it was asked for, or the words around it say so."""
    kinds = classes.kinds
    following = classes.kind(found.end())
    amount = max(end for end in ends if end is not None)
    labelled = _is_labelled(found, classes) and amount >= 10
    if among(following, "number taken :") or (
        among(following, "word") and not (labelled and amount >= SMALLEST_UNSAID)
    ):
        return False
    if labelled or (context.asked == "budget" and amount >= SMALLEST_ANSWERED):
        return True
    if context.asked in ("size", "timing", "adult") or classes.line.words[found.start() - 1] == "(":
        return False
    return amount >= SMALLEST_UNSAID and (among(following, "enough") or _cued(found, kinds, amount))


def _may_be_money(found: re.Match[str], ends: Ends, classes: Classes) -> bool:
    """A round number of hundreds, or nearly so, that counts nothing: what stands around it must say the rest."""
    amount = max(end for end in ends if end is not None)
    if amount < SMALLEST_UNSAID or amount % 5 or 1900 < amount < 2100:
        return False
    return not among(classes.kind(found.end()), "number taken : coin")


def _cued(found: re.Match[str], kinds: str, amount: float) -> bool:
    """A round number that is a range, bounded, approximate, or alone between commas; not a year."""
    if amount % 5 or 1900 < amount < 2100:
        return False
    groups = found.groupdict()
    return bool(
        "low" in groups
        or groups["bound"]
        or groups["end"]
        or holds(found[0], "about")
        or _whole_clause(found, kinds)
    )


def _whole_clause(found: re.Match[str], kinds: str) -> bool:
    """ "fox, forearm, 300": nothing else between the commas, and commas on at least one side."""
    before, after = kinds[: found.start()][-1:], kinds[found.end() : found.end() + 1]
    return before in ("", ",", ".", ";") and after in ("", ",", ".", ";") and before + after != ""
