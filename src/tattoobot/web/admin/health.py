"""The doctor over HTTP: what `tattoobot doctor --json` says, about the server that is running."""

from typing import Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from tattoobot.web import health, problems
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.moments import Moment
from tattoobot.web.context import web


class CheckView(BaseModel):
    check: str
    state: Literal["ok", "note", "to do"]
    said: str


class HealthView(BaseModel):
    ok: bool
    checked_at: Moment
    checks: list[CheckView]


router = APIRouter(
    prefix="/admin", tags=["admin"], dependencies=[Depends(require_key)], responses=problems.described(401)
)


@router.get("/health")
async def show(request: Request) -> HealthView:
    """Everything the doctor looks at; what the providers said is five minutes old at most."""
    shared = web(request)
    found, at = await shared.doctor.findings()
    checks = [CheckView(check=one.check, state=one.state, said=one.said) for one in found]
    reasons = await health.reasons(shared)
    checks += [CheckView(check="database", state="to do", said=reason) for reason in reasons] or [
        CheckView(check="database", state="ok", said="The database answers, and its schema is up to date.")
    ]
    return HealthView(ok=all(one.state != "to do" for one in checks), checked_at=at, checks=checks)
