"""Under age is a fact about the client, not about one enquiry: it is kept until the birthday, or until it is lifted."""

from dataclasses import dataclass
from datetime import date

from tattoobot.domain.understanding.reading import Years


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

    def holds(self, today: date) -> bool:
        return self.until is None or today < self.until


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
