"""Compares the ledger with what Stripe holds, and says each difference."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer


def reconcile(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what differs.")] = False,
    days: Annotated[int, typer.Option(min=1, help="How far to look back.")] = 90,
) -> None:
    """Compare the ledger of the deposits with Stripe; what differs is looked up and entered by the running bot."""
    from tattoobot import settings  # noqa: PLC0415  slow import
    from tattoobot.commands import serve as serving  # noqa: PLC0415  slow import

    given = settings.load()
    since = datetime.now(UTC) - timedelta(days=days)
    with serving.database_beside(given) as url:
        said = asyncio.run(_compared(given, url, since, dry_run=dry_run))
    for line in said:
        typer.echo(line)
    if not said:
        typer.echo("The ledger says what Stripe says.")
    elif not dry_run:
        typer.echo("The running bot looks these up now and enters what is missing.")
    raise typer.Exit(1 if said and dry_run else 0)


async def _compared(given: object, url: str, since: datetime, *, dry_run: bool) -> list[str]:
    from tattoobot import bootstrap  # noqa: PLC0415  slow import
    from tattoobot.adapters.failures import DeliveryFailed  # noqa: PLC0415  slow import
    from tattoobot.adapters.http import open_session  # noqa: PLC0415  slow import
    from tattoobot.db.engine import Database  # noqa: PLC0415  slow import
    from tattoobot.errors import WrongSettings  # noqa: PLC0415  slow import
    from tattoobot.jobs.comparison import Comparison  # noqa: PLC0415  slow import
    from tattoobot.settings import Settings  # noqa: PLC0415  slow import

    assert isinstance(given, Settings)
    database = await Database.connect(url, size=3)
    try:
        async with open_session() as session:
            comparison = Comparison(database, bootstrap.stripe_of(given, session))
            found = await comparison.differences(since)
            if not dry_run:
                await comparison.look_up(found, datetime.now(UTC))
    except DeliveryFailed as error:
        raise WrongSettings(f"Stripe: {error.failure.cause}") from error
    finally:
        await database.close()
    return [str(one) for one in found]
