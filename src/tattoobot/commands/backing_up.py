"""Everything out into one file, and in again: the database as it was at one moment, and the files on the shelf.

The file is a tar, compressed, encrypted where that is asked for: `manifest.json` first, then the tables in pieces of
COPY's text format, the files, and `checksums.json` last, which tells that it is whole.
No keys and no settings are in it.
"""

import asyncio
import gzip
import hashlib
import io
import json
import mimetypes
import tarfile
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import asyncpg
from rich.console import Console
from rich.progress import Progress

from tattoobot import bootstrap
from tattoobot.adapters.photos import Shelf
from tattoobot.adapters.sealed import CannotOpen, Lock, Opener, Sealer, is_sealed
from tattoobot.db import dump, migrate
from tattoobot.db.dump import Table
from tattoobot.domain.pictures import thumbnail_of
from tattoobot.errors import BookingError
from tattoobot.settings import Settings

PIECE = 8 * 1024 * 1024
FORMAT = 1
console = Console(stderr=True, highlight=False)


class CannotRestore(BookingError):
    """The backup cannot be restored."""


class _Tar:
    """Members of a tar on its way out, with their checksums."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.checksums: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = len(content), 0o600, int(time.time())
        self._tar.addfile(member, io.BytesIO(content))
        self.checksums[name] = hashlib.sha256(content).hexdigest()


async def backup(settings: Settings, url: str, out: IO[bytes], lock: Lock | None) -> int:
    """Write it while the bot goes on. Returns how many files of the database's are not on the shelf."""
    shelf = await asyncio.to_thread(bootstrap.photo_shelf, settings)
    sealer = Sealer(out, lock) if lock else None
    with (
        Progress(console=console, transient=True) as progress,
        gzip.GzipFile(fileobj=sealer or out, mode="wb", compresslevel=6, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        async with dump.snapshot(url) as db:
            writing, tables, files = _Tar(tar), await dump.tables(db), await dump.files(db)
            manifest = {
                "format": FORMAT,
                "version": version("tattoobot"),
                "revision": await dump.revision(db),
                "made_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "tables": [asdict(table) for table in tables],
                "sequences": await dump.sequences(db),
                "files": len(files),
            }
            writing.add("manifest.json", json.dumps(manifest, indent=2).encode())
            bar = progress.add_task("Backing up", total=sum(table.rows for table in tables) + len(files))
            for table in tables:
                await _write_table(db, table, writing)
                progress.advance(bar, table.rows)
            missing = 0
            for name in files:
                missing += not _write_file(shelf, name, writing)
                progress.advance(bar)
        writing.add("checksums.json", json.dumps(writing.checksums).encode())
    if sealer:
        sealer.close()
    out.flush()
    return missing


async def _write_table(db: Any, table: Table, writing: _Tar) -> None:
    held, pieces = bytearray(), 0

    async def take(data: bytes) -> None:
        nonlocal pieces
        held.extend(data)
        if len(held) >= PIECE:
            writing.add(f"tables/{table.name}/{pieces:06}", bytes(held))
            pieces += 1
            held.clear()

    await dump.copy_out(db, table, take)
    writing.add(f"tables/{table.name}/{pieces:06}", bytes(held))


def _write_file(shelf: Shelf, name: str, writing: _Tar) -> bool:
    content = shelf.get(name)
    if content is None:
        return False
    writing.add(f"files/{name}", content)
    small = shelf.get(thumbnail_of(name))
    if small is not None:
        writing.add(f"files/{thumbnail_of(name)}", small)
    return True


async def restore(
    settings: Settings, url: str, source: IO[bytes], lock: Lock | None, *, moved: bool
) -> dict[str, Any]:
    """Into an empty database; nothing of it stays where anything is wrong. Returns the manifest.

    Raises `CannotRestore`.
    """
    try:
        return await _restore(settings, url, source, lock, moved=moved)
    except CannotOpen as error:
        raise CannotRestore(str(error)) from None
    except (EOFError, tarfile.TarError, zlib.error, gzip.BadGzipFile) as error:
        raise CannotRestore("The file is damaged, its end is missing, or it is no backup of ours.") from error


async def _restore(
    settings: Settings, url: str, source: IO[bytes], lock: Lock | None, *, moved: bool
) -> dict[str, Any]:
    beginning = source.read(64)
    whole: Any = _Joined(beginning, source)
    if is_sealed(beginning):
        whole = Opener(whole, lock or Lock())
    with gzip.GzipFile(fileobj=whole, mode="rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        reading = _Reading(tar)
        manifest = json.loads(reading.next("manifest.json"))
        await _prepare(url, manifest)
        connection = await asyncpg.connect(url, command_timeout=None)
        try:
            async with connection.transaction():
                await _read_all(
                    connection, reading, manifest, await asyncio.to_thread(bootstrap.photo_shelf, settings)
                )
                while packed.read(PIECE):
                    pass  # to the very end: what closes the file tells whether it was cut off
                names = [table["name"] for table in manifest["tables"]]
                await dump.go_on(connection, names, manifest["sequences"], moved=moved)
        finally:
            await connection.close()
    await migrate.upgrade(url)
    return dict(manifest)


async def _prepare(url: str, manifest: dict[str, Any]) -> None:
    """The schema as it was when the backup was made."""
    if manifest["format"] != FORMAT or manifest["revision"] not in migrate.revisions():
        raise CannotRestore(
            f"The backup was made by version {manifest['version']}, which is newer than this one: install that first."
        )
    found = await migrate.look(url)
    migrate.check(found)
    if found.revision is None:
        await migrate.upgrade(url, to=manifest["revision"])
        return
    connection = await asyncpg.connect(url)
    try:
        empty = await dump.is_empty(connection)
    finally:
        await connection.close()
    if not empty:
        raise CannotRestore(
            "The database is not empty: there are clients in it. Restore into a new one: CREATE DATABASE …, and name it"
            " in DATABASE_URL; where none is set, choose another DATA_DIR."
        )
    if found.revision != manifest["revision"]:
        raise CannotRestore(
            f"The database has been set up at revision {found.revision}, the backup is of {manifest['revision']}."
            " Restore into one without any tables: CREATE DATABASE …"
        )


async def _read_all(db: Any, reading: "_Reading", manifest: dict[str, Any], shelf: Shelf) -> None:
    tables = [Table(**table) for table in manifest["tables"]]
    await dump.make_room(db, [table.name for table in tables])
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("Restoring", total=sum(table.rows for table in tables) + manifest["files"])
        for table in tables:
            rows = await dump.copy_in(db, table, reading.pieces(f"tables/{table.name}/"))
            if rows != table.rows:
                raise CannotRestore(f"{rows} rows of {table.name} came in instead of {table.rows}.")
            progress.advance(bar, rows)
        for name, content in reading.files():
            mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            shelf.put(name, content, mime_type)
            progress.advance(bar)
    reading.compare()


class _Reading:
    """Members of a tar on its way in, one after the other."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._checksums: dict[str, str] = {}
        self._name, self._content = "", b""
        self._step()

    def _step(self) -> None:
        member = self._tar.next()
        if member is None:
            raise CannotRestore("The end of the file is missing.")
        held = self._tar.extractfile(member)
        self._name, self._content = member.name, held.read() if held else b""
        if self._name != "checksums.json":
            self._checksums[self._name] = hashlib.sha256(self._content).hexdigest()

    def next(self, name: str) -> bytes:
        if self._name != name:
            raise CannotRestore(f"It is no backup of ours: {name} is not where it should be.")
        content = self._content
        self._step()
        return content

    async def pieces(self, folder: str) -> AsyncIterator[bytes]:
        while self._name.startswith(folder):
            yield self._content
            self._step()

    def files(self) -> Iterator[tuple[str, bytes]]:
        while self._name.startswith("files/"):
            name = self._name.removeprefix("files/")
            if Path(name).name != name:
                raise CannotRestore(f"It is no backup of ours: {name} leads elsewhere.")
            yield name, self._content
            self._step()

    def compare(self) -> None:
        """The last member: it says what all the others were."""
        if self._name != "checksums.json" or json.loads(self._content) != self._checksums:
            raise CannotRestore("The file is damaged: what it holds is not what was written.")


class _Joined:
    """What was read already, and then the rest."""

    def __init__(self, beginning: bytes, source: IO[bytes]) -> None:
        self._beginning, self._source = beginning, source

    def read(self, size: int = -1) -> bytes:
        if not self._beginning:
            return self._source.read(size)
        given = self._beginning if size < 0 else self._beginning[:size]
        self._beginning = self._beginning[len(given) :]
        rest = (
            self._source.read(-1 if size < 0 else size - len(given)) if size < 0 or len(given) < size else b""
        )
        return given + rest

    def readline(self, limit: int) -> bytes:
        line = bytearray()
        while len(line) < limit and not line.endswith(b"\n") and (one := self.read(1)):
            line += one
        return bytes(line)
