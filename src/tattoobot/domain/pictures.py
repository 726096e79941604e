"""A client's picture as it lies in our folder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """Checked, turned upright, without the place where it was taken."""

    file: str
    """Name below the photo folder."""
    mime_type: str
    sha256: str
    """Of the content that the client sent."""
    size: int
