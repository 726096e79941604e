"""The house: what every action knows of the installation it works in, and how it speaks to clients and artists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db import clients, outbox, push, transcript
from tattoobot.db.artists import Artist
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain import outside
from tattoobot.domain.action_links import PLACEHOLDER, Promised, label_of, one_button
from tattoobot.domain.client import Client
from tattoobot.domain.effects import PushNotice
from tattoobot.domain.lead import Action, Lead
from tattoobot.domain.messages import Template, Text
from tattoobot.domain.push import NEWS, SAYS
from tattoobot.domain.says import Say
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording, catalogue
from tattoobot.wording.catalogue import Catalogue, NotFillable


@dataclass(frozen=True, slots=True)
class House:
    studio: Studio
    artists: Mapping[int, Artist]
    public_base_url: str
    """No slash at the end. Begins every link that is sent."""
    reply_quiet: timedelta = timedelta(0)
    undo: timedelta = timedelta(0)
    """So long what is pressed at the front desk can be taken back; it is done afterwards."""

    @property
    def first_artist(self) -> Artist:
        return next(iter(self.artists.values()))

    def artist_of(self, lead: Lead) -> Artist:
        return self.artists.get(lead.artist_id) or self.first_artist

    def pay_link(self, deposit: Deposit) -> str | None:
        """What a client gets to pay by: our own link, which says how things are whenever it is opened."""
        if deposit.url is None or deposit.link_token is None:
            return deposit.url
        return f"{self.public_base_url}/pay/{deposit.link_token}"

    @property
    def catalogue(self) -> Catalogue:
        return catalogue.load()

    def template(self, name: str, wording: Wording, **facts: str) -> Template | None:
        """A template in place of words, None where its facts do not make one."""
        try:
            return self.catalogue.fill(name, wording.language, facts, fallback=self.studio.language)
        except NotFillable:
            return None

    def wording(self, client: Client | None, artist: Artist) -> Wording:
        """How we speak to this client; to the artist, when there is none."""
        if client is None:
            return Wording(self.studio, self.studio.language, artist.name)
        return Wording(
            self.studio, client.language, artist.name, client.first_name, formal=client.pace.formal
        )


def to_client(
    house: House,
    client: Client,
    lead: Lead,
    say: Say,
    *,
    even_if_opted_out: bool = False,
    template: str | None = None,
    facts: Mapping[str, str] | None = None,
) -> Written:
    """One message to a client, in their language. One who has opted out is not written to; the transcript shows it.

    `template` with its `facts` says the same outside WhatsApp's service window.
    """
    artist = house.artist_of(lead)
    wording = house.wording(client, artist)
    known = {"artist": artist.name, "studio": house.studio.name, **(facts or {})}
    return Written(
        wording.message(say),
        client_id=client.id,
        lead_id=lead.id or None,
        held_back=client.opted_out and not even_if_opted_out,
        even_if_opted_out=client.opted_out and even_if_opted_out,
        instead=house.template(template, wording, **known) if template else None,
    )


async def to_artist(
    db: Connection,
    house: House,
    lead: Lead,
    text: str,
    actions: tuple[Action, ...],
    now: datetime,
    *,
    priority: int = 0,
    template: str | None = None,
    facts: Mapping[str, str] | None = None,
    others: Sequence[Lead] = (),
    pictured: bool = False,
) -> None:
    """One WhatsApp message to the artist: what happened, and one button for all that can be done about it.

    Whoever's words `text` and `facts` hold, nothing but the button can be tapped.
    Where the client has opted out it says so: what the artist does then reaches nobody by itself.
    Nothing is sent to an artist who has no number; the admin API shows the same. `template` gets the lead's id and
    the link as facts. The links themselves are made when it is sent. `others` are told of too. `pictured` shows the
    client's first picture above it, where there is one. Browsers that show notices are told as well; WhatsApp only
    where they do not reach the artist, if that is what the artist wants.
    """
    artist = house.artist_of(lead)
    if not artist.whatsapp_number:
        return
    way = await push.way(db, artist.id, now)
    wording = house.wording(None, artist)
    if actions and (client := await clients.by_id(db, lead.client_id)).opted_out:
        actions = tuple(action for action in actions if action is not Action.ANSWER)
        text = f"{wording.say('page.silent', name=client.called)}\n\n{text}"
    known = {
        **{fact: outside.without_links(outside.one_line(said)) for fact, said in (facts or {}).items()},
        "id": str(lead.id),
        **({"page": PLACEHOLDER} if actions else {}),
    }
    written = Written(
        one_button(text, wording.say(label_of(actions[0])))
        if actions
        else Text(outside.without_links(text.strip())),
        lead_id=lead.id,
        artist_id=artist.id,
        priority=priority,
        held_back=way.reached and way.instead,
        instead=house.template(template, wording, **known) if template else None,
        links=Promised(
            actions, lead.status, tuple((of.id, Action.ANSWER, of.status) for of in others), pictured
        )
        if actions
        else None,
    )
    await transcript.write(db, [written], now)
    if way.reached:
        said = wording.say(SAYS.get(template or "", NEWS), id=lead.id)
        await tell_browsers(db, artist, lead.id, said, now, notice_id=await push.last_written(db))


async def tell_browsers(
    db: Connection,
    artist: Artist,
    lead_id: int | None,
    said: str,
    now: datetime,
    *,
    notice_id: int | None = None,
) -> None:
    """A notice for those that show them. It may be seen on a locked phone: `said` names nobody."""
    await outbox.put(db, [(PushNotice(notice_id, artist.id, lead_id, said), f"push:{artist.id}")], now)
