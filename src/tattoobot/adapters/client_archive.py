"""All that is kept about a client as one archive: a page to read, the same as JSON, and the files that they sent."""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import IO, Any

from tattoobot.adapters.photos import PhotoStore

Rows = Sequence[Mapping[str, Any]]

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td { border-top: 1px solid #ccc; padding: .25rem .5rem;
vertical-align: top; overflow-wrap: anywhere } .out { margin-left: 20% } .in { margin-right: 20% }
.in, .out { border: 1px solid #ccc; border-radius: .5rem; padding: .5rem; margin-block: .5rem;
white-space: pre-wrap } small { color: #555 } img { max-width: 100% }
"""


def write(out: IO[bytes], parts: Mapping[str, Rows], store: PhotoStore) -> None:
    """Blocks: call it in a thread. Raises `OSError` where the files cannot be read."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(parts, ensure_ascii=False, indent=2))
        kept = {}
        for photo in parts["photos"]:
            name = photo["file"]
            content = store.read(name) if name else None
            if content is not None:
                kept[photo["id"]] = f"files/{photo['id']}.{name.rpartition('.')[2]}"
                archive.writestr(kept[photo["id"]], content, zipfile.ZIP_STORED)
        archive.writestr("index.html", "".join(_page(parts, kept)))


def _page(parts: Mapping[str, Rows], kept: Mapping[int, str]) -> Iterator[str]:
    (client,) = parts["client"]
    yield f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(client["name"])}</title>'
    yield f"<style>{STYLE}</style><h1>What is kept about {escape(client['name'] or 'you')}</h1>"
    yield "<p>Times are UTC. The same, for programs, is in data.json.</p>"
    for part, rows in parts.items():
        if part == "messages":
            yield from _conversation(rows)
        elif part == "photos":
            yield from _files(rows, kept)
        elif rows:
            yield f"<h2>{escape(part.replace('_', ' ').capitalize())}</h2>"
            yield from map(_table, rows)


def _conversation(messages: Rows) -> Iterator[str]:
    yield "<h2>Messages</h2>"
    for message in messages:
        words = message["text"] or f"({message['kind']})"
        when = f"<small>{escape(message['at'])}</small>"
        yield f'<div class="{escape(message["direction"])}">{when}\n{escape(words)}</div>'


def _files(photos: Rows, kept: Mapping[int, str]) -> Iterator[str]:
    yield "<h2>Pictures and recordings</h2>" if photos else ""
    for photo in photos:
        name = kept.get(photo["id"])
        if name and photo["mime_type"].startswith("image/"):
            yield f'<p><img src="{escape(name)}" alt="{escape(photo["caption"])}">'
        elif name:
            yield f'<p><a href="{escape(name)}">{escape(name)}</a>'
        yield _table(photo)


def _table(row: Mapping[str, Any]) -> str:
    said = {key: value for key, value in row.items() if value not in (None, "", {}, [])}
    lines = (f"<tr><td>{escape(key)}<td>{escape(_words(value))}" for key, value in said.items())
    return f"<table>{''.join(lines)}</table><p>"


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
