"""Push a notice to the browsers of an artist."""

import asyncio
import functools

import msgspec
import structlog

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.push import Told
from tattoobot.db import push
from tattoobot.db.engine import Connection
from tattoobot.db.outbox import Delivery
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.effects import PushNotice
from tattoobot.domain.push import PATIENCE
from tattoobot.jobs.tools import Answer, Tools

log = structlog.get_logger(__name__)

TITLE = 80
AGAIN_SECONDS = 60.0


async def push_notice(tools: Tools, delivery: Delivery[PushNotice]) -> Answer:
    """One browser that takes it is enough. Twice does no harm: the second takes the first's place."""
    effect, now = delivery.effect, tools.now()
    async with tools.database.reading() as db:
        devices = await push.of_artist(db, effect.artist_id, now)
        secret = await push.secret(db)
    if tools.push is None:
        return Answer(act=functools.partial(push.by_whatsapp, notice_id=effect.notice_id, now=now))
    said = _said(tools, effect)
    told = await asyncio.gather(*(tools.push.tell(device, said, secret) for device in devices))
    gone = [device.id for device, how in zip(devices, told, strict=True) if how is Told.GONE]
    taken = Told.TAKEN in told
    if not taken and Told.LATER in told and now - delivery.created_at < PATIENCE:
        raise DeliveryFailed(
            Failure(Reaction.RETRY, "The push service could not be reached.", retry_after=AGAIN_SECONDS)
        )
    log.info("pushed", taken=taken, devices=len(devices), gone=len(gone))

    async def act(db: Connection) -> None:
        await push.forget(db, gone)
        if taken:
            await push.reached(db, effect.notice_id)
        else:
            await push.by_whatsapp(db, effect.notice_id, now)

    return Answer(act=act)


def _said(tools: Tools, effect: PushNotice) -> bytes:
    """Neither names, nor numbers to call, nor anything that a client wrote: a locked phone shows it to everybody."""
    return msgspec.json.encode(
        {
            "title": tools.house.studio.name[:TITLE],
            "text": effect.text,
            "path": f"/desk/leads/{effect.lead_id}" if effect.lead_id else "/desk",
            "tag": f"lead-{effect.lead_id}" if effect.lead_id else "waiting",
        }
    )
