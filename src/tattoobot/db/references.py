"""What WhatsApp gives back with every status of a message: which installation sent it, and its id there.

Several installations may share one number, and all of them count from 1: an id alone proves nothing.
"""

MARK = "(SELECT mark FROM installation)"
"""SQL for this installation's mark."""


def reference(mark: str, message_id: int) -> str:
    return f"{mark}:{message_id}"


def read(reference: str | None) -> tuple[str | None, int | None]:
    """The mark and the id; nothing of what is not written as ours are."""
    mark, _, id_ = (reference or "").rpartition(":")
    if mark and id_.isascii() and id_.isdigit() and len(id_) < 19:
        return mark, int(id_)
    return None, None
