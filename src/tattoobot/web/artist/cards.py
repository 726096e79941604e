"""What a page behind an action link shows about a lead, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.actions.house import House
from tattoobot.db.deposits import Deposit
from tattoobot.db.overview import LeadOverview
from tattoobot.db.photos import Photo
from tattoobot.domain import outside
from tattoobot.domain.client import Client
from tattoobot.domain.deposit import TAKEN_BY_A_YES, DepositStatus
from tattoobot.domain.lead import HEALTH, Answer, Lead, Source, Status
from tattoobot.web.photos import AUDIO, PICTURES, VIDEO
from tattoobot.wording import Wording
from tattoobot.wording.spoken import capital

SHAPES = {
    Status.PENDING_APPROVAL: "needs",
    Status.QUALIFYING: "waiting",
    Status.AWAITING_DEPOSIT: "waiting",
    Status.BOOKING_PENDING: "waiting",
    Status.DEPOSIT_PAID: "paid",
    Status.BOOKED: "paid",
}
OVER = "over"

INTIMATE = frozenset({"buttock", "chest", "hip"})
"""Pictures for these places are blurred until they are tapped: somebody may look over the artist's shoulder."""

OWN_WORDS = "idea"
OWN_WORDS_BEHIND = frozenset({Source.WORDS, Source.CHECK, Source.UNSURE})
"""What was tapped was worded by us."""

PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the brief."""

    label: str
    value: str
    flagged: bool
    """The artist should read the client's words."""
    words: str
    """What the client wrote, where it reads otherwise."""
    key: str = ""
    by_artist: bool = False
    """The artist has put it right, or filled it in."""


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    thumbnail: str
    alt: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A voice note, a video, or a file that is neither."""

    url: str
    shape: str
    """`audio`, `video` or `file`."""
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    id: int
    name: str
    first: str
    """How the sentences call them."""
    at: str
    when: str
    exactly: str
    shape: str
    state: str
    next: str
    money: str
    """What of the client's is here without being the deposit of a booking, or on its way."""
    silent: str
    under_age: str
    advert: str
    words: str
    brief: tuple[Line, ...]
    estimate: str
    """What it comes to, for the artist alone."""
    veiled: bool


def wording_for(house: House, lead: Lead) -> Wording:
    """How the page speaks: to the artist of this lead."""
    return house.wording(None, house.artist_of(lead))


def card(house: House, found: LeadOverview, now: datetime, held: Deposit | None = None) -> Card:
    lead, client, at = found.lead, found.client, found.updated_at
    wording, first = wording_for(house, lead), first_name_of(client)
    idea = lead.answers.get(OWN_WORDS)
    shape, state = standing(wording, found)
    return Card(
        id=lead.id,
        name=client.called,
        first=first,
        at=at.isoformat(),
        when=wording.when(at, now),
        exactly=wording.moment(at),
        shape=shape,
        state=state,
        next=_next(house, wording, found, first),
        money=_money(wording, held, lead.status, first),
        silent=wording.say("page.silent", name=first) if client.opted_out else "",
        under_age=wording.under_age(client.under_age, now),
        advert=wording.advert(lead.advert),
        words=own_words(idea),
        brief=_brief(wording, lead.answers),
        estimate=capital(wording.estimate(lead.answers)),
        veiled=is_intimate(lead.answers.get("placement")),
    )


def _next(house: House, wording: Wording, found: LeadOverview, first: str) -> str:
    """Nothing is said to go its way where the bot is quiet, or something is to be seen to."""
    status = found.lead.status
    if (status is Status.QUALIFYING and found.handed_over) or (
        status is Status.BOOKED and found.needs_artist
    ):
        return ""
    return wording.say(f"page.next.{status}", name=first, amount=amount(house, found))


def standing(wording: Wording, found: LeadOverview) -> tuple[str, str]:
    """A shape and a word. Whoever was answered is not said to need the artist."""
    status = found.lead.status
    if status is Status.PENDING_APPROVAL and found.answered:
        return SHAPES[Status.AWAITING_DEPOSIT], wording.say("status.answered")
    return SHAPES.get(status, OVER), wording.say(f"status.{status}")


def own_words(given: Answer | None) -> str:
    """What the client wrote, also where the artist has put it right."""
    if given is None:
        return ""
    return outside.lines(given.said if given.source is Source.ARTIST else given.text)


