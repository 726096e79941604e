"""`tattoobot init`: its options. Each question can be answered by one, and then is not asked."""

from pathlib import Path
from typing import Annotated, Any

import typer


def _answer(what: str) -> Any:
    return typer.Option(metavar="WORDS", help=what)


Answer = str | None


def init(
    studio: Annotated[Answer, _answer("The studio's name.")] = None,
    artist: Annotated[Answer, _answer("The artist's name.")] = None,
    number: Annotated[Answer, _answer("The artist's WhatsApp number, with the country code.")] = None,
    country: Annotated[Answer, _answer("Two letters, such as GB.")] = None,
    time_zone: Annotated[Answer, _answer("A city, or a time zone such as Europe/London.")] = None,
    currency: Annotated[Answer, _answer("Three letters, such as GBP.")] = None,
    language: Annotated[Answer, _answer("en, es, pt, de or fr.")] = None,
    minimum_age: Annotated[Answer, _answer("16 to 25.")] = None,
    deposit: Annotated[Answer, _answer("The usual deposit, such as 60.00.")] = None,
    minimum_price: Annotated[Answer, _answer("The smallest price of a tattoo.")] = None,
    hourly: Annotated[Answer, _answer("The price of an hour.")] = None,
    hours: Annotated[Answer, _answer("Opening hours, in a sentence for clients.")] = None,
    answers_by: Annotated[Answer, _answer("When a person answers, such as 18:00.")] = None,
    address: Annotated[Answer, _answer("Of this server, such as https://desk.example.com.")] = None,
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write.")] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: take the usual answers.")] = False,
) -> None:
    """Begin: a few questions, then `studio.toml` and `.env`, and what to fetch where. Overwrites nothing."""
    from tattoobot.commands.first_run.asking import first_run  # noqa: PLC0415  slow import

    given = {
        "studio": studio,
        "artist": artist,
        "number": number,
        "country": country,
        "time_zone": time_zone,
        "currency": currency,
        "language": language,
        "minimum_age": minimum_age,
        "deposit": deposit,
        "minimum_price": minimum_price,
        "hourly": hourly,
        "hours": hours,
        "answers_by": answers_by,
        "address": address,
    }
    first_run(folder, given, ask=not yes)
