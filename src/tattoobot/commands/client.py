"""`tattoobot client`: what is kept about a client, and how it goes. What it does is loaded when it is run."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="One client's data: export it, erase it.")

Number = Annotated[str, typer.Argument(metavar="PHONE", help="Their number, with its country code.")]


@app.callback()
def about() -> None:
    """One client's data."""


@app.command()
def export(
    phone: Number,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to write it.")] = None,
) -> None:
    """Write all that is kept about a client into one archive: a page, JSON, and the files that they sent."""
    from tattoobot.commands import client_data  # noqa: PLC0415  slow import

    client_data.export(phone, file)


@app.command()
def erase(
    phone: Number,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Delete all that is kept about a client, for good. Of what they paid, only the bare record stays."""
    from tattoobot.commands import client_data  # noqa: PLC0415  slow import

    if not yes:
        typer.confirm("Everything about this client is deleted and cannot be had back. Go on?", abort=True)
    client_data.erase(phone)
