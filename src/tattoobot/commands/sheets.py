"""`tattoobot sheets`: the studio's Google spreadsheet. What the command does is loaded when it is run."""

import typer

app = typer.Typer(no_args_is_help=True, help="The studio's Google spreadsheet.")


@app.callback()
def about() -> None:
    """The studio's Google spreadsheet."""


@app.command()
def sync() -> None:
    """Write every enquiry into the spreadsheet, those whose rows were deleted too."""
    from tattoobot.commands import sheet_sync  # noqa: PLC0415  slow import

    sheet_sync.sync()
