"""How much: "£2-300", "up to 500 euros", "at least 200", "half a grand".

One amount is both ends; a bound leaves the other end open. The currency is the one said: a bare `$` is the dollar
of the client's country or the studio's, and US dollars otherwise.
"""

import re

from tattoobot.domain.understanding.choice import Candidate, choose
from tattoobot.domain.understanding.line import Classes, rule
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.terms import readers
from tattoobot.domain.understanding.text import Prepared

READERS = readers(
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
        "unit": "U",
        "thing": "t",
        "no_limit": "o",
        "coin": "x",
        "more_than": "m",
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

_LOW = "(?P<between>B)? [lA:]{0,4} (?P<c1>C)? (?P<lo>N) P? (?P<c2>C)?"
_HIGH = "A? (?P<c3>C)? (?P<hi>N) (?P<c4>C)? (?P<after>[MLP])?"
_AMOUNT = rule(
    f"{_LOW} (?: [&R<-] | (?P<but>b) ) {_HIGH}",
    "(?P<bound>[<>MLm])? [A:]{0,4} (?P<c5>C)? (?P<one>N) (?P<c6>C)? A{0,4} (?P<end>[MLP])?",
    "(?P<notebound>[<>m])? A{0,4} (?P<note>n)",
)


def read_budget(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    line = scan.line
    classes = READERS[line.language].read(line)
    if not line.numbers and "n" not in classes.kinds:
        return _no_limit(classes)
    candidates = [
        candidate
        for found in _AMOUNT.finditer(classes.kinds)
        if (candidate := _candidate(found, classes, context)) is not None
    ]
    chosen = choose(candidates, line)
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


def _candidate(found: re.Match[str], classes: Classes, context: Context) -> Candidate | None:
    kinds = classes.kinds
    currency, said = _currency(found, classes, context)
    following = kinds[found.end() : found.end() + 1]
    preceding = kinds[: found.start()].rstrip("_")[-1:]
    if following == "p" or (preceding == "p" and following != "C") or following in ("U", "t"):
        return None
    low, high = _ends(found, classes)
    if "m" in (found["bound"] or found["notebound"] or "") and _denied(found, kinds):
        low, high = None, low
    if high is not None and low is not None and low > high:
        return None
    if not said and not _meant_as_money(found, classes, context):
        return None
    value: Value = {"min": _plain(low), "max": _plain(high), "currency": currency}
    first = next(found.start(name) for name in _STARTS if found[name])
    return Candidate(value, first, found.end(), 2 if said else 1)


_STARTS = ("between", "c1", "lo", "bound", "c5", "one", "notebound", "note")


def _ends(found: re.Match[str], classes: Classes) -> tuple[float | None, float | None]:
    if found["note"]:
        amount = float(classes.value(found.start("note")))
        return _bounded(amount, found["notebound"], None)
    if found["one"]:
        return _bounded(classes.number(found.start("one")), found["bound"], found["end"])
    low, high = classes.number(found.start("lo")), classes.number(found.start("hi"))
    if found["but"] and high <= low:
        return low, low
    return _spelled_out(low, high), _spelled_up(low, high)


def _denied(found: re.Match[str], kinds: str) -> bool:
    """ "more than 300 I can't", "I don't want to pay over 300": at most 300."""
    before = re.split(r"[,.;]", kinds[max(0, found.start() - 60) : found.start()])[-1]
    after = re.split(r"[,.;]", kinds[found.end() : found.end() + 12])[0]
    return "!" in before + after


def _bounded(amount: float, before: str | None, after: str | None) -> tuple[float | None, float | None]:
    before, after = (before or "")[:1], (after or "")[:1]
    if before in ("<", "M") or after == "M":
        return None, amount
    if before in (">", "L", "m") or after in ("L", "P"):
        return amount, None
    return amount, amount


def _spelled_out(low: float, high: float) -> float:
    """The low end of an elliptical range: 2-300 is 200 to 300, 1 to 1.5k is 1000 to 1500."""
    for scale in (1000, 100):
        if (
            low < 100
            and high >= scale
            and high % (scale / 10) == 0
            and low * scale < high
            and low * 10 <= scale
        ):
            return low * scale
    return low


def _spelled_up(low: float, high: float) -> float:
    """The high end of one that is elliptical the other way: "2k to 3"."""
    for scale in (1000, 100):
        if low >= scale and high < 100 and low < high * scale <= 10 * low:
            return high * scale
    return high


def _currency(found: re.Match[str], classes: Classes, context: Context) -> tuple[str | None, bool]:
    """The currency and whether the words are money at all."""
    if found["note"]:
        return None, True
    at = next((found.start(name) for name in ("c1", "c2", "c3", "c4", "c5", "c6") if found[name]), None)
    if at is None:
        return None, False
    return _code(str(classes.value(at)), context), True


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


def _meant_as_money(found: re.Match[str], classes: Classes, context: Context) -> bool:
    """Whether a number without a currency is a price: it was asked for, or the words around it say so."""
    kinds = classes.kinds
    following = kinds[found.end() : found.end() + 1]
    if following in ("w", "N", "#", ":"):
        return False
    if context.asked == "budget":
        return True
    amount = classes.number(found.start("hi" if found["hi"] else "one"))
    clause = re.split(r"[,.;]", kinds[max(0, found.start() - 60) : found.start()])[-1] + found[0]
    if "l" in clause:
        return amount >= 10
    if context.asked in ("size", "timing", "adult") or classes.line.words[found.start() - 1] == "(":
        return False
    if following == "e" and amount >= SMALLEST_UNSAID:
        return True
    cued = (
        found["one"] is None
        or found["bound"]
        or found["end"]
        or "A" in found[0]
        or _whole_clause(found, kinds)
    )
    return bool(cued) and amount >= SMALLEST_UNSAID and amount % 5 == 0 and not 1900 < amount < 2100


def _whole_clause(found: re.Match[str], kinds: str) -> bool:
    """ "fox, forearm, 300": nothing else between the commas, and commas on at least one side."""
    before, after = kinds[: found.start()][-1:], kinds[found.end() : found.end() + 1]
    return (before in ("", ",", ".", ";") and after in ("", ",", ".", ";")) and before + after != ""


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount
