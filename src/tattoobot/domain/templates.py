"""Where a WhatsApp template stands at Meta in one language, as it was last heard."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SENDABLE = frozenset({"APPROVED", "REINSTATED", "UNPAUSED", "UNLOCKED", "UNARCHIVED", "FLAGGED"})
"""`FLAGGED` is a warning: clients dislike it. Every other status that we know or do not know stands in the way."""

MISSING = "MISSING"
"""Ours: Meta has no such template in this language."""

PAUSE = timedelta(hours=3)
"""How long Meta's first pause lasts. After it, Meta is asked by sending: a longer one is told by its refusal."""

AFTER_REFUSAL = {
    132001: (MISSING, timedelta(hours=6)),
    132007: ("REJECTED", timedelta(hours=24)),
    132015: ("PAUSED", PAUSE),
    132016: ("DISABLED", timedelta(hours=24)),
}
"""What a refusal says of its template, and for how long that is believed when nothing else is heard."""


@dataclass(frozen=True, slots=True)
class TemplateNews:
    """Something that we heard about a template in one language. What is None was not said."""

    name: str
    language: str
    at: datetime
    status: str | None = None
    category: str | None = None
    quality: str | None = None
    reason: str = ""
    until: datetime | None = None
    """How long the status holds where it ends by itself."""


@dataclass(frozen=True, slots=True)
class TemplateStatus:
    """All that is known of a template in one language; what is empty was never told."""

    name: str
    language: str
    status: str = ""
    category: str = ""
    quality: str = ""
    reason: str = ""
    status_until: datetime | None = None

    def may_be_sent(self, now: datetime) -> bool:
        """Whether a template may be sent. Where nothing is known of it, yes: Meta decides."""
        over = self.status_until is not None and self.status_until <= now
        return not self.status or self.status in SENDABLE or over
