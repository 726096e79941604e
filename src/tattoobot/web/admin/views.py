"""The JSON of the admin API, as the contract names it. Times are RFC 3339 in UTC, amounts decimal strings."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from tattoobot.db.attempts import Attempt
from tattoobot.db.deposits import Deposit
from tattoobot.db.metrics import Deposits, Metrics
from tattoobot.db.overview import LeadOverview, Message, TimelineEntry
from tattoobot.db.pauses import Pause
from tattoobot.db.photos import Photo
from tattoobot.db.sheet import Standing as SheetStanding
from tattoobot.domain import money
from tattoobot.domain.client import Client
from tattoobot.domain.lead import Status, allowed_actions
from tattoobot.domain.templates import TemplateStatus
from tattoobot.web.admin.activity import ActivityView, Totals, activity
from tattoobot.web.admin.deposit_views import (
    DepositView,
    WholeDepositView,
    deposit_view,
    whole_deposit_view,
)
from tattoobot.web.admin.moments import Moment


class UnderAgeView(BaseModel):
    """What they said of their age, until the birthday or until an approval lifts it."""

    said_on: date
    years: int | None
    until: date | None
    corrected: str
    """What they said later, when they put it right."""


class ClientView(BaseModel):
    id: int
    name: str
    phone: str | None
    user_id: str | None
    language: str | None
    opted_out: bool
    under_age: UnderAgeView | None


class AnswerView(BaseModel):
    text: str
    value: Any
    source: str


class NeedsArtistView(BaseModel):
    reason: str
    since: Moment


class AdvertView(BaseModel):
    """What the client came from, in words that are not theirs."""

    headline: str
    text: str
    source_url: str
    source_id: str
    source_type: str


class LeadView(BaseModel):
    id: int
    status: Status
    client: ClientView
    current_question: str | None
    answers: dict[str, AnswerView]
    advert: AdvertView | None
    needs_artist: NeedsArtistView | None
    deposit: DepositView | None
    window_closes_at: Moment | None
    created_at: Moment
    updated_at: Moment


class ActedView(LeadView):
    """The lead after an action."""

    client_told: bool
    """False: the client has opted out, so no news of it reaches them from here."""


class LeadsView(BaseModel):
    items: list[LeadView]
    next_cursor: str | None


class MessageView(BaseModel):
    id: int
    direction: str
    kind: str
    text: str
    status: str
    cause: str | None
    at: Moment
    said_by: str
    """`client`, `bot`, `artist`."""


class HappenedView(BaseModel):
    id: int
    at: Moment
    actor: str
    happened: str
    from_status: str | None
    to_status: str | None
    detail: dict[str, Any]


class PhotoView(BaseModel):
    id: int
    state: str
    caption: str
    mime_type: str
    url: str | None
    thumbnail_url: str | None
    created_at: Moment


class WholeLeadView(LeadView):
    messages: list[MessageView]
    timeline: list[HappenedView]
    photos: list[PhotoView]
    deposits: list[WholeDepositView]
    allowed_actions: list[str]


class DepositsView(BaseModel):
    status: str
    currency: str
    count: int
    amount: str


class MessagesCountView(BaseModel):
    received: int
    sent: int
    failed: int
    queued: int
    held_back: int


class OutboxView(BaseModel):
    undelivered: int
    oldest_undelivered_seconds: float | None
    dead: int


class InboxView(BaseModel):
    waiting: int
    failed: int


class TemplateView(BaseModel):
    """Where a WhatsApp template stands at Meta in one language."""

    name: str
    language: str
    status: str
    category: str
    quality: str
    reason: str
    can_be_sent: bool


class PauseView(BaseModel):
    scope: str
    """`everything`, or `templates`: all that is said outside WhatsApp's 24 hours."""
    until: Moment
    since: Moment
    cause: str


class SheetView(BaseModel):
    """How the studio's spreadsheet is doing."""

    rows: int
    written_at: Moment | None
    cause: str | None
    """Why nothing can be written into it, in words."""
    since: Moment | None


class MetricsView(BaseModel):
    leads: dict[str, int]
    messages: MessagesCountView
    outbox: OutboxView
    inbox: InboxView
    deposits: list[DepositsView]
    opted_out_clients: int
    funnel: dict[str, int]
    templates: list[TemplateView]
    """As far as Meta has told us where they stand."""
    pauses: list[PauseView]
    """What is not sent to WhatsApp for now, and why."""
    sheet: SheetView | None
    """None where no spreadsheet is kept."""
    activity: ActivityView
    """What the processes have counted, up to a few seconds ago."""


KINDS = {"Text": "text", "Buttons": "buttons", "Menu": "menu", "LinkButton": "link", "Template": "template"}
"""What we send, in the words of the API; what clients send is in WhatsApp's."""

