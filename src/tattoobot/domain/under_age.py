"""Under age is a fact about the client, not about one enquiry: it is kept until the birthday, or until it is lifted."""

import re
from dataclasses import dataclass, replace
from datetime import date

from tattoobot.domain.understanding.coming_of_age import Birthday
from tattoobot.domain.understanding.reading import Years
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form

PARENTS = form("parents")
BY_THEN = form("by_then")
LATER = form("one_day")
"""Of somebody who has just said to be under age it may mean a day to come."""
A_LITTLE_OVER = 5
"""So many years above the minimum an age may be one to come; nobody tells what they will be in twenty years."""


@dataclass(frozen=True, slots=True)
class UnderAge:
    """What a client said of their age. The artist lifts it by approving an enquiry of theirs."""

    said_on: date
    years: int | None = None
    """None where they said no more than that they are too young."""
    until: date | None = None
    """From then on they are old enough, at the latest. None where nobody can tell."""
    words: str = ""
    lead_id: int = 0
    """The enquiry that ended with it."""
    corrected: str = ""
    """What they said later, when they put it right."""

    @property
    def birthday(self) -> date | None:
        """The day from which on they are old enough, where they told when they were born, and not only their age."""
        told_years = self.until is None or (self.until.month, self.until.day) == (
            self.said_on.month,
            self.said_on.day,
        )
        return None if told_years else self.until

    def holds(self, today: date) -> bool:
        return self.until is None or today < self.until


def speaks_of_parents(words: str) -> bool:
    """ "My mum can come with me and sign"."""
    return PARENTS.is_in(words)


def speaks_of_later(words: str) -> bool:
    """ "I turn 18 in March", "my birthday is in February": nothing that is so today."""
    return BY_THEN.is_in(words) or LATER.is_in(words)


OWN_YEARS = Form(
    rf"{BEGINS}{choices('i_am')}\s(?:{choices('and_really')}\s){{0,2}}"
    rf"(?P<years>[1-9]\d)(?!\s*(?:[%€£]|{choices('no_years')}))\b"
)


def own_years(words: str) -> Years | None:
    """ "Nah dude, I'm 19", from somebody who said otherwise before: their age, whatever stands around it."""
    told = OWN_YEARS.search(words)
    return Years(int(told["years"])) if told else None


def is_age_to_come(
    words: str, years: Years | None, minimum_age: int, *, doubted: bool, dated: bool = False
) -> bool:
    """ "By then I'm 18" tells of no age of today. `doubted`: they said before that they are under age; `dated`: they
    wish for a day to come in the same words."""
    if years is not None and years.born is not None:
        return False
    least = re.compile(rf"\b{minimum_age}\b")
    if not doubted:
        clauses = re.split(r"[,.;!?\n]", words)
        return any(least.search(clause) and BY_THEN.is_in(clause) for clause in clauses)
    if years is None:
        return least.search(words) is not None and speaks_of_later(words)
    return years.years < minimum_age + A_LITTLE_OVER and (dated or speaks_of_later(words))


def said(
    words: str, years: Years | None, today: date, minimum_age: int, birthday: Birthday | None = None
) -> UnderAge:
    if years is None:
        return with_birthday(UnderAge(today, words=words), birthday)
    born = years.born
    until = _years_later(born, minimum_age) if born else _years_later(today, minimum_age - years.years)
    return with_birthday(UnderAge(today, years.years, until, words), birthday)


def with_birthday(known: UnderAge, told: Birthday | None) -> UnderAge:
    """With the day from which on they are old enough: of their birthdays the one that goes with the age they told."""
    if told is None:
        return known
    if known.until is None:
        return replace(known, until=told.day) if told.of_age else known
    day = _years_later(told.day, known.until.year - told.day.year)
    return replace(known, until=day if day <= known.until else _years_later(day, -1))


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)  # of the 29th of February


def nth(number: int) -> str:
    """ "18th", "21st": as a birthday is counted in English."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
