"""Under age is a fact about the client, not about one enquiry: it is kept until the birthday, or until it is lifted."""

import re
from dataclasses import dataclass
from datetime import date

from tattoobot.domain.understanding.reading import Years

PARENTS = re.compile(
    r"\b(?:mums?|moms?|mam|mother|dads?|father|parents?|guardian|mamá|papá|madre|padres?|mi ma|mãe|pais?|responsável"
    r"|mama|papa|mutti|mutter|vater|eltern\w*|maman|mère|père|parental\w*)\b",
    re.IGNORECASE,
)


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
    return PARENTS.search(words) is not None


def said(words: str, years: Years | None, today: date, minimum_age: int) -> UnderAge:
    if years is None:
        return UnderAge(today, words=words)
    born = years.born
    until = _years_later(born, minimum_age) if born else _years_later(today, minimum_age - years.years)
    return UnderAge(today, years.years, until, words)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)  # of the 29th of February


def nth(number: int) -> str:
    """ "18th", "21st": as a birthday is counted in English."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
