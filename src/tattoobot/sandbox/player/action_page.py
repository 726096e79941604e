"""What a person does with a link in a message: find it, open the page, send its form."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.player.conversation_file import is_called


def link_behind(word: str, message: Json, said: str) -> str | None:
    """The link of a button with this word, or the first one after the word on a line of the text."""
    for link in message.get("links") or ([message["link"]] if "link" in message else []):
        if is_called(word, link["label"]):
            return str(link["url"])
    found = re.search(rf"^\W*{re.escape(word)}\b[^\n]*?\n?[^\n]*?(https?://\S+)", said, re.I | re.M)
    return found[1] if found else None


@dataclass(slots=True)
class Form:
    action: str
    values: dict[str, str] = field(default_factory=dict)


class _FormReader(HTMLParser):
    """Finds the first form that posts, with the fields it would send."""

    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form" and self.form is None and about.get("method", "").lower() == "post":
            self.form, self._inside = Form(about.get("action", "")), True
        elif self._inside and self.form is not None and about.get("name"):
            if (tag == "input" and about.get("type") not in {"checkbox", "radio"}) or "checked" in about:
                self.form.values[about["name"]] = about.get("value", "")
            elif tag == "button" and about.get("value"):
                self.form.values.setdefault(about["name"], about["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def form_of(page: str) -> Form | None:
    reader = _FormReader()
    reader.feed(page)
    return reader.form
