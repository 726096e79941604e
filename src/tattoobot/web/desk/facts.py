"""One fact of an enquiry on a page of its own, to be put right."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.correct_fact import correct_fact
from tattoobot.db import desk_drafts, leads
from tattoobot.domain.correcting import CHOSEN, LONGEST, correctable, mark_of
from tattoobot.domain.lead import Answer, Lead, Source
from tattoobot.errors import BookingError, LeadNotFound
from tattoobot.web import bodies
from tattoobot.web.artist import cards
from tattoobot.web.context import web
from tattoobot.web.desk import drafts, pages
from tattoobot.web.desk import lead as enquiry
from tattoobot.web.desk.visitor import Visitor, acting, back_to, looking
from tattoobot.wording import Wording, values_of

LONG = frozenset({"idea"})
"""Has room for several lines."""
CONFLICT = 409
AGAIN = "again"
"""In the address of a form that could not be done."""


@dataclass(frozen=True, slots=True)
class Field:
    """How a fact is changed: one of some choices, a line, or several."""

    shape: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    form = _form(request) if AGAIN in request.query_params else ""
    async with web(request).database.reading() as db:
        found = await enquiry.theirs(db, request, visitor)
        draft = await drafts.found(db, request, visitor, found.found.lead.id, form)
    problem, typed = (draft.problem, draft.given.get("value")) if draft else ("", None)
    return _page(request, visitor, found.found.lead, found.found.client.called, problem, typed)


def _form(request: Request) -> str:
    return f"fact:{request.path_params['fact']}"


@acting
async def correct(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Under the enquiry's lock, as long as the answer is the one that was shown."""
    shared, key = web(request), request.path_params["fact"]
    before = None
    typed = given.get("value", "")
    try:
        async with shared.database.transaction() as db:
            lead = await leads.locked(db, enquiry.lead_id(request))
            before = await enquiry.theirs(db, request, visitor)
            after = await correct_fact(
                db, shared.house, lead.id, key, typed, shared.now(), mark=given.get("mark", "")
            )
            await desk_drafts.drop(db, visitor.session.id, lead.id)
    except BookingError as error:
        if before is None or error.http_status not in {bodies.UNPROCESSABLE, CONFLICT}:
            raise
        problem = visitor.wording.say(f"desk.fact.{error.code}", missing=error.detail)
        # What somebody has said otherwise meanwhile is shown as it stands now.
        kept = {"value": typed} if error.http_status == bodies.UNPROCESSABLE else {}
        page = f"/desk/leads/{lead.id}/facts/{key}?{AGAIN}"
        return await drafts.again(request, visitor, lead.id, _form(request), kept, page, problem)
    said, wording = "", visitor.wording
    if after != lead:
        value = wording.spoken(key, after.answers[key])
        said = wording.say("desk.fact.done", label=wording.label(key), value=value)
    return back_to(shared, f"/desk/leads/{lead.id}", said)


def _page(
    request: Request,
    visitor: Visitor,
    lead: Lead,
    name: str,
    problem: str = "",
    typed: str | None = None,
) -> Response:
    """Raises `LeadNotFound` for a fact that there is not, or that only the client can say."""
    key, wording = request.path_params["fact"], visitor.wording
    if key not in correctable(web(request).house.studio.questions):
        raise LeadNotFound
    given = lead.answers.get(key)
    return pages.page(
        request,
        visitor,
        "fact.html",
        here="your-turn",
        id=lead.id,
        name=name,
        key=key,
        label=wording.label(key),
        words=cards.own_words(given),
        mark=mark_of(given),
        field=_field(wording, key, given, typed),
        hint=wording.say(f"desk.fact.hint.{key}", missing=""),
        problem=problem,
        limit=LONGEST,
    )


def _field(wording: Wording, key: str, given: Answer | None, typed: str | None) -> Field:
    if key in CHOSEN:
        value = typed if typed is not None else str(given.value) if given and given.value else ""
        choices = ((value, wording.spoken(key, Answer("", value, Source.TAP))) for value in values_of(key))
        return Field("choice", value, tuple(choices))
    known = given is not None and (given.value is not None or given.source is Source.CHECK)
    value = wording.spoken(key, given) if given is not None and known else ""
    return Field("lines" if key in LONG else "line", value if typed is None else typed)
