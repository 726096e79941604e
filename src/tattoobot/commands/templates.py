"""`tattoobot templates`: check the catalogue of WhatsApp templates, hand it in at Meta, see what became of it.

What the commands do is loaded when one is run: `--help` needs none of it.
"""

from typing import Annotated

import typer

from tattoobot.domain.languages import LANGUAGES

app = typer.Typer(no_args_is_help=True, help="WhatsApp templates: what may be said after 24 hours.")

Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help=f"Only this one ({', '.join(LANGUAGES)}); may be given several times.",
    ),
]


@app.command()
def lint() -> None:
    """Check the catalogue for what Meta would refuse."""
    from tattoobot.commands import handing_in  # noqa: PLC0415  slow import

    handing_in.lint()


@app.command()
def submit(language: Languages = None) -> None:
    """Hand in every template that Meta does not have yet."""
    from tattoobot.commands import handing_in  # noqa: PLC0415  slow import

    raise typer.Exit(handing_in.submit(language))


@app.command()
def sync(language: Languages = None) -> None:
    """Compare with what Meta has: what may be sent, what not, and why."""
    from tattoobot.commands import handing_in  # noqa: PLC0415  slow import

    raise typer.Exit(handing_in.sync(language))
