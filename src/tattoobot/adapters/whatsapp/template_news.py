"""Understands what Meta tells about templates: approved, paused, put into another category, liked or disliked.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update
"""

from datetime import datetime

from tattoobot.adapters.whatsapp.fields import Json, part, text, time_of, word
from tattoobot.adapters.whatsapp.reading import kept_piece
from tattoobot.domain.templates import PAUSE, TemplateNews

STATUS = "message_template_status_update"
CATEGORY = "template_category_update"
QUALITY = "message_template_quality_update"
FIELDS = frozenset({STATUS, CATEGORY, QUALITY})


def read_template_news(raw: bytes | str, received_at: datetime) -> TemplateNews | None:
    """None where it names no template, or says nothing that is in force now."""
    piece = kept_piece(raw)
    value = part(piece, "value")
    name, language = word(value.get("message_template_name")), word(value.get("message_template_language"))
    if name is None or language is None:
        return None
    at = time_of(part(piece, "entry").get("time")) or received_at
    # A change of category that is only announced comes as `correct_category`, and is told again when it happens.
    category, quality = word(value.get("new_category")), word(value.get("new_quality_score"))
    status = word(value.get("event")) if piece.get("field") == STATUS else None
    if not (status or category or quality):
        return None
    return TemplateNews(
        name,
        language,
        at,
        status=status.upper() if status else None,
        category=category.upper() if category else None,
        quality=quality.upper() if quality else None,
        reason=_reason(value),
        until=at + PAUSE if status and status.upper() == "PAUSED" else None,
    )


def _reason(value: Json) -> str:
    reason = text(value.get("reason"))
    more = text(part(value, "other_info").get("description")) or text(
        part(value, "rejection_info").get("reason")
    )
    return ": ".join(filter(None, ("" if reason == "NONE" else reason, more)))
