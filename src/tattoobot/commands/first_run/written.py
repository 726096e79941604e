"""The two files of a first run: `studio.toml` and `.env`. Both are written, or neither, and never over another."""

import contextlib
import json
import os
import secrets
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from tattoobot.commands.first_run import defaults
from tattoobot.commands.first_run.steps import PAGE, steps
from tattoobot.errors import WrongSettings
from tattoobot.studio_file import load as studio_file

STUDIO, ENVIRONMENT = "studio.toml", ".env"
FOR_ANYBODY_HERE, FOR_ME_ALONE = 0o644, 0o600
"""The first holds no secret, and another user may run the bot, in a container say."""
WIDE = 100


def taken(folder: Path) -> list[str]:
    """Which of the two are there already. A link that leads nowhere is there too."""
    return [name for name in (STUDIO, ENVIRONMENT) if os.path.lexists(folder / name)]


def write(folder: Path, answers: Mapping[str, str]) -> None:
    """Raises `WrongSettings`, and has written nothing then."""
    new = {STUDIO: (studio_text(answers), FOR_ANYBODY_HERE), ENVIRONMENT: (env_text(answers), FOR_ME_ALONE)}
    beside = {name: folder / f".{name.strip('.')}.{os.getpid()}.new" for name in new}
    put: list[Path] = []
    try:
        for name, (text, mode) in new.items():
            _write_new(beside[name], text, mode)
        studio_file.load(beside[STUDIO], whole=True)
        for name, path in beside.items():
            # Unlike a renaming, a link takes the place of nothing.
            os.link(path, folder / name)
            put.append(folder / name)
    except BaseException as error:
        for path in put:
            path.unlink()
        if isinstance(error, OSError):
            raise WrongSettings(f"{folder}: {error.strerror or 'nothing can be written there'}.") from error
        raise
    finally:
        for path in beside.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _write_new(path: Path, text: str, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), mode)


def studio_text(answers: Mapping[str, str]) -> str:
    return "\n".join(_studio_lines(answers)) + "\n"


def _studio_lines(answers: Mapping[str, str]) -> Iterator[str]:
    yield "# Your studio. studio.example.toml explains every line that can stand here."
    yield ""
    yield f"name = {_quoted(answers['studio'])}"
    for key in ("currency", "country", "language"):
        yield f"{key} = {_quoted(answers[key])}"
    yield f"unit = {_quoted(defaults.unit(answers))}"
    yield f"time_zone = {_quoted(answers['time_zone'])}"
    yield f"minimum_age = {answers['minimum_age']}"
    yield from ("", "[deposit]", f"amount = {_quoted(answers['deposit'])}")
    yield from ("", "[[artists]]", 'key = "artist"             # never change it: enquiries refer to it')
    yield f"name = {_quoted(answers['artist'])}"
    yield f"whatsapp_number = {_quoted(answers['number'])}"
    yield '#booking_url = "https://…"   # where clients choose a date, if there is such a page'
    prices = {key: answers[given] for key, given in (("minimum", "minimum_price"), ("hourly", "hourly"))}
    if any(prices.values()):
        yield from ("", "[prices]                  # the estimate that you see with every enquiry")
        yield from (f"{key} = {price}" for key, price in prices.items() if price)
    yield from ("", "[answers]                 # what clients who ask are told")
    if answers["hours"]:
        yield f"availability = {_quoted(answers['hours'])}"
    yield '#price = "…"'
    yield '#policy = "…"             # of the deposit: comes off the price? may a date be moved?'
    yield from ("", "[handover]                # when a client wants a person")
    yield f"answers_by = {_quoted(answers['answers_by'])}"


def _quoted(words: str) -> str:
    """A string of TOML: JSON's, for whatever can be printed."""
    return json.dumps(words, ensure_ascii=False)


def env_text(answers: Mapping[str, str]) -> str:
    values = {
        "PUBLIC_BASE_URL": answers["address"],
        "WHATSAPP_VERIFY_TOKEN": secrets.token_urlsafe(24),
    }
    lines = [
        "# Keys: nobody else reads this file, and it goes into no repository. Fill it in from top to bottom;",
        "# `tattoobot doctor` says what is still missing. docs/settings.md has all that can stand here.",
        "",
        f"STUDIO_FILE={STUDIO}",
        f"ADMIN_API_KEY={secrets.token_urlsafe(32)}",
    ]
    for number, step in enumerate(steps(answers["address"]), start=1):
        lines += ["", f"# {number}. {step.title}"]
        for line in filter(None, (*step.lines, step.picked)):
            lines += [f"#    {part}" for part in textwrap.wrap(line, WIDE, break_long_words=False)]
        lines += [f"{name}={values.get(name, '')}" for name in step.settings]
    lines += [
        "",
        "# 5. Go live: `production` takes nothing that is missing, weak or an example. Until then this is a trial.",
        "APP_ENV=dev",
    ]
    return "\n".join(lines) + "\n"


def next_steps(answers: Mapping[str, str]) -> Iterator[str]:
    """What is said once both are there."""
    yield f"Written: {STUDIO} (your studio) and {ENVIRONMENT} (your keys; only you can read it)."
    yield ""
    yield "Try it first, with pretend phones and pretend money:  tattoobot sandbox"
    yield f"Then fill in {ENVIRONMENT}, in this order ({PAGE} goes through every screen):"
    for number, step in enumerate(steps(answers["address"]), start=1):
        yield ""
        yield f"  {number}. {step.title}"
        for line in step.lines:
            yield from textwrap.wrap(line, WIDE, initial_indent="     ", subsequent_indent="     ")
    yield ""
    yield "  5. APP_ENV=production, tattoobot templates submit, tattoobot serve."
    yield ""
    yield "What is missing, at any time:  tattoobot doctor"
