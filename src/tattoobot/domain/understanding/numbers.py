"""One scan of a message's numbers: what each is, so that sizes and money choose only from what is left."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tattoobot.domain.understanding.line import Line, cut
from tattoobot.domain.understanding.numerals import find_numbers
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import Prepared


class Claim(NamedTuple):
    """A stretch of the text that is known to be something else than a size or a price."""

    kind: str
    """`url`, `email`, `handle`, `card`, `phone`, `postcode`, `percent`, `code`."""
    start: int
    end: int


@dataclass(slots=True)
class Scan:
    line: Line
    claims: list[Claim] = field(default_factory=list)

    def claimed(self, kind: str) -> list[Claim]:
        return [claim for claim in self.claims if claim.kind == kind]


_ADDRESS = re.compile(
    r"(?P<url>\b(?:https?://|www\.)\S+|\b[a-z0-9-]{1,60}\.(?:com|net|org|me|io|co\.uk|de|fr|es|br|app|ly)\b(?:/\S*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60})"
    r"|(?P<handle>(?<!\w)@[a-z0-9_.]{2,30})"
)
_DIGITS = re.compile(r"(?<![\w.,/£$€])(?:\+|00)?[(]?\d[\d ().-]{5,30}\d(?!\w)(?![.,/]\d)")
_POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}-\d{3}|[a-z]\d[a-z] \d[a-z]\d)\b")
_AMOUNT_AFTER = re.compile(r"\s*(?:[£$€]|eur|gbp|usd|cm|mm|in\b|k\b)")
_DATE = re.compile(r"(?:\d{1,2}[-. ]\d{1,2}[-. ](?:\d{4}|\d{2})|\d{4}[-. ]\d{1,2}[-. ]\d{1,2})")


def scan(text: Prepared, context: Context) -> Scan:
    line = cut(text, context.language or "en")
    scanned = Scan(line)
    folded = text.folded
    if "." in folded or "@" in folded or "://" in folded:
        _claim_addresses(scanned)
    if any(map(str.isdigit, folded)):
        _claim_long_digits(scanned)
    _take(scanned)
    find_numbers(line)
    return scanned


def _claim_addresses(scanned: Scan) -> None:
    for found in _ADDRESS.finditer(scanned.line.text.folded):
        scanned.claims.append(Claim(found.lastgroup or "url", *found.span()))


def _claim_long_digits(scanned: Scan) -> None:
    folded = scanned.line.text.folded
    for found in _DIGITS.finditer(folded):
        kind = _kind_of_digits(found[0])
        if kind and not _AMOUNT_AFTER.match(folded, found.end()):
            scanned.claims.append(Claim(kind, *found.span()))
    for found in _POSTCODE.finditer(folded):
        scanned.claims.append(Claim("postcode", *found.span()))


def _kind_of_digits(written: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    if _DATE.fullmatch(written):
        return None
    if 13 <= len(digits) <= 19 and luhn(digits):
        return "card"
    if 9 <= len(digits) <= 15 or (written.startswith(("+", "00", "(")) and len(digits) >= 7):
        return "phone"
    return "code" if len(digits) > 15 else None


def luhn(digits: str) -> bool:
    """The checksum of payment cards."""
    doubled = [int(digit) * (2 - (place + len(digits)) % 2 * 1) for place, digit in enumerate(digits, 1)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def card_numbers(scanned: Scan) -> list[Claim]:
    """Where payment card numbers stand in the text, to be redacted before anything is kept."""
    return scanned.claimed("card")


def _take(scanned: Scan) -> None:
    """Hides the claimed atoms from every grammar."""
    line = scanned.line
    for claim in scanned.claims:
        for index, start in enumerate(line.starts):
            if claim.start <= start < claim.end:
                line.words[index] = "#"
