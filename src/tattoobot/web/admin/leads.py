"""The admin API: look at leads, act on them. One request, one action, one transaction."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BeforeValidator
from starlette.responses import FileResponse, Response

from tattoobot.actions.answer_client import answer_client
from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.hand_back import hand_back
from tattoobot.actions.hand_over import hand_over
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import BadDeposit, send_deposit
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.db import counters, deposits, overview, pauses, photos, templates
from tattoobot.db import metrics as figures
from tattoobot.db.engine import Connection
from tattoobot.db.overview import After, Wanted
from tattoobot.domain import money
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.money import BadAmount, Money
from tattoobot.errors import LeadNotFound
from tattoobot.web import photos as pictures
from tattoobot.web import problems
from tattoobot.web.admin import bodies, cursors, views
from tattoobot.web.admin.access import require_key
from tattoobot.web.context import Web, web
from tattoobot.web.photos import PhotoNotFound
from tattoobot.web.problems import InvalidQuery

LONGEST_ID = 19


def _id(given: Any, unknown: type[Exception]) -> int:
    """An id that cannot be one names nothing, as one that is not there."""
    text = str(given)
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST_ID):
        raise unknown
    return int(text)


LeadId = Annotated[int, BeforeValidator(lambda given: _id(given, LeadNotFound), json_schema_input_type=int)]
PhotoId = Annotated[int, BeforeValidator(lambda given: _id(given, PhotoNotFound), json_schema_input_type=int)]


router = APIRouter(
    prefix="/admin", tags=["admin"], dependencies=[Depends(require_key)], responses=problems.described(401)
)
LOOK = problems.described(404)
ACT = problems.described(404, 409, 413, 422)


@router.get("/leads", responses=problems.described(422))
async def list_leads(
    request: Request,
    status: Annotated[list[str] | None, Query(description="One, several, or a list with commas.")] = None,
    q: Annotated[str, Query(max_length=200, description="`#12`, a phone number, or a name.")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
    cursor: Annotated[str, Query(max_length=100)] = "",
) -> views.LeadsView:
    wanted = Wanted(
        statuses=_statuses(status or []),
        query=q.replace("\x00", " "),
        after=cursors.read(cursor) if cursor else None,
        limit=limit,
    )
    async with web(request).database.transaction() as db:
        found = await overview.page(db, wanted)
    shown, more = found[:limit], len(found) > limit
    return views.LeadsView(
        items=[views.lead(one) for one in shown],
        next_cursor=cursors.write(After(shown[-1].updated_at, shown[-1].lead.id)) if more else None,
    )


@router.get("/leads/{lead_id}", responses=LOOK)
async def show_lead(request: Request, lead_id: LeadId) -> views.WholeLeadView:
    async with web(request).database.reading() as db:
        return views.whole_lead(
            await overview.one(db, lead_id),
            messages=await overview.messages_of(db, lead_id),
            timeline=await overview.timeline_of(db, lead_id),
            photos=await photos.of_lead(db, lead_id),
            deposits=await deposits.of_lead(db, lead_id),
        )


@router.post("/leads/{lead_id}/approve", responses=ACT, openapi_extra=bodies.described(bodies.ApproveBody))
async def approve(request: Request, lead_id: LeadId) -> views.ActedView:
    """Say yes: the deposit link goes out."""
    body, shared = await bodies.read(request, bodies.ApproveBody), web(request)
    deposit = _money(shared, body.deposit)
    return await _act(
        shared,
        lambda db: approve_lead(
            db, shared.house, lead_id, shared.now(), deposit=deposit, note=body.note or ""
        ),
    )


@router.post("/leads/{lead_id}/reject", responses=ACT, openapi_extra=bodies.described(bodies.RejectBody))
async def reject(request: Request, lead_id: LeadId) -> views.ActedView:
    """Say no; the reason is told to the client as it is."""
    body, shared = await bodies.read(request, bodies.RejectBody), web(request)
    return await _act(
        shared,
        lambda db: reject_lead(db, shared.house, lead_id, shared.now(), reason=body.reason or ""),
    )


@router.post(
    "/leads/{lead_id}/send-deposit", responses=ACT, openapi_extra=bodies.described(bodies.SendDepositBody)
)
async def send_deposit_again(request: Request, lead_id: LeadId) -> views.ActedView:
    """The open link once more, or a fresh one where it has expired or the deposit is another."""
    body, shared = await bodies.read(request, bodies.SendDepositBody), web(request)
    asked = _money(shared, body.deposit)
    return await _act(shared, lambda db: send_deposit(db, shared.house, lead_id, shared.now(), asked=asked))


@router.post("/leads/{lead_id}/withdraw", responses=ACT, openapi_extra=bodies.described(bodies.WithdrawBody))
async def withdraw(request: Request, lead_id: LeadId) -> views.ActedView:
    """Take back a yes: the payment page closes, the client is told, with the reason as it is."""
    body, shared = await bodies.read(request, bodies.WithdrawBody), web(request)
    return await _act(
        shared,
        lambda db: withdraw_approval(db, shared.house, lead_id, shared.now(), reason=body.reason or ""),
    )


@router.post(
    "/leads/{lead_id}/send-booking-link",
    responses=ACT,
    openapi_extra=bodies.described(bodies.SendBookingLinkBody),
)
async def send_link(request: Request, lead_id: LeadId) -> views.ActedView:
    """The given link, else the artist's own."""
    body, shared = await bodies.read(request, bodies.SendBookingLinkBody), web(request)
    return await _act(
        shared, lambda db: send_booking_link(db, shared.house, lead_id, shared.now(), url=body.url)
    )


