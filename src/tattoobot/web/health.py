"""Two questions of whoever runs us: are you alive, and may you take traffic?"""

import asyncio
from datetime import datetime
from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.db.engine import AWAY, Database
from tattoobot.db.health import Health, health
from tattoobot.db.migrate import newest_revision, revisions
from tattoobot.web.context import Web, web

PATIENCE = 2.0
"""Seconds in which the database has to answer."""

NO_STORE = {"Cache-Control": "no-store"}


async def alive(request: Request) -> Response:
    """This process answers; nothing else is asked."""
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


async def ready(request: Request) -> Response:
    """200 when requests can be served; else 503 with every reason, and what to do about it."""
    shared = web(request)
    found = await _look(shared.database, shared.now())
    reasons = ["The database does not answer."]
    if found is not None:
        reasons = [*_reasons(found), *_late(found, shared.ready_max_age_seconds)]
        if shared.in_trouble():
            reasons.append("Webhooks could not be kept in the last minute: is the database's disk full?")
    answer = {
        "status": "not ready" if reasons else "ok",
        "reasons": reasons,
        "schema": found.revision if found else None,
        "oldest_undelivered_seconds": _rounded(found.oldest_undelivered_seconds if found else None),
        "oldest_unread_seconds": _rounded(found.oldest_unread_seconds if found else None),
        "oldest_unanswered_seconds": _rounded(found.oldest_unanswered_seconds if found else None),
        "worker_seen_seconds_ago": _rounded(found.worker_seen_seconds if found else None),
        "workers": found.workers if found else None,
        # Nothing of this is mended by starting anew or by sending traffic elsewhere: it never turns the answer red.
        "alarms": [{"cause": alarm.cause, "since": alarm.since.isoformat()} for alarm in found.alarms]
        if found
        else None,
    }
    return JSONResponse(answer, 503 if reasons else 200, headers=NO_STORE)


async def reasons(shared: Web) -> list[str]:
    """Why requests cannot be served, if they cannot."""
    found = await _look(shared.database, shared.now())
    return ["The database does not answer."] if found is None else _reasons(found)


async def _look(database: Database, now: datetime) -> Health | None:
    try:
        async with asyncio.timeout(PATIENCE), database.reading() as db:
            return await health(db, now)
    except AWAY:
        return None


def _reasons(found: Health) -> list[str]:
    reasons = []
    if found.revision is None:
        reasons.append("The database has no schema: run `tattoobot migrate`.")
    elif found.revision in _older_revisions():
        reasons.append(f"The schema is older than this program ({found.revision}): run `tattoobot migrate`.")
    if not found.engine:
        reasons.append("The tables of the job engine are missing: run `tattoobot migrate`.")
    return reasons


def _late(found: Health, limit: int) -> list[str]:
    if found.oldest_seconds <= limit:
        return []
    waits = f"A message has waited for {found.oldest_seconds / 60:.0f} minutes"
    if not found.workers:
        return [f"{waits}, and no worker is running: start `tattoobot serve --only worker`."]
    return [f"{waits}: see GET /admin/dead-letters, and the worker's log."]


@cache
def _older_revisions() -> frozenset[str]:
    """A schema that is newer than this program is no reason: the program is about to be replaced."""
    return revisions() - {newest_revision()}


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(max(seconds, 0.0), 1)


routes = [Route("/health", alive), Route("/ready", ready)]
