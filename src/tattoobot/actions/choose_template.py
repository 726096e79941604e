"""Which templates may be sent now, to whom, and in which language."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from tattoobot.actions.house import House
from tattoobot.db import consents, pauses, templates
from tattoobot.db.engine import Connection
from tattoobot.domain.messages import Template
from tattoobot.domain.templates import TemplateStatus
from tattoobot.wording.catalogue import CODES, Draft, NotFillable

MARKETING: Final = "marketing"


async def choose_template(
    db: Connection, house: House, template: Template, client_id: int | None, now: datetime
) -> Template | None:
    """This template as it may be sent now: in its language, else in another; None where it may not be sent at all.

    Its category is the one that Meta put it into: what has become marketing goes to those who want marketing. A
    template that the catalogue does not know is left to Meta.
    """
    if await pauses.reason(db, "templates"):
        return None
    draft = house.catalogue.drafts.get(template.name)
    if draft is None:
        return template
    known = {each.language: each for each in await templates.standings(db, template.name)}
    marketing_too = client_id is None or bool(await consents.given(db, client_id, MARKETING))
    approved = _approved(draft, known, now, marketing_too=marketing_too)
    if (template.name, template.language) in approved:
        return template
    try:
        filled = house.catalogue.fill(
            template.name,
            _language_of(template.language),
            template.parameters,
            fallback=house.studio.language,
            approved=approved,
        )
        return replace(filled, replies=template.replies)
    except NotFillable:
        return None


async def reminding_templates(db: Connection, house: House, now: datetime) -> frozenset[str]:
    """What may remind a client outside the service window, in one language at least. Marketing is not for that."""
    if await pauses.reason(db, "templates"):
        return frozenset()
    known: dict[str, dict[str, TemplateStatus]] = {}
    for each in await templates.standings(db):
        known.setdefault(each.name, {})[each.language] = each
    return frozenset(
        name
        for name, draft in house.catalogue.drafts.items()
        if _approved(draft, known.get(name, {}), now, marketing_too=False)
    )


def _approved(
    draft: Draft, known: Mapping[str, TemplateStatus], now: datetime, *, marketing_too: bool
) -> set[tuple[str, str]]:
    """As name and code, the languages in which it may be sent."""
    found = set()
    for code in (CODES[language] for language in draft.bodies if language in CODES):
        standing = known.get(code, TemplateStatus(draft.name, code))
        category = standing.category.lower() or draft.category
        if standing.may_be_sent(now) and (marketing_too or category != MARKETING):
            found.add((draft.name, code))
    return found


def _language_of(code: str) -> str:
    return next((language for language, each in CODES.items() if each == code), code)
