"""Delete a client's data, after the message that tells them so."""

from tattoobot.actions.erase_client import erase_client
from tattoobot.db.engine import Connection
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import EraseClient
from tattoobot.domain.lead import Actor
from tattoobot.errors import ClientNotFound
from tattoobot.jobs.tools import Answer, Tools


async def erase_at_last(tools: Tools, delivery: Delivery[EraseClient]) -> Answer:
    async def act(db: Connection) -> None:
        try:
            await erase_client(db, tools.house, delivery.effect.client_id, tools.now(), asked_by=Actor.CLIENT)
        except ClientNotFound:
            return  # the studio was faster

    return Answer(act=act)
