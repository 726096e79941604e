"""Where the deposit of a lead stands, as far as the chat is concerned."""

from datetime import datetime
from enum import StrEnum


class Stands(StrEnum):
    OPEN = "open"  # there is a link that can be paid, or one is about to be sent
    ON_ITS_WAY = "on_its_way"  # paid in a way that takes days
    RAN_OUT = "ran_out"  # nothing can be paid


def stands(status: str, expires_at: datetime, now: datetime) -> Stands:
    """`status` as the published contract names it."""
    if status == "processing":
        return Stands.ON_ITS_WAY
    return Stands.OPEN if status in {"requested", "open"} and now < expires_at else Stands.RAN_OUT
