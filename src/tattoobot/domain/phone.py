"""Telephone numbers as the world dials them."""

import re

INTERNATIONAL = re.compile(r"(?:\+|00)?([1-9][0-9]{6,14})", re.ASCII)
BETWEEN = re.compile(r"[ \u00a0.()/-]+")

COUNTRIES = ("55", "52", "54")
BRAZIL = re.compile(r"55([1-9][1-9])9?([6-9][0-9]{7})", re.ASCII)
"""Area and mobile number; a landline's eight digits begin with 2 to 5, and with a 9 they are somebody else's."""
MEXICO = re.compile(r"521?([1-9][0-9]{9})", re.ASCII)
ARGENTINA = re.compile(
    r"549?(?:(11)15([0-9]{8})|([2-9][0-9]{2})15([0-9]{7})|([2-9][0-9]{3})15([0-9]{6})|([1-8][0-9]{9}))",
    re.ASCII,
)
"""Area and number; from home a 15 is dialled between them, from abroad a 9 before."""


def international(written: str) -> str:
    """Give the digits, country code first. Raises ValueError for a number as it is dialled at home.

    "+44 (0)7700…" is refused too: whoever dials the zero reaches nobody.
    """
    match = None if "(0)" in written else INTERNATIONAL.fullmatch(BETWEEN.sub("", written.strip()))
    if match is None:
        raise ValueError(
            "write the number with its country code and without its first 0, such as +15550100999"
        )
    return match[1]


def same(one: str, other: str) -> bool:
    """Whether two numbers, in digits, reach one person. For comparing only: what is sent goes to what was shown."""
    return one == other or plain(one) == plain(other)


def plain(digits: str) -> str:
    """The one spelling that stands for all of a number, whoever spells it.

    Mobile numbers of three countries have a digit that people dial and WhatsApp drops, or the other way round.
    """
    if not digits.startswith(COUNTRIES):
        return digits
    if brazilian := BRAZIL.fullmatch(digits):
        return "55" + brazilian[1] + brazilian[2]
    if mexican := MEXICO.fullmatch(digits):
        return "52" + mexican[1]
    if argentine := ARGENTINA.fullmatch(digits):
        return "54" + "".join(filter(None, argentine.groups()))
    return digits


def spellings(digits: str) -> tuple[str, ...]:
    """This number as given, and as WhatsApp may show it."""
    if not digits.startswith(COUNTRIES):
        return (digits,)
    shortest = plain(digits)
    country, rest = shortest[:2], shortest[2:]
    if BRAZIL.fullmatch(shortest):
        longest = country + rest[:2] + "9" + rest[2:]
    elif MEXICO.fullmatch(shortest):
        longest = country + "1" + rest
    elif ARGENTINA.fullmatch(shortest):
        longest = country + "9" + rest
    else:
        return (digits,)
    return tuple(dict.fromkeys((digits, shortest, longest)))


def spellings_at_home(digits: str) -> tuple[str, ...]:
    """A number without its country code, as it may end in each country where numbers have several spellings."""
    return tuple(
        dict.fromkeys(
            (digits, *(spelled[2:] for country in COUNTRIES for spelled in spellings(country + digits)))
        )
    )
