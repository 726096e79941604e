"""Payment cards in what people write: number, expiry and security code are taken out before anything is kept."""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.vocabulary.lists import alternatives

REMOVED = "[card number removed]"
_BESIDE = "[removed]"

_MARKS = r"[*_~`]{0,4}"
"""WhatsApp's bold, italic, struck and typewriter, one in the other."""
_BETWEEN = rf"{_MARKS}[\s.\-\u2010-\u2015_/\u200b-\u200f\u2060\ufeff]{{0,3}}{_MARKS}"
_RUN = re.compile(rf"\d(?:{_BETWEEN}\d){{12,}}")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"https?://[^\s\u200b-\u200f]+", re.IGNORECASE)
"""The number of a page is none of a card, though one in ten has its checksum."""
_GROUP = re.compile(r"\d+")
_INTERNATIONAL = re.compile(r"\+\s?\(?$")
_PHONE_DIGITS = 15
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE_OR_AMOUNT = re.compile(
    rf"(?<!\d)(?:{_DAY}([./-]){_DAY}\1(?:\d{{4}}|\d{{2}})|\d{{4}}-{_DAY}-{_DAY}|\d{{1,3}}(?:\.\d{{3}}){{2,}})(?!\d)"
)

_NEAR = 60
"""So many characters around a card's number its expiry may stand."""
_EXPIRY = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])\s?[/.\-]\s?(?:20)?[2-4]\d(?!\d)")
_EXPIRY_NAMED = re.compile(
    rf"(\b(?:{alternatives('card_expires')})[^\W\d]*[^\d\n]{{0,15}})"
    r"\d{1,2}\s?[/.\-]?\s?(?:20)?\d{2}(?!\d)",
    re.IGNORECASE,
)
_CODE_NAMED = re.compile(r"(\b(?:cvc|cvv|cvn|csc|cv2)2?\b[^\d\n]{0,12})\d{3,4}(?!\d)", re.IGNORECASE)
_CODE_NAMED_OTHERWISE = re.compile(
    rf"(\b(?:{alternatives('card_code')})\b[^\d\n]{{0,25}})\d{{3,4}}(?!\d)", re.IGNORECASE
)
_CODE_ALONE = re.compile(
    r"(removed\][^\w\[\n]{1,4})\d{3,4}(?![\w.,]*\d)(?!\s?(?:[£$€]|cm|mm|eur|gbp|usd))", re.IGNORECASE
)


def redact(text: str) -> str:
    """The text without card numbers, and without what stands beside one on the card."""
    if not _DIGIT.search(text):
        return text
    said = _CODE_NAMED.sub(rf"\1{_BESIDE}", text)
    found = list(_numbers(said))
    if not found:
        return said
    for start, end in reversed(found):
        said = said[:start] + REMOVED + said[end:]
    said = _EXPIRY_NAMED.sub(rf"\1{_BESIDE}", said)
    cards = [card.span() for card in re.finditer(re.escape(REMOVED), said)]
    said = _EXPIRY.sub(lambda expiry: _BESIDE if _is_near(expiry, cards) else expiry[0], said)
    said = _CODE_NAMED_OTHERWISE.sub(rf"\1{_BESIDE}", said)
    return _CODE_ALONE.sub(rf"\1{_BESIDE}", said)


def blanked(text: str) -> str:
    """With spaces where something was taken out: what stands there instead is no client's word."""
    for removed in (REMOVED, _BESIDE):
        text = text.replace(removed, " " * len(removed))
    return text


def is_card(digits: str) -> bool:
    return 13 <= len(digits) <= 19 and _luhn(digits)


def is_international(written: str) -> bool:
    """A telephone number says so by its + or 00, and then is none of a card, whatever its checksum."""
    digits = "".join(filter(str.isdecimal, written)).removeprefix("00")
    return written.startswith(("+", "00")) and len(digits) <= _PHONE_DIGITS


def _luhn(digits: str) -> bool:
    """The checksum of payment cards."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand: each from the beginning of a group of digits to the end of one."""
    addresses = [one.span() for one in _ADDRESS.finditer(text)] if "://" in text else []
    for run in _RUN.finditer(text):
        if any(first <= run.start() and run.end() <= after for first, after in addresses):
            continue
        groups = [group.span() for group in _GROUP.finditer(text, *run.span())]
        phone = _digits_of_phone(text, run)
        first = 0
        while first < len(groups):
            last = _last_group(text, groups, first, phone)
            if last is not None:
                yield groups[first][0], groups[last][1]
            first = (first if last is None else last) + 1


def _digits_of_phone(text: str, run: re.Match[str]) -> int:
    """How many digits from the beginning may be a telephone number's."""
    if run[0].startswith("00"):
        return _PHONE_DIGITS + 2
    return _PHONE_DIGITS if _INTERNATIONAL.search(text, max(0, run.start() - 3), run.start()) else 0


def _last_group(text: str, groups: list[tuple[int, int]], first: int, phone: int) -> int | None:
    before = sum(end - start for start, end in groups[:first]) if phone else 0
    digits, found = "", None
    for index, (start, end) in enumerate(groups[first:], first):
        digits += text[start:end]
        if len(digits) > 19:
            break
        if is_card(digits) and before + len(digits) > phone:
            found = index
    if found is None or _DATE_OR_AMOUNT.search(text, groups[first][0], groups[found][1]):
        return None
    return found


def _is_near(expiry: re.Match[str], cards: list[tuple[int, int]]) -> bool:
    return any(start - _NEAR <= expiry.end() and expiry.start() <= end + _NEAR for start, end in cards)
