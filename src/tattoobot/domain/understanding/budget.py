"""How much: "£2-300", "up to 500 euros", "at least 200", "half a grand".

One amount is both ends; a bound leaves the other end open. The currency is the one said: a bare `$` is the dollar
of the client's country or the studio's, and US dollars otherwise.
"""

import re

from tattoobot.domain.understanding.choice import Candidate, choose
from tattoobot.domain.understanding.line import Classes, rule
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.terms import Readers
from tattoobot.domain.understanding.text import Prepared

READERS = Readers(
    "money",
    {
        "currency": "C",
        "note": "n",
        "at_most": "<",
        "most": "M",
        "at_least": ">",
        "least": "L",
        "between": "B",
        "range": "R",
        "and": "&",
        "about": "A",
        "label": "l",
        "per": "p",
        "or_more": "P",
        "filler": "f",
        "glue": "i",
        "unit": "U",
        "thing": "t",
        "no_limit": "o",
        "coin": "x",
        "more_than": "m",
        "stretch": "z",
        "not": "!",
        "but": "b",
        "enough": "e",
    },
)

DOLLARS = {
    "US": "USD",
    "AU": "AUD",
    "CA": "CAD",
    "NZ": "NZD",
    "MX": "MXN",
    "AR": "ARS",
    "CL": "CLP",
    "CO": "COP",
    "SG": "SGD",
    "HK": "HKD",
}
PESOS = {"MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "PH": "PHP", "DO": "DOP"}
CROWNS = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}
RUPEES = {"IN": "INR", "PK": "PKR", "LK": "LKR"}
SMALLEST_UNSAID = 30
"""A bare number below this is no price unless the budget was asked for."""

_BOUND = "(?: (?P<bound>[<>MLmz]) \\.? )? [Ai:]{0,4}"
_END = "(?P<end>[MLP])?"
_RANGE = rule(
    "B? [lAi:]{0,4} (?P<c1>C)? (?P<low>N) P? (?P<c2>C)? [R-]? (?: [&<z-] | ,? (?: R | (?P<but>b) ) )"
    f"[Ai]{{0,2}} (?P<c3>C)? (?P<high>N) (?P<c4>C)? {_END}",
    "(?P<c5>C)? (?P<low1>N) (?P<c6>C)? , A? (?P<c7>C)? (?P<most>N) (?P<c8>C)? M",
    "(?P<c9>C)? (?P<low2>N) (?P<ca>C)? , [M<z] [Ai]{0,2} (?P<cb>C)? (?P<most2>N) (?P<cc>C)?",
)
_STRETCH = rule(",? z [Ai]{0,2} C? (?P<high>N) C?")
_ONE = rule(f"{_BOUND} (?P<c1>C)? (?P<one>N) (?: i? (?P<c2>C) )? [Ai]{{0,4}} {_END}")
_NOTE = rule(f"{_BOUND} (?P<note>n)")

Ends = tuple[float | None, float | None]


