"""The admin API: look at leads, act on them. One request, one action, one transaction."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BeforeValidator
from starlette.responses import FileResponse, Response

from tattoobot.db import (
    attempts,
    counters,
    deposits,
    leads,
    overview,
    pauses,
    photos,
    search,
    sheet,
    templates,
)
from tattoobot.db import metrics as figures
from tattoobot.db.overview import After
from tattoobot.db.search import Wanted
from tattoobot.domain.lead import Status
from tattoobot.errors import LeadNotFound
from tattoobot.web import bodies, problems
from tattoobot.web import photos as pictures
from tattoobot.web.admin import cursors, views
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.ids import known_id
from tattoobot.web.context import web
from tattoobot.web.photos import PhotoNotFound
from tattoobot.web.problems import InvalidQuery
from tattoobot.web.verbs import BY_THE_API_ALONE, VERBS, Verb

LeadId = Annotated[
    int, BeforeValidator(lambda given: known_id(given, LeadNotFound), json_schema_input_type=int)
]
PhotoId = Annotated[
    int, BeforeValidator(lambda given: known_id(given, PhotoNotFound), json_schema_input_type=int)
]


router = APIRouter(
    prefix="/admin",
    tags=["admin"],
    dependencies=[Depends(require_key)],
    responses=problems.described(401),
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
        found = await search.page(db, wanted)
    shown, more = found[:limit], len(found) > limit
    return views.LeadsView(
        items=[views.lead(one) for one in shown],
        next_cursor=cursors.write(After(shown[-1].updated_at, shown[-1].lead.id)) if more else None,
    )


@router.get("/leads/{lead_id}", responses=LOOK)
async def show_lead(request: Request, lead_id: LeadId) -> views.WholeLeadView:
    async with web(request).database.reading() as db:
        starts_at = await leads.booked_for(db, lead_id)
        theirs = await deposits.of_lead(db, lead_id)
        return views.whole_lead(
            await overview.one(db, lead_id),
            messages=await overview.messages_of(db, lead_id),
            timeline=await overview.timeline_of(db, lead_id),
            photos=await photos.of_lead(db, lead_id),
            deposits=theirs,
            attempts=await attempts.of_deposits(db, [one.id for one in theirs]),
            to_come=starts_at is not None and starts_at > web(request).now(),
        )


def _offer(name: str, verb: Verb) -> None:
    async def act(request: Request, lead_id: LeadId) -> views.ActedView:
        body, shared = await bodies.read(request, verb.body), web(request)
        async with shared.database.transaction() as db:
            lead = await verb.run(db, shared.house, lead_id, shared.now(), body)
            return views.acted(await overview.one(db, lead.id))

    router.add_api_route(
        f"/leads/{{lead_id}}/{name}",
        act,
        methods=["POST"],
        name=verb.run.__name__,
        description=verb.run.__doc__,
        responses=ACT,
        openapi_extra=bodies.described(verb.body),
    )


for name, verb in [*VERBS.items(), *BY_THE_API_ALONE.items()]:
    _offer(name, verb)


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
            await sheet.standing(db),
            shared.now(),
        )


def _statuses(given: list[str]) -> list[Status]:
    names = [name.strip() for listed in given for name in listed.split(",") if name.strip()]
    unknown = [name for name in names if name not in Status.__members__.values()]
    if unknown:
        known = ", ".join(Status)
        raise InvalidQuery([{"where": "query.status", "what": f"unknown status; there are {known}"}])
    return [Status(name) for name in dict.fromkeys(names)]
