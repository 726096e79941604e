"""The commands: init, serve, sandbox, migrate, doctor, understand.

What a command needs is loaded when it is run: `--version`, `--help` and a mistake in an option are answered at once.
"""

import asyncio
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tattoobot import without
from tattoobot.commands import backup as backup_command
from tattoobot.commands import client as client_command
from tattoobot.commands import init as init_command
from tattoobot.commands import reconcile as reconcile_command
from tattoobot.commands import sheets as sheets_command
from tattoobot.commands import templates as templates_command
from tattoobot.errors import BookingError, WrongSettings

if TYPE_CHECKING:
    from tattoobot.commands.serve import Only
    from tattoobot.settings import Settings

# Plain help: the boxes of the other kind say "<bool>" and "<int range>" to people who keep a studio.
app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
app.command()(init_command.init)
app.add_typer(templates_command.app, name="templates")
app.add_typer(sheets_command.app, name="sheets")
app.add_typer(client_command.app, name="client")
app.command()(backup_command.backup)
app.command()(reconcile_command.reconcile)
app.command()(backup_command.restore)

Host = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Address to listen on (also HOST).")]
Port = Annotated[int | None, typer.Option(metavar="NUMBER", help="Port to listen on (also PORT).")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tattoobot {version('tattoobot')}")
        raise typer.Exit


@app.callback()
def about(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """A tattoo studio's front desk on WhatsApp: it asks, takes the deposit, and the artist decides."""


@app.command()
def serve(
    host: Host = None,
    port: Port = None,
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="NUMBER", help="How many processes.")] = 1,
    only: Annotated[
        str | None, typer.Option(metavar="SIDE", help="`web` or `worker`: split over machines.")
    ] = None,
) -> None:
    """Run the product: the web side and the worker."""
    side = _only(only)
    _serve(_settings(host=host, port=port), workers, side)


@app.command()
def sandbox(
    host: Host = None,
    port: Port = None,
    workers: Annotated[
        int, typer.Option(min=1, max=16, metavar="NUMBER", help="How many processes; all but one only work.")
    ] = 1,
    studio: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The studio to show where STUDIO_FILE names none.")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="SIDE",
            help="`web` (with the sandbox) or `worker`: two processes, one machine. `twins`: WhatsApp, Stripe and"
            " Google alone, on port 9000, for a product that runs by itself.",
        ),
    ] = None,
    product: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="With `--only twins`: where the product is (http://localhost:8000)."
        ),
    ] = None,
    play: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Play one scripted conversation and exit.")
    ] = None,
) -> None:
    """Run the product against the sandbox's WhatsApp and Stripe, to try it out. Needs no account."""
    from tattoobot.commands import sandbox as sandbox_run  # noqa: PLC0415  the sandbox is no part of what production loads

    if play is not None:
        raise typer.Exit(0 if sandbox_run.play(play) else 1)
    if only == "twins":
        from tattoobot.commands import twins  # noqa: PLC0415  the same

        twins.run(host=host, port=port, product=product, studio=studio)
        return
    sandbox_run.run(host=host, port=port, workers=workers, studio=studio, only=_only(only))


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    from tattoobot.commands import serve as serving  # noqa: PLC0415  slow import
    from tattoobot.db.migrate import newest_revision  # noqa: PLC0415  slow import

    with serving.database(_settings()) as url:
        before = asyncio.run(serving.prepare(url))
    newest = newest_revision()
    done = "nothing was to do" if before == newest else f"migrated from {before or 'an empty database'}"
    _say(f"The schema is up to date, at revision {newest}: {done}.")


@app.command()
def doctor(
    json: Annotated[bool, typer.Option("--json", help="Write what was found as JSON.")] = False,
    alarm: Annotated[
        bool, typer.Option("--alarm", help="Also send an alarm to OWNER_ALERT_URL, to try it.")
    ] = False,
) -> None:
    """Check the set-up, and say what to do next. Changes nothing."""
    from tattoobot.commands import doctor as looking  # noqa: PLC0415  slow import

    try:
        settings = _settings()
        found = [*looking.findings(settings), *([looking.try_alarm(settings)] if alarm else [])]
    except WrongSettings as error:
        found = [looking.wrong(error)]
    if json:
        typer.echo(looking.as_json(found))
    else:
        for one in found:
            _say(f"{one.state:<6}{one.said}")
    raise typer.Exit(2 if any(one.state == "to do" for one in found) else 0)


