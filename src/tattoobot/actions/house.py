"""What every action knows about the house it works in, and the two ways to speak: to a client, to the artist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db import tokens, transcript
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain.client import Client
from tattoobot.domain.lead import Action, Lead
from tattoobot.domain.messages import Text
from tattoobot.domain.says import Say
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording


@dataclass(frozen=True, slots=True)
class House:
    studio: Studio
    artists: Mapping[int, Artist]
    public_base_url: str
    """No slash at the end. Begins every link that is sent."""
    reply_quiet: timedelta = timedelta(0)

    @property
    def first_artist(self) -> Artist:
        return next(iter(self.artists.values()))

    def artist_of(self, lead: Lead) -> Artist:
        return self.artists.get(lead.artist_id, self.first_artist)

    def wording(self, client: Client | None, artist: Artist) -> Wording:
        """How we speak to this client; to the artist, when there is none."""
        if client is None:
            return Wording(self.studio, self.studio.language, artist.name)
        return Wording(self.studio, client.language, artist.name, client.first_name)


def to_client(
    house: House, client: Client, lead: Lead, say: Say, *, even_if_opted_out: bool = False
) -> Written:
    """One message to a client, in their language. One who has opted out is not written to; the transcript shows it."""
    return Written(
        house.wording(client, house.artist_of(lead)).message(say),
        client_id=client.id,
        lead_id=lead.id or None,
        held_back=client.opted_out and not even_if_opted_out,
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
) -> None:
    """One WhatsApp message to the artist: what happened, then a line per action, its word and its link.

    Nothing is sent to an artist who has no number; the admin API shows the same.
    """
    artist = house.artist_of(lead)
    if not artist.whatsapp_number:
        return
    lines = [text, *[await _action_line(db, house, lead, action, now) for action in actions]]
    message = Text("\n".join(lines))
    written = Written(message, lead_id=lead.id, artist_id=artist.id, priority=priority)
    await transcript.write(db, [written], now)


async def _action_line(db: Connection, house: House, lead: Lead, action: Action, now: datetime) -> str:
    token = await tokens.issue(db, lead.id, action, lead.status, now + house.studio.action_links_live, now)
    wording = house.wording(None, house.artist_of(lead))
    link = f"{house.public_base_url}/a/{token}"
    return wording.say("artist.action", word=wording.say(f"action.{action}"), link=link)
