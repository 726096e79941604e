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


def buttons_of(message: Json) -> list[str]:
    """Where the buttons of a message lead."""
    return [
        str(link["url"]) for link in message.get("links") or ([message["link"]] if "link" in message else [])
    ]


@dataclass(slots=True)
class Form:
    action: str
    word: str = ""
    """What it is for, as the page says to programs."""
    values: dict[str, str] = field(default_factory=dict)


class _FormReader(HTMLParser):
    """Finds the forms that post, with the fields they would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form" and about.get("method", "").lower() == "post":
            self.forms.append(Form(about.get("action", ""), about.get("data-word", "")))
            self._inside = True
        elif self._inside and about.get("name"):
            values = self.forms[-1].values
            if (tag == "input" and about.get("type") not in {"checkbox", "radio"}) or "checked" in about:
                values[about["name"]] = about.get("value", "")
            elif tag == "button" and about.get("value"):
                values.setdefault(about["name"], about["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def form_of(page: str, word: str = "") -> Form | None:
    """The form for this; where none says what it is for, the first one."""
    reader = _FormReader()
    reader.feed(page)
    named = (form for form in reader.forms if form.word and is_called(word, form.word))
    return next(named, None) or next((form for form in reader.forms[:1] if not word or not form.word), None)
