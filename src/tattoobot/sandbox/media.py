"""Pictures and other files that clients send: kept here until the product asks for them."""

import colorsys
import hashlib
import io
import math
import random
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from tattoobot.sandbox.journal import Json

URL_LIVES_SECONDS = 5 * 60


@dataclass(frozen=True, slots=True)
class Media:
    id: str
    mime_type: str
    sha256: str
    size: int
    filename: str


class MediaShelf:
    """Files by id, and the short-lived addresses that were handed out for them."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._content: dict[str, bytes] = {}
        self._index: dict[str, Media] = {}
        self._addresses: dict[str, tuple[str, float]] = {}

    def keep(self, content: bytes, mime_type: str, filename: str = "") -> Media:
        media_id = str(secrets.randbelow(9 * 10**14) + 10**14)
        media = Media(media_id, mime_type, hashlib.sha256(content).hexdigest(), len(content), filename)
        if self._folder is None:
            self._content[media_id] = content
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / media_id).write_bytes(content)
        self._index[media_id] = media
        return media

    def get(self, media_id: str) -> Media | None:
        return self._index.get(media_id)

    def read(self, media_id: str) -> bytes:
        return self._content[media_id] if self._folder is None else (self._folder / media_id).read_bytes()

    def address(self, media_id: str, now: float) -> str:
        """A key that opens the file for five minutes."""
        key = secrets.token_urlsafe(24)
        self._addresses = {k: v for k, v in self._addresses.items() if v[1] > now}
        self._addresses[key] = (media_id, now + URL_LIVES_SECONDS)
        return key

    def behind(self, key: str, now: float) -> Media | None:
        media_id, until = self._addresses.get(key, ("", 0.0))
        return self.get(media_id) if until > now else None

    def dump(self) -> list[Json]:
        return [asdict(media) for media in self._index.values()]

    def load(self, kept: list[Json]) -> None:
        found = (Media(**one) for one in kept)
        self._index = {m.id: m for m in found if self._folder and (self._folder / m.id).exists()}


def drawn_picture(seed: int | None = None) -> bytes:
    """A small JPEG that could hang on a studio's wall: dots along a spiral on paper. Each seed draws another."""
    chance = random.Random(seed)
    size = 480
    picture = Image.new("RGB", (size, size), (246, 241, 231))
    pen = ImageDraw.Draw(picture)
    turn = 2.399963 + chance.uniform(-0.004, 0.004)
    hue = chance.random()
    for n in range(520):
        reach, angle = 9.3 * math.sqrt(n), n * turn
        x, y = size / 2 + reach * math.cos(angle), size / 2 + reach * math.sin(angle)
        dot = 1.2 + 4.2 * abs(math.sin(n / (40 + 30 * hue)))
        red, green, blue = colorsys.hsv_to_rgb(hue, 0.55, 0.15 + 0.45 * n / 520)
        pen.ellipse(
            (x - dot, y - dot, x + dot, y + dot), fill=(int(red * 255), int(green * 255), int(blue * 255))
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
