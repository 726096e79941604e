"""Tell the owner at their own address."""

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.db.outbox import Delivery
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.effects import TellOwner
from tattoobot.jobs.tools import Answer, Tools


async def tell_owner(tools: Tools, delivery: Delivery[TellOwner]) -> Answer:
    """Twice does no harm; the id lets a receiver leave the second one out."""
    if tools.owner is None:
        raise DeliveryFailed(Failure(Reaction.REFUSED, "OWNER_ALERT_URL is not set any more."))
    effect = delivery.effect
    await tools.owner.tell(
        {
            "id": delivery.id,
            "studio": tools.house.studio.name,
            "cause": effect.cause,
            "over": effect.over,
            "since": effect.since,
            "text": effect.text,
        }
    )
    return Answer()
