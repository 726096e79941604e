"""Where a page of leads ended, as an opaque word."""

import base64
import binascii
import struct
from datetime import UTC, datetime, timedelta

from tattoobot.db.overview import After
from tattoobot.errors import BookingError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SHAPE = struct.Struct(">qq")


class BadCursor(BookingError):
    """That cursor is not one of ours. Start again without it."""

    http_status = 422
    code = "invalid_cursor"


def write(after: After) -> str:
    packed = SHAPE.pack((after.updated_at - EPOCH) // MICROSECOND, after.id)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read(cursor: str) -> After:
    """Raises `BadCursor`."""
    try:
        packed = base64.b64decode(cursor + "==", altchars=b"-_", validate=True)
        microseconds, lead_id = SHAPE.unpack(packed)
        return After(EPOCH + microseconds * MICROSECOND, lead_id)
    except (ValueError, binascii.Error, struct.error, OverflowError):
        raise BadCursor from None
