"""How the admin API writes a time."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainSerializer


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(_utc, return_type=str, when_used="json")]