FUNNEL = ("enquired", "brief_completed", "approved", "deposit_paid", "booked")


def lead(found: LeadOverview) -> LeadView:
    return LeadView(**_lead(found))


def acted(after: LeadOverview) -> ActedView:
    return ActedView(**_lead(after), client_told=not after.client.opted_out)


def whole_lead(
    found: LeadOverview,
    *,
    messages: Sequence[Message],
    timeline: Sequence[TimelineEntry],
    photos: Sequence[Photo],
    deposits: Sequence[Deposit],
    attempts: Mapping[int, Sequence[Attempt]],
    to_come: bool,
) -> WholeLeadView:
    return WholeLeadView(
        **_lead(found),
        messages=[_message(message) for message in messages],
        timeline=[HappenedView.model_validate(entry, from_attributes=True) for entry in timeline],
        photos=[_photo(photo) for photo in photos],
        deposits=[whole_deposit_view(deposit, attempts[deposit.id]) for deposit in deposits],
        allowed_actions=list(
            allowed_actions(
                found.lead.status,
                handed_over=found.handed_over,
                money_held=found.money_held,
                to_come=to_come,
            )
        ),
    )


def metrics(
    found: Metrics,
    counted: Totals,
    templates: Sequence[TemplateStatus],
    pauses: Sequence[Pause],
    sheet: SheetStanding | None,
    now: datetime,
) -> MetricsView:
    business = found.business
    return MetricsView(
        leads={status.value: business.leads.get(status, 0) for status in Status},
        messages=MessagesCountView(**found.messages),
        outbox=OutboxView(
            undelivered=found.undelivered,
            oldest_undelivered_seconds=found.oldest_undelivered_seconds,
            dead=found.dead,
        ),
        inbox=InboxView(waiting=found.inbox_waiting, failed=found.inbox_failed),
        deposits=[_deposits(sums) for sums in business.deposits],
        opted_out_clients=business.opted_out,
        funnel={step: business.steps.get(step, 0) for step in FUNNEL},
        templates=[_template(standing, now) for standing in templates],
        pauses=[PauseView.model_validate(pause, from_attributes=True) for pause in pauses],
        sheet=SheetView.model_validate(sheet, from_attributes=True) if sheet else None,
        activity=activity(counted),
    )


def _template(standing: TemplateStatus, now: datetime) -> TemplateView:
    return TemplateView(
        name=standing.name,
        language=standing.language,
        status=standing.status,
        category=standing.category,
        quality=standing.quality,
        reason=standing.reason,
        can_be_sent=standing.may_be_sent(now),
    )


def _lead(found: LeadOverview) -> dict[str, Any]:
    lead, needs, deposit = found.lead, found.needs_artist, found.deposit
    return {
        "id": lead.id,
        "status": lead.status,
        "client": _client(found.client),
        "current_question": lead.current_question,
        "answers": {
            key: AnswerView.model_validate(answer, from_attributes=True)
            for key, answer in lead.answers.items()
        },
        "advert": AdvertView.model_validate(lead.advert, from_attributes=True) if lead.advert else None,
        "needs_artist": NeedsArtistView.model_validate(needs, from_attributes=True) if needs else None,
        "deposit": deposit_view(deposit) if deposit else None,
        "window_closes_at": found.client.window_closes_at,
        "created_at": found.created_at,
        "updated_at": found.updated_at,
    }


def _client(client: Client) -> ClientView:
    known = client.under_age
    return ClientView(
        id=client.id,
        name=client.name,
        phone=client.phone,
        user_id=client.user_id,
        language=client.language,
        opted_out=client.opted_out,
        under_age=UnderAgeView(
            said_on=known.said_on, years=known.years, until=known.until, corrected=known.corrected
        )
        if known
        else None,
    )


def _deposits(sums: Deposits) -> DepositsView:
    return DepositsView(
        status=sums.status,
        currency=sums.currency,
        count=sums.count,
        amount=money.text_of(sums.amount, sums.currency),
    )


def _message(message: Message) -> MessageView:
    view = MessageView.model_validate(message, from_attributes=True)
    return view.model_copy(update={"kind": KINDS.get(view.kind, view.kind)})


def _photo(photo: Photo) -> PhotoView:
    """Only what was kept can be looked at."""
    return PhotoView(
        id=photo.id,
        state=photo.state,
        caption=photo.caption,
        mime_type=photo.mime_type,
        url=f"/admin/photos/{photo.id}" if photo.state == "kept" else None,
        thumbnail_url=f"/admin/photos/{photo.id}/thumbnail" if photo.state == "kept" else None,
        created_at=photo.created_at,
    )
