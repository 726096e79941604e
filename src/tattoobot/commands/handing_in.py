"""What `tattoobot templates` does: check the catalogue, hand it in at Meta, see what became of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.table import Table

from tattoobot import settings
from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.http import open_session
from tattoobot.adapters.whatsapp.client import RegisteredTemplate, WhatsApp
from tattoobot.db.embedded import running_url
from tattoobot.db.engine import ANY_TROUBLE, Database
from tattoobot.domain.delivery import Reaction
from tattoobot.jobs.templates import Templates
from tattoobot.wording import catalogue
from tattoobot.wording.catalogue import CODES, Catalogue, Draft

console = Console(highlight=False)

APPROVED = "APPROVED"
MISSING = "missing"
UNSURE = "unsure"

ABOUT_THE_TEMPLATE = frozenset({Reaction.REFUSED, Reaction.TEMPLATE_UNAVAILABLE})
"""Refusals that say nothing about the next template; after any other there is no use in going on."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Where one template stands in one language."""

    name: str
    code: str
    status: str
    category: str = ""
    """Meta's: it may have changed ours, and charges by its own."""
    remark: str = ""
    quality: str = ""

    @property
    def can_be_sent(self) -> bool:
        return self.status == APPROVED and not self.remark


def lint() -> None:
    _stop_at_mistakes(catalogue.load())
    console.print("There is nothing in the templates that Meta would refuse.")


def submit(only: list[str] | None) -> int:
    """Hand in what is missing. 0 where Meta has them all now."""
    ours, languages = catalogue.load(), _chosen(only)
    _stop_at_mistakes(ours)
    handed_in = _ask_meta(
        lambda whatsapp: hand_in_missing(whatsapp, ours, languages, settings.load().base_url)
    )
    if handed_in:
        _print(handed_in)
    else:
        console.print("Meta has them all.")
    return 1 if any(each.status in {MISSING, UNSURE} for each in handed_in) else 0


def sync(only: list[str] | None) -> int:
    """Show where each stands. 0 where all can be sent."""
    ours, languages = catalogue.load(), _chosen(only)
    found = _ask_meta(lambda whatsapp: _compare_and_remember(whatsapp, ours, languages))
    _print(found)
    return 0 if all(each.can_be_sent for each in found) else 1


async def hand_in_missing(
    whatsapp: WhatsApp, ours: Catalogue, languages: Sequence[str], base_url: str
) -> list[Submission]:
    """What was handed in just now, and what became of it. Stops where the account itself is refused."""
    known = {(each.name, each.language) for each in await whatsapp.templates()}
    handed_in = []
    for draft, language in _each(ours, languages):
        if (draft.name, CODES[language]) in known:
            continue
        standing, go_on = await _hand_in(whatsapp, draft, language, base_url)
        handed_in.append(standing)
        if not go_on:
            break
    return handed_in


async def compare(whatsapp: WhatsApp, ours: Catalogue, languages: Sequence[str]) -> list[Submission]:
    """Where each of our templates stands at Meta."""
    known = {(each.name, each.language): each for each in await whatsapp.templates()}
    return [
        _standing(draft, language, known.get((draft.name, CODES[language])))
        for draft, language in _each(ours, languages)
    ]


async def _compare_and_remember(
    whatsapp: WhatsApp, ours: Catalogue, languages: Sequence[str]
) -> list[Submission]:
    """The bot asks once an hour by itself; where its database can be reached, it knows at once."""
    given = settings.load()
    url = given.database_url.get_secret_value() if given.database_url else running_url(given.data_dir)
    if url is not None:
        await _remember(url, whatsapp)
    return await compare(whatsapp, ours, languages)


async def _remember(database_url: str, whatsapp: WhatsApp) -> None:
    try:
        database = await Database.connect(database_url, size=1)
        try:
            await Templates(database, lambda: datetime.now(UTC), whatsapp).sync()
        finally:
            await database.close()
    except ANY_TROUBLE as error:
        console.print(f"The bot's database could not be told: {error}", soft_wrap=True)


async def _hand_in(whatsapp: WhatsApp, draft: Draft, language: str, base_url: str) -> tuple[Submission, bool]:
    code = CODES[language]
    try:
        made = await whatsapp.create_template(draft.definition(language, base_url))
    except DeliveryFailed as error:
        failed = error.failure
        remark = failed.cause + (f" ({failed.details})" if failed.details else "")
        return Submission(draft.name, code, MISSING, remark=remark), failed.reaction in ABOUT_THE_TEMPLATE
    except AnswerLost:
        return Submission(draft.name, code, UNSURE, remark="Meta's answer got lost: run sync."), True
    return _standing(draft, language, made), True


def _standing(draft: Draft, language: str, found: RegisteredTemplate | None) -> Submission:
    if found is None:
        return Submission(draft.name, CODES[language], MISSING, remark="Hand it in with `submit`.")
    remark = found.rejected_reason if found.rejected_reason != "NONE" else ""
    category = found.category.lower()
    if category != draft.category:
        remark = f"We asked for {draft.category}. {remark}".strip()
    quality = "" if found.quality == "UNKNOWN" else found.quality
    return Submission(draft.name, found.language, found.status, category, remark, quality)


def _each(ours: Catalogue, languages: Sequence[str]) -> Iterator[tuple[Draft, str]]:
    for draft in ours.drafts.values():
        for language in languages:
            yield draft, language


def _chosen(languages: list[str] | None) -> list[str]:
    unknown = [language for language in languages or () if language not in CODES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(CODES)}.")
    return languages or list(CODES)


def _stop_at_mistakes(ours: Catalogue) -> None:
    if mistakes := ours.lint():
        console.print("\n".join(mistakes), soft_wrap=True)
        raise typer.Exit(1)


def _ask_meta(call: Callable[[WhatsApp], Awaitable[list[Submission]]]) -> list[Submission]:
    try:
        return asyncio.run(_connected(call))
    except DeliveryFailed as error:
        console.print(f"[bold red]{error.failure.cause}[/] {error.failure.details}", soft_wrap=True)
        raise typer.Exit(1) from None


async def _connected(call: Callable[[WhatsApp], Awaitable[list[Submission]]]) -> list[Submission]:
    given = settings.load()
    async with open_session() as session:
        whatsapp = WhatsApp(
            session,
            base_url=given.whatsapp_api_base_url,
            version=given.whatsapp_api_version,
            access_token=given.whatsapp_access_token.get_secret_value(),
            phone_number_id=given.whatsapp_phone_number_id,
            business_account_id=given.whatsapp_business_account_id,
        )
        return await call(whatsapp)


def _print(standings: Sequence[Submission]) -> None:
    table = Table("template", "language", "status", "category", "quality", "remark", box=None)
    for each in standings:
        table.add_row(each.name, each.code, each.status, each.category, each.quality, each.remark)
    console.print(table)
    able = sum(each.can_be_sent for each in standings)
    console.print(f"{able} of {len(standings)} can be sent.")
