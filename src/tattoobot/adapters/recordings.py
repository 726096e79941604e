"""Videos and voice notes in the boxes of MP4 and QuickTime: the place they name is blanked, the rest stays."""

CONTAINERS = frozenset({b"moov", b"trak", b"mdia"})
NOTES = frozenset({b"udta", b"meta"})
"""Where recorders write place, time, make and the like. No player needs them."""
CLOCKS = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""They begin with a version and flags, then with when it was made and when it was changed."""
DEPTH = 8


def without_place(content: bytes) -> bytes:
    """The same recording: every byte keeps its place, because tables inside count them.

    What is in no such boxes, or in broken ones, comes back as it is.
    """
    if content[4:8] != b"ftyp":
        return content
    blanked = bytearray(content)
    _blank(blanked, 0, len(blanked), 0)
    return bytes(blanked)


def _blank(content: bytearray, at: int, end: int, depth: int) -> None:
    while at + 8 <= end:
        kind = bytes(content[at + 4 : at + 8])
        head, size = _measured(content, at, end)
        if size < head or at + size > end:
            return
        inside = at + head
        if kind in NOTES:
            # A box of the kind that everybody passes over.
            content[at + 4 : at + 8] = b"free"
            content[inside : at + size] = bytes(at + size - inside)
        elif kind in CLOCKS and inside + 4 <= at + size:
            wide = 16 if content[inside] == 1 else 8
            last = min(inside + 4 + wide, at + size)
            content[inside + 4 : last] = bytes(last - inside - 4)
        elif kind in CONTAINERS and depth < DEPTH:
            _blank(content, inside, at + size, depth + 1)
        at += size


def _measured(content: bytearray, at: int, end: int) -> tuple[int, int]:
    """How long its head is, and the whole box: 1 says that eight more bytes tell, 0 that it goes on to the end."""
    size = int.from_bytes(content[at : at + 4])
    if size == 1:
        return 16, int.from_bytes(content[at + 8 : at + 16])
    return 8, size or end - at
