"""Tell the owner once what keeps the bot from being heard, with what to do, and once that it is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import alarms, outbox, transcript
from tattoobot.db.alarms import Alarm
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain import service_window
from tattoobot.domain.alarms import Cause, Observed, Way, changes, way
from tattoobot.domain.effects import TellOwner
from tattoobot.domain.messages import Text

ORDER_KEY = "owner"


@dataclass(frozen=True, slots=True)
class Outcome:
    raised: frozenset[Cause]
    over: frozenset[Cause]
    untold: frozenset[Cause]
    """Nobody can be told of these for now; it is tried again at the next look."""


async def raise_alarms(
    db: Connection, house: House, seen: Observed, now: datetime, *, has_address: bool
) -> Outcome:
    known = await alarms.raised(db)
    found = changes(seen, {alarm.cause for alarm in known})
    await alarms.begin(db, sorted(found.raised), now)
    ended = await alarms.end(db, sorted(found.over), now)
    lasting = await alarms.raised(db)
    by = await _way(db, house, {alarm.cause for alarm in lasting}, now, has_address=has_address)
    unheard = await _unheard(db, house, lasting) if has_address else []
    untold = [alarm for alarm in lasting if alarm.told_at is None or alarm in unheard]
    if by is not None:
        await _tell(db, house, by, untold, now, over=False)
        await alarms.told(db, [alarm.id for alarm in untold], by, now)
        await _tell(db, house, by, [alarm for alarm in ended if alarm.told_at], now, over=True)
    waiting = frozenset(alarm.cause for alarm in untold) if by is None else frozenset()
    return Outcome(found.raised, found.over, waiting)


async def _way(
    db: Connection, house: House, raised: set[Cause], now: datetime, *, has_address: bool
) -> Way | None:
    artist = house.first_artist
    wrote = await alarms.last_wrote(db, artist.id)
    return way(
        raised,
        has_number=bool(artist.whatsapp_number),
        window_open=wrote is not None and not service_window.is_closed(wrote, now),
        has_address=has_address,
    )


async def _unheard(db: Connection, house: House, lasting: Sequence[Alarm]) -> list[Alarm]:
    """Those that were told on WhatsApp in vain."""
    return [
        alarm
        for alarm in lasting
        if alarm.told_by == Way.WHATSAPP
        and alarm.told_at is not None
        and await alarms.failed_since(db, house.first_artist.id, alarm.told_at)
    ]


async def _tell(
    db: Connection, house: House, by: Way, about: Sequence[Alarm], now: datetime, *, over: bool
) -> None:
    wording = house.wording(None, house.first_artist)
    texts = []
    for alarm in about:
        name = wording.say(f"alarm.{alarm.cause}")
        if over:
            texts.append(wording.say("alarm.over", what=name))
        else:
            texts.append(wording.say("alarm.raised", what=name, do=wording.say(f"alarm.{alarm.cause}.do")))
    if by is Way.WHATSAPP:
        artist_id = house.first_artist.id
        await transcript.write(db, [Written(Text(text), artist_id=artist_id) for text in texts], now)
        return
    effects = [
        TellOwner(text, alarm.cause.value, alarm.since.isoformat(), over)
        for alarm, text in zip(about, texts, strict=True)
    ]
    await outbox.put(db, [(effect, ORDER_KEY) for effect in effects], now)
