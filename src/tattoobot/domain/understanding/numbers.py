"""One scan of a message's numbers: what each is, so that sizes and money choose only from what is left."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tattoobot.domain import payment_cards
from tattoobot.domain.understanding import dates
from tattoobot.domain.understanding.dates import Dates
from tattoobot.domain.understanding.grammar.line import Line, cut
from tattoobot.domain.understanding.grammar.rule import TAKEN
from tattoobot.domain.understanding.numerals import find_numbers
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.spelling import correct
from tattoobot.domain.understanding.text import DIGIT, Prepared


class Claim(NamedTuple):
    """A stretch of the text that is known to be something else than a size or a price."""

    kind: str
    """`url`, `email`, `handle`, `card`, `phone`, `postcode`, `percent`, `code`."""
    start: int
    end: int


@dataclass(slots=True)
class Scan:
    line: Line
    dates: Dates
    claims: list[Claim] = field(default_factory=list)

    def claimed(self, kind: str) -> list[Claim]:
        return [claim for claim in self.claims if claim.kind == kind]


_ADDRESS = re.compile(
    r"(?P<url>\b(?:https?://|www\.)\S+|\b[a-z0-9-]{1,60}\.(?:com|net|org|me|io|co\.uk|de|fr|es|br|app|ly)\b(?:/\S*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60})"
    r"|(?P<handle>(?<!\w)@[a-z0-9_.]{2,30})"
)
_MAY_BE_ADDRESS = re.compile(r"\.[a-z]|@|://")
_DIGITS = re.compile(r"(?<![\w.,/£$€])(?:\+|00)?[(]?\d[\d ().-]{5,30}\d(?!\w)(?![.,/]\d)")
_EXPIRY = re.compile(r"\b(0[1-9]|1[0-2]) ?/ ?(20)?[2-5][0-9]\b")
EXPIRY_NEAR = 40
"""So many characters after a card's number its expiry is looked for: it is no date to come by."""
_POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}-\d{3}|[a-z]\d[a-z] \d[a-z]\d)\b")
_AMOUNT_AFTER = re.compile(r"\s*(?:[£$€]|eur|gbp|usd|cm|mm|in\b|k\b)")
_DATE = re.compile(r"(?:\d{1,2}[-. ]\d{1,2}[-. ](?:\d{4}|\d{2})|\d{4}[-. ]\d{1,2}[-. ]\d{1,2})")

_AMOUNTS = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?: ?- ?\d{1,3}(?:\.\d{3})+)?|[1-9]\d{2,6}00? ?- ?[1-9]\d{2,6}00?(?<=00)"
)
"""Round prices, which are as long as telephone numbers where money is small: 1.500.000, 100000-150000."""


def scan(text: Prepared, language: str, context: Context) -> Scan:
    line = cut(text, language)
    correct(line)
    claims = _claims(text.folded)
    _take(line, claims)
    find_numbers(line)
    found = dates.find(line, context)
    dates.claim(found)
    return Scan(line, found, claims)


def _claims(folded: str) -> list[Claim]:
    claims: list[Claim] = []
    if _MAY_BE_ADDRESS.search(folded):
        claims += [Claim(found.lastgroup or "url", *found.span()) for found in _ADDRESS.finditer(folded)]
    if DIGIT.search(folded):
        claims += _long_digits(folded)
    return claims


def _long_digits(folded: str) -> Iterator[Claim]:
    for found in _DIGITS.finditer(folded):
        kind = _kind_of_digits(found[0])
        if kind and not _AMOUNT_AFTER.match(folded, found.end()):
            yield Claim(kind, *found.span())
        if kind == "card" and (expiry := _EXPIRY.search(folded, found.end(), found.end() + EXPIRY_NEAR)):
            yield Claim("code", *expiry.span())
    for found in _POSTCODE.finditer(folded):
        yield Claim("postcode", *found.span())


def _kind_of_digits(written: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    if _DATE.match(written) or _AMOUNTS.fullmatch(written):
        return None
    if payment_cards.is_card(digits) and not payment_cards.is_international(written):
        return "card"
    if 9 <= len(digits) <= 15 or (written.startswith(("+", "00", "(")) and len(digits) >= 7):
        return "phone"
    return "code" if len(digits) > 15 else None


def _take(line: Line, claims: list[Claim]) -> None:
    """Hides the claimed atoms from every grammar."""
    for claim in claims:
        for index in range(bisect_left(line.starts, claim.start), bisect_left(line.starts, claim.end)):
            line.words[index] = TAKEN
