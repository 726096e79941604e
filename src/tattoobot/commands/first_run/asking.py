"""Asks what options have not answered yet. Nothing is written before the last answer."""

from collections.abc import Mapping
from pathlib import Path

import typer

from tattoobot.commands.first_run import written
from tattoobot.commands.first_run.questions import QUESTIONS, Question, read
from tattoobot.errors import WrongSettings


def first_run(folder: Path, given: Mapping[str, str | None], *, ask: bool) -> None:
    """Raises `WrongSettings` where something is there already, or an option is wrong or missing."""
    if there := written.taken(folder):
        raise WrongSettings(
            f"{' and '.join(there)} {'is' if len(there) == 1 else 'are'} in {folder.absolute()} already, and nothing"
            " is ever overwritten: move what is there, or name another folder with --folder."
        )
    if not folder.is_dir():
        raise WrongSettings(f"--folder {folder}: there is no such folder.")
    if ask:
        typer.echo("A few questions. Enter takes what is in brackets; Ctrl-C leaves everything as it was.\n")
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        option = given.get(question.key)
        if option is None and ask:
            answers[question.key] = _asked(question, answers)
        else:
            answers[question.key] = _from_options(question, option, answers)
    written.write(folder, answers)
    typer.echo("")
    for line in written.next_steps(answers):
        typer.echo(line)


def _asked(question: Question, answers: Mapping[str, str]) -> str:
    """Until it is right; Ctrl-C, or the end of what is typed, leaves."""
    usual = None if question.may_be_left_out else question.default(answers)
    words = f"{question.ask} [{usual}]" if usual else question.ask
    while True:
        said = typer.prompt(words, default="", show_default=False)
        try:
            return read(question, said.strip() or usual or "", answers)
        except ValueError as error:
            typer.secho(f"  {_sentence(error)}", fg="yellow")


def _from_options(question: Question, option: str | None, answers: Mapping[str, str]) -> str:
    name = "--" + question.key.replace("_", "-")
    said = option if option is not None else question.default(answers)
    if said is None and not question.may_be_left_out:
        raise WrongSettings(f"{name} is missing: {question.ask}")
    try:
        return read(question, said or "", answers)
    except ValueError as error:
        raise WrongSettings(f"{name}: {_sentence(error)}") from None


def _sentence(error: ValueError) -> str:
    said = str(error).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."