def read_budget(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    line = scan.line
    classes = READERS[line.language].read(line)
    chosen = choose(_candidates(classes, context), line)
    if chosen is None:
        return _no_limit(classes)
    value = chosen.value
    if value["currency"] is None:
        value["currency"] = _currency_elsewhere(classes, context)
    return [Found("budget", value, classes.start(chosen.first), classes.end(chosen.last))]


def _no_limit(classes: Classes) -> list[Found]:
    """ "money is no object": both ends are open."""
    at = classes.kinds.find("o")
    if at < 0:
        return []
    value = {"min": None, "max": None, "currency": None}
    return [Found("budget", value, classes.start(at), classes.end(at + 1))]


def _candidates(classes: Classes, context: Context) -> list[Candidate]:
    candidates: list[Candidate] = []
    taken: set[int] = set()
    if not classes.line.numbers and "n" not in classes.kinds:
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
    following, preceding = kinds[found.end() : found.end() + 1], kinds[: found.start()].rstrip("_")[-1:]
    said = [found.start(name) for name in found.re.groupindex if name[0] == "c" and found[name]]
    at = max(said, key=lambda index: classes.value(index) != "dollar", default=None)  # "$300 CAD"
    if following in ("p", "U") or (preceding == "p" and following != "C"):
        return None
    if at is None and "note" not in found.groupdict() and not _meant_as_money(found, ends, classes, context):
        return None
    low, high = ends
    stretch = _STRETCH.match(kinds, found.end())
    if stretch and high is not None:
        high = max(high, classes.number(stretch.start("high")))
    currency = _code(str(classes.value(at)), context) if at is not None else None
    value: Value = {"min": _plain(low), "max": _plain(high), "currency": currency}
    return Candidate(value, _first(found), found.end(), 1 if currency is None and at is None else 2)


def _first(found: re.Match[str]) -> int:
    """Where the words that count begin: without "budget is about"."""
    return min(start for name in found.re.groupindex if (start := found.start(name)) >= 0)


# From the words to the two ends.


def _range_ends(found: re.Match[str], classes: Classes) -> Ends:
    if found["most"] or found["most2"]:  # "300, 350 at most", "300, at most 350"
        low = classes.number(max(found.start("low1"), found.start("low2")))
        high = classes.number(max(found.start("most"), found.start("most2")))
        return (low, high) if low < high <= 2 * low else (None, None)
    low, high = classes.number(found.start("low")), classes.number(found.start("high"))
    if found["but"] and high <= low:
        return None, None
    low, high = _spelled_out(low, high), _spelled_up(low, high)
    return (low, high) if low <= high else (None, None)


def _one_end(found: re.Match[str], classes: Classes) -> Ends:
    return _bounded(classes.number(found.start("one")), found, classes.kinds, (found["end"] or "")[:1])


def _note_end(found: re.Match[str], classes: Classes) -> Ends:
    return _bounded(float(classes.value(found.start("note"))), found, classes.kinds, "")


def _bounded(amount: float, found: re.Match[str], kinds: str, after: str) -> Ends:
    before = (found["bound"] or "")[:1]
    if before == "m":
        before = "<" if _denied(found, kinds) else ">"
    if before in ("<", "M", "z") or after == "M":
        return None, amount
    if before in (">", "L") or after in ("L", "P"):
        return amount, None
    return amount, amount


def _denied(found: re.Match[str], kinds: str) -> bool:
    """ "more than 300 I can't", "I don't want to pay over 300": at most 300."""
    after = re.split(r"[,.;]", kinds[found.end() : found.end() + 12])[0]
    return "!" in _clause_before(found, kinds) + after


def _clause_before(found: re.Match[str], kinds: str) -> str:
    return re.split(r"[,.;]", kinds[max(0, found.start() - 60) : found.start()])[-1]


def _spelled_out(low: float, high: float) -> float:
    """The low end of an elliptical range: 2-300 is 200 to 300, 1 to 1.5k is 1000 to 1500."""
    for scale in (1000, 100):
        round_ = high >= scale and high % (scale / 10) == 0
        if round_ and low * 10 <= scale and low * scale < high:
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
    if said == "dollar":
        own = context.currency if context.currency in DOLLARS.values() else "USD"
        return DOLLARS.get(context.country, own)
    for name, by_country in (("peso", PESOS), ("krona", CROWNS), ("rupee", RUPEES)):
        if said == name:
            return by_country.get(context.country)
    return said


def _currency_elsewhere(classes: Classes, context: Context) -> str | None:
    """The one currency of the other amounts: "£100 deposit ready, 600 in all"."""
    said = {_code(str(classes.value(at.start())), context) for at in re.finditer("C", classes.kinds)}
    return said.pop() if len(said) == 1 else None


# Numbers without a currency.


def _meant_as_money(found: re.Match[str], ends: Ends, classes: Classes, context: Context) -> bool:
    """Whether a number without a currency is a price: it was asked for, or the words around it say so."""
    kinds = classes.kinds
    following = kinds[found.end() : found.end() + 1]
    amount = max(end for end in ends if end is not None)
    labelled = "l" in _clause_before(found, kinds) + found[0] and amount >= 10
    if following in ("N", "#", ":") or (following == "w" and not (labelled and amount >= SMALLEST_UNSAID)):
        return False
    if labelled or context.asked == "budget":
        return True
    if context.asked in ("size", "timing", "adult") or classes.line.words[found.start() - 1] == "(":
        return False
    return amount >= SMALLEST_UNSAID and (following == "e" or _cued(found, kinds, amount))


def _cued(found: re.Match[str], kinds: str, amount: float) -> bool:
    """A round number that is a range, bounded, approximate, or alone between commas; not a year."""
    if amount % 5 or 1900 < amount < 2100:
        return False
    groups = found.groupdict()
    return bool(
        "low" in groups or groups["bound"] or groups["end"] or "A" in found[0] or _whole_clause(found, kinds)
    )


def _whole_clause(found: re.Match[str], kinds: str) -> bool:
    """ "fox, forearm, 300": nothing else between the commas, and commas on at least one side."""
    before, after = kinds[: found.start()][-1:], kinds[found.end() : found.end() + 1]
    return before in ("", ",", ".", ";") and after in ("", ",", ".", ";") and before + after != ""
