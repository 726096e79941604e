"""What a first run asks, in order. Each answer is checked as it is typed, by the rules that the start goes by."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from zoneinfo import available_timezones

from tattoobot.commands.first_run import defaults
from tattoobot.commands.first_run.defaults import Given
from tattoobot.domain import countries, languages, money, phone
from tattoobot.domain.money import Money
from tattoobot.domain.understanding.reading import MINIMUM_AGE
from tattoobot.settings import guards
from tattoobot.studio_file.parts import CLOCK_TIME

OLDEST, YOUNGEST = 25, 16


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    """Also the name of its option: `--time-zone`."""
    ask: str
    check: Callable[[str, Given], str]
    """Gives the answer as it is kept. Raises ValueError with what to write instead."""
    default: Callable[[Given], str | None] = lambda _: None
    may_be_left_out: bool = False


def read(question: Question, written: str, given: Given) -> str:
    """The answer to one question. Raises ValueError."""
    said = written.strip()
    if not said:
        if question.may_be_left_out:
            return ""
        raise ValueError("it is empty")
    return question.check(said, given)


def _name(said: str, _: Given) -> str:
    if len(said) > 60:
        raise ValueError("it may have 60 characters at most")
    return _words(said, _)


def _words(said: str, _: Given) -> str:
    if not said.isprintable():
        raise ValueError("it holds a character that cannot be shown: type it again")
    if "{" in said or "}" in said:
        raise ValueError("leave out { and }: they stand for something that is filled in")
    return said


def _number(said: str, _: Given) -> str:
    return f"+{phone.international(said)}"


def _country(said: str, _: Given) -> str:
    meant = said.upper()
    return countries.country(countries.MEANT.get(meant, meant))


def _zone(said: str, given: Given) -> str:
    """A time zone, or a city that one is called after."""
    wanted = said.casefold().replace(" ", "_")
    known = (*defaults.zones_in(given["country"]), *sorted(available_timezones()))
    for zone in known:
        if wanted in {zone.casefold(), zone.rpartition("/")[2].casefold()}:
            return zone
    raise ValueError(f"no clock is called {said}: write a large city with the same time, such as London")


def _currency(said: str, _: Given) -> str:
    if said.upper() not in money.CHARGEABLE:
        raise ValueError("write the three letters of a currency that Stripe takes, such as GBP")
    return said.upper()


def _language(said: str, _: Given) -> str:
    return languages.known(said.lower())


def _age(said: str, _: Given) -> str:
    if not (said.isascii() and said.isdecimal() and YOUNGEST <= int(said) <= OLDEST):
        raise ValueError(f"write a whole number from {YOUNGEST} to {OLDEST}")
    return said


def _amount(said: str) -> Decimal:
    try:
        amount = Decimal(said.replace(",", "."))
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or amount <= 0:
        raise ValueError("write an amount in digits, such as 60.00")
    return amount


def _deposit(said: str, given: Given) -> str:
    amount = _amount(said)
    money.check_charge(Money(amount, given["currency"]))
    return str(amount)


def _price(said: str, _: Given) -> str:
    amount = _amount(said)
    if amount >= money.LARGEST:
        raise ValueError("that is too much")
    return f"{amount:f}"


def _time(said: str, _: Given) -> str:
    if not CLOCK_TIME.fullmatch(said):
        raise ValueError('write a time of day, such as "18:00"')
    return f"{said:0>5}"


def _address(said: str, _: Given) -> str:
    address = guards.own_address(guards.web_address(said))
    if not address.startswith("https://"):
        raise ValueError("it begins with https://: Meta and Stripe come to no other")
    return address


QUESTIONS = (
    Question("studio", "What is your studio called?", _name),
    Question("artist", "Who tattoos there, or decides?", _name),
    Question("number", "Their WhatsApp number, with the country code", _number),
    Question("country", "Country, two letters", _country, defaults.country),
    Question("time_zone", "City, for the time of day", _zone, defaults.time_zone),
    Question("currency", "Currency of your prices", _currency, defaults.currency),
    Question(
        "language",
        f"Your language ({', '.join(languages.LANGUAGES)}); clients are answered in theirs",
        _language,
        defaults.language,
    ),
    Question("minimum_age", "Youngest age that you tattoo", _age, lambda _: str(MINIMUM_AGE)),
    Question("deposit", "Usual deposit", _deposit, defaults.deposit),
    Question("minimum_price", "Smallest price of a tattoo (Enter: none)", _price, may_be_left_out=True),
    Question("hourly", "Price of an hour; it makes the estimate (Enter: none)", _price, may_be_left_out=True),
    Question(
        "hours",
        "Opening hours in a sentence of yours, which a client who asks will read (Enter: none)",
        _words,
        may_be_left_out=True,
    ),
    Question("answers_by", "You answer a client's question by", _time, lambda _: "18:00"),
    Question(
        "address",
        "Address of this server, such as https://desk.example.com (Enter: later)",
        _address,
        may_be_left_out=True,
    ),
)