@router.post(
    "/leads/{lead_id}/mark-booked", responses=ACT, openapi_extra=bodies.described(bodies.MarkBookedBody)
)
async def book(request: Request, lead_id: LeadId) -> views.ActedView:
    """The date is fixed."""
    body, shared = await bodies.read(request, bodies.MarkBookedBody), web(request)
    return await _act(
        shared,
        lambda db: mark_booked(
            db, shared.house, lead_id, shared.now(), starts_at=body.starts_at, ends_at=body.ends_at
        ),
    )


@router.post("/leads/{lead_id}/hand-over", responses=ACT, openapi_extra=bodies.described(bodies.Nothing))
async def take_over(request: Request, lead_id: LeadId) -> views.ActedView:
    """The artist answers from now on; the bot keeps quiet."""
    await bodies.read(request, bodies.Nothing)
    shared = web(request)
    return await _act(shared, lambda db: hand_over(db, shared.house, lead_id, shared.now()))


@router.post("/leads/{lead_id}/hand-back", responses=ACT, openapi_extra=bodies.described(bodies.Nothing))
async def give_back(request: Request, lead_id: LeadId) -> views.ActedView:
    """The bot goes on with the question that was open."""
    await bodies.read(request, bodies.Nothing)
    shared = web(request)
    return await _act(shared, lambda db: hand_back(db, shared.house, lead_id, shared.now()))


@router.post("/leads/{lead_id}/messages", responses=ACT, openapi_extra=bodies.described(bodies.MessageBody))
async def write(request: Request, lead_id: LeadId) -> views.ActedView:
    """Write to the client as the artist, inside the service window; the bot keeps quiet from then on."""
    body, shared = await bodies.read(request, bodies.MessageBody), web(request)
    return await _act(shared, lambda db: answer_client(db, shared.house, lead_id, body.text, shared.now()))


@router.get("/photos/{photo_id}", responses=LOOK, response_class=FileResponse)
async def show_photo(request: Request, photo_id: PhotoId) -> Response:
    async with web(request).database.reading() as db:
        photo = await photos.by_id(db, photo_id)
    return await pictures.answer(request, photo, web(request).photos)


@router.get("/photos/{photo_id}/thumbnail", responses=LOOK, response_class=FileResponse)
async def show_thumbnail(request: Request, photo_id: PhotoId) -> Response:
    """A small version, 640 pixels at most; the picture itself where there is none."""
    async with web(request).database.reading() as db:
        photo = await photos.by_id(db, photo_id)
    return await pictures.answer(request, photo, web(request).photos, small=True)


@router.get("/metrics")
async def show_metrics(request: Request) -> views.MetricsView:
    shared = web(request)
    async with shared.database.reading() as db:
        return views.metrics(
            await figures.metrics(db),
            await counters.totals(db),
            await templates.standings(db),
            await pauses.in_force(db),
            shared.now(),
        )


async def _act(shared: Web, action: Callable[[Connection], Awaitable[Lead]]) -> views.ActedView:
    """Run one action and look at the lead in the same transaction."""
    async with shared.database.transaction() as db:
        lead = await action(db)
        return views.acted(await overview.one(db, lead.id))


def _money(shared: Web, asked: bodies.DepositBody | None) -> Money | None:
    if asked is None:
        return None
    try:
        return money.parse(asked.amount, asked.currency or shared.house.studio.currency)
    except BadAmount as error:
        raise BadDeposit(str(error)) from None


def _statuses(given: list[str]) -> list[Status]:
    names = [name.strip() for listed in given for name in listed.split(",") if name.strip()]
    unknown = [name for name in names if name not in Status.__members__.values()]
    if unknown:
        known = ", ".join(Status)
        raise InvalidQuery([{"where": "query.status", "what": f"unknown status; there are {known}"}])
    return [Status(name) for name in dict.fromkeys(names)]