@app.command()
def understand(
    explain: Annotated[bool, typer.Option("--explain", help="Show which words gave which fact.")] = False,
) -> None:
    """Read JSON lines on standard input, and write how the bot reads each message."""
    from tattoobot.domain.understanding import explaining  # noqa: PLC0415  vocabularies load slowly

    read = explaining.explain_line if explain else explaining.understand_line
    for number, given in enumerate(sys.stdin, start=1):
        if not given.strip():
            continue
        try:
            said = read(given)
        except (ValueError, AttributeError, TypeError):
            raise WrongSettings(
                f'Line {number} is no JSON object such as {{"text": "a fox, 10 cm", "asked": null, "lang": "en"}}.'
            ) from None
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


def _serve(settings: "Settings", workers: int, only: "Only") -> None:
    from tattoobot.commands import serve as serving  # noqa: PLC0415  slow import
    from tattoobot.commands.checks import CHECKS  # noqa: PLC0415  slow import

    if os.environ.get(serving.CHILD_VARIABLE):
        url = settings.database_url
        assert url is not None
        listening = serving.inherited_socket()
        serving.run_forever(serving.run(settings, url.get_secret_value(), only=only, listening=listening))
        return
    # Before anything is waited for: a mistake in the studio's file is to be read at once.
    said = {name: check(settings) for name, check in CHECKS.items()}
    for line in settings.remarks():
        _say(line)
    if settings.production and settings.studio_file is None:
        _say(said["studio"])
    listening = serving.opened(settings) if only != "worker" else None
    with serving.database(settings) as database_url:
        asyncio.run(serving.prepare(database_url, apart=True))
        if workers == 1:
            serving.run_forever(
                serving.run(
                    settings,
                    database_url,
                    only=only,
                    listening=listening,
                    ready=lambda: _hello(settings, only),
                )
            )
            return
        arguments = ["serve", *(["--only", only] if only else [])]
        with serving.Children(arguments, workers, {"DATABASE_URL": database_url}, listening):
            _hello(settings, only)
            serving.wait_for_signal()


def _hello(settings: "Settings", only: str | None) -> None:
    _say("At work." if only == "worker" else f"Serving on http://{settings.host}:{settings.port}")


def _only(value: str | None) -> "Only":
    if value not in {None, "web", "worker"}:
        raise WrongSettings("--only takes `web` or `worker`; of the sandbox also `twins`.")
    return value  # type: ignore[return-value]


def _settings(**given: Any) -> "Settings":
    with without("rich"):
        import structlog  # noqa: F401, PLC0415  slow import; it would paint stack traces with the other
    from tattoobot.settings import load, misspelt  # noqa: PLC0415  slow import
    from tattoobot.telemetry import logs  # noqa: PLC0415  slow import

    settings = load(**{name: value for name, value in given.items() if value is not None})
    from tattoobot.commands.serve import CHILD_VARIABLE  # noqa: PLC0415  slow: not before a mistake is told

    logs.configure(settings.log_format or ("json" if settings.production else "text"))
    if not os.environ.get(CHILD_VARIABLE):
        for line in misspelt():
            _say(line)
    return settings


def _say(line: str) -> None:
    typer.echo(line, err=True)


def main() -> None:
    """Run a command; a mistake of the set-up is a sentence and exit code 2, never a traceback."""
    # Clients' words, pictures and keys are in our files: nobody else on the machine reads them.
    os.umask(0o077)
    try:
        app()
    except (WrongSettings, BookingError) as error:
        starts = sys.argv[1:2] in (["serve"], ["sandbox"])
        typer.secho("Cannot start." if starts else "That did not work.", err=True, bold=True, fg="red")
        _say(str(error))
        raise SystemExit(2) from None
