"""What a browser finds on a page behind a link, pictures to find there, and what an action could change."""

from html.parser import HTMLParser

from PIL import Image

from tests.web.conftest import Desk


class Page(HTMLParser):
    """What a browser would find: the forms with their fields, and the texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str | None]] = []
        self.buttons = 0
        self.fields: dict[str, str] = {}
        self.images: list[str] = []
        self.scripts = 0
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append(given)
        elif tag == "button":
            self.buttons += 1
        elif tag == "script":
            self.scripts += 1
        elif tag == "img":
            self.images.append(given.get("src") or "")
        elif tag in {"input", "select", "textarea"}:
            self.fields[given.get("name") or ""] = given.get("value") or ""
        assert "style" not in given, "the content security policy forbids inline styles"

    def handle_data(self, data: str) -> None:
        self.words += f" {data.strip()}" if data.strip() else ""


async def a_photo(
    desk: Desk,
    lead: int,
    *,
    state: str = "kept",
    caption: str = "",
    file: str = "fox.jpg",
    mime_type: str = "image/jpeg",
) -> int:
    Image.new("RGB", (1000, 800), "white").save(desk.photos / "fox.jpg")
    Image.new("RGB", (640, 512), "white").save(desk.photos / "fox.small.webp")
    (desk.photos / "voice.ogg").write_bytes(b"OggS" + bytes(96))
    message = await desk.value(
        "INSERT INTO messages (client_id, lead_id, direction, kind, body, status) SELECT client_id, id, 'in', 'image',"
        " '{}', 'received' FROM leads WHERE id = $1 RETURNING id",
        lead,
    )
    found: int = await desk.value(
        "INSERT INTO photos (client_id, lead_id, message_id, media_id, mime_type, caption, state, file)"
        " SELECT client_id, id, $2, 'm', $6, $3, $4, $5 FROM leads WHERE id = $1 RETURNING id",
        lead,
        message,
        caption,
        state,
        file,
        mime_type,
    )
    return found


async def everything(desk: Desk) -> list[object]:
    """All rows that an action could change."""
    return [
        await desk.rows(f"SELECT * FROM {table} ORDER BY id")
        for table in ("leads", "deposits", "outbox", "timeline", "messages", "action_tokens", "clients")
    ]
