"""Marketing: whether a client wants it, as they tell WhatsApp."""

from datetime import datetime

from tattoobot.actions.recognise import Sender, recognise
from tattoobot.db import consents
from tattoobot.db.clients import Handle
from tattoobot.db.engine import Connection
from tattoobot.domain.messages import MarketingPreference

SWITCHED_OFF = "Switched off offers in WhatsApp."
SWITCHED_ON = "Switched on offers in WhatsApp."
REFUSED = "WhatsApp did not deliver an offer: the client had switched them off."


async def record_preference(db: Connection, preference: MarketingPreference, now: datetime) -> None:
    """Kept for somebody who has never written to us too: they may do so tomorrow."""
    named = (("user_id", preference.user_id), ("phone", preference.phone))
    handles = {Handle(kind, value): preference.at for kind, value in named if value}
    if not handles:
        return
    [sender] = await recognise(db, [Sender(handles=handles)], now, they_wrote=False)
    await consents.note(
        db,
        sender.client_id,
        "marketing",
        preference.at,
        given=not preference.stop,
        wording=SWITCHED_OFF if preference.stop else SWITCHED_ON,
        source="whatsapp",
    )


async def withdraw_marketing(
    db: Connection, client_id: int, now: datetime, *, wording: str = REFUSED, source: str = "whatsapp"
) -> None:
    """No offers to this client from now on. Answers, reminders and their booking are not concerned."""
    if await consents.given(db, client_id, "marketing") is not False:
        await consents.note(db, client_id, "marketing", now, given=False, wording=wording, source=source)