def amount(house: House, found: LeadOverview) -> str:
    """The deposit that was asked for; before that, the one that will be."""
    lead, deposit, studio = found.lead, found.deposit, house.studio
    wording = wording_for(house, lead)
    if lead.status is Status.PENDING_APPROVAL or deposit is None:
        return wording.money(studio.deposit_for(lead.answers), studio.currency)
    return wording.money(deposit.amount, deposit.currency)


def sum_of(wording: Wording, held: Deposit) -> str:
    return wording.money(held.left.amount, held.left.currency)


def _money(wording: Wording, held: Deposit | None, status: Status, first: str) -> str:
    if held is None:
        return ""
    key = "page.held.back"
    if status is Status.PENDING_APPROVAL and held.status in TAKEN_BY_A_YES:
        key = "page.held.coming" if held.status is DepositStatus.PROCESSING else "page.held"
    elif held.status is DepositStatus.PROCESSING:
        return ""
    return wording.say(key, name=first, amount=sum_of(wording, held))


def first_name_of(client: Client) -> str:
    return client.first_name or client.called


def pictures(photos: list[Photo], below: str, wording: Wording, name: str) -> list[Picture]:
    """The same picture sent twice is shown once. Their addresses begin with `below`."""
    found = []
    for n, photo in enumerate(_kept(photos, shape_of=PICTURE), start=1):
        url, alt = f"{below}/{photo.id}", wording.say("page.picture", n=n, name=name)
        found.append(Picture(url, f"{url}/thumbnail", _named(photo, alt)))
    return found


def recordings(photos: list[Photo], below: str, wording: Wording, name: str) -> list[Recording]:
    return [
        Recording(f"{below}/{photo.id}", shape, _named(photo, wording.say(key, name=name)))
        for shape, key in (("audio", "page.voice_note"), ("video", "page.video"), ("file", "page.file"))
        for photo in _kept(photos, shape_of=shape)
    ]


def _named(photo: Photo, otherwise: str) -> str:
    return outside.one_line(photo.caption) or otherwise


def _kept(photos: list[Photo], *, shape_of: str) -> list[Photo]:
    kept = {
        photo.file: photo
        for photo in reversed(photos)
        if photo.state == "kept" and _shape(photo.mime_type) == shape_of
    }
    return sorted(kept.values(), key=lambda photo: photo.id)


def _shape(mime_type: str) -> str:
    if mime_type in PICTURES:
        return PICTURE
    return "audio" if mime_type in AUDIO else "video" if mime_type in VIDEO else "file"


def _brief(wording: Wording, answers: dict[str, Answer]) -> tuple[Line, ...]:
    """What is told of health is read before all else."""
    told = [
        key for key in wording.lines_of(answers) if key != OWN_WORDS or answers[key].source is Source.ARTIST
    ]
    told.sort(key=lambda key: key != HEALTH)
    return tuple(_line(wording, key, answers[key]) for key in told)


def _line(wording: Wording, key: str, given: Answer) -> Line:
    """The page is the one place where the artist reads what a client tells about their health."""
    said = outside.one_line(given.text) if given.source is Source.PRIVATE else wording.spoken(key, given)
    by_artist = given.source is Source.ARTIST
    words = outside.one_line(given.text) if given.source in OWN_WORDS_BEHIND else ""
    words = outside.one_line(given.said) if by_artist and key != OWN_WORDS else words
    flagged = given.source in {Source.CHECK, Source.PRIVATE}
    behind = words if words.casefold() != said.casefold() else ""
    return Line(wording.label(key), said, flagged, behind, key, by_artist)


def idea(wording: Wording, answers: Mapping[str, Answer], most: int) -> str:
    """The idea on one line of so many characters; empty where none has been told."""
    return outside.one_line(wording.idea(answers), most) if "idea" in answers else ""


def facts(wording: Wording, answers: Mapping[str, Answer], keys: Sequence[str]) -> str:
    """What is known of these, on one line."""
    return " · ".join(wording.among_others(key, answers[key]) for key in keys if key in answers)


def is_intimate(placement: Answer | None) -> bool:
    place: Any = placement.value if placement else None
    return isinstance(place, dict) and place.get("part") in INTIMATE
