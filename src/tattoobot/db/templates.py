"""What Meta has said about our templates: of each, per language, the newest status, category and quality."""

from collections.abc import Sequence
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.domain.templates import TemplateNews, TemplateStatus

# Whoever notes several templates one after the other, in whatever order, holds up the others and not itself.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7262035)"

# News may come late: what is newer stays.
NOTE = """
    INSERT INTO template_facts (name, language, what, value, reason, at, until)
    SELECT * FROM unnest(
        $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[]
    )
    ON CONFLICT (name, language, what) DO UPDATE SET
        value = EXCLUDED.value, reason = EXCLUDED.reason, at = EXCLUDED.at, until = EXCLUDED.until
    WHERE template_facts.at <= EXCLUDED.at
"""

STANDINGS = """
    SELECT name, language, what, value, reason, until FROM template_facts
    WHERE $1::text IS NULL OR name = $1
    ORDER BY name, language
"""


async def note(db: Connection, news: Sequence[TemplateNews]) -> None:
    """Keep what was said, unless something newer is known."""
    # A statement may not name the same fact twice; the last one stays.
    facts = list({(one.name, one.language, what): (one, value) for one, what, value in _facts(news)}.items())
    if facts:
        await db.execute(ONE_AT_A_TIME)
        await db.execute(
            NOTE,
            [key[0] for key, _ in facts],
            [key[1] for key, _ in facts],
            [key[2] for key, _ in facts],
            [value for _, (_, value) in facts],
            [one.reason for _, (one, _) in facts],
            [one.at for _, (one, _) in facts],
            [one.until for _, (one, _) in facts],
        )


async def standings(db: Connection, name: str | None = None) -> list[TemplateStatus]:
    """Of this template, or of all; a language of which nothing was ever told is not among them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in await db.fetch(STANDINGS, name):
        about = found.setdefault((row["name"], row["language"]), {})
        about[row["what"]] = row["value"]
        if row["what"] == "status":
            about.update(reason=row["reason"], status_until=row["until"])
    return [TemplateStatus(*key, **about) for key, about in found.items()]


def _facts(news: Sequence[TemplateNews]) -> list[tuple[TemplateNews, str, str]]:
    return [
        (one, what, value)
        for one in news
        for what, value in (("status", one.status), ("category", one.category), ("quality", one.quality))
        if value
    ]
