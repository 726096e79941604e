"""Clients' pictures and voice notes: checked, and kept on a shelf, which is a folder or a bucket."""

import hashlib
import os
import tempfile
import threading
from pathlib import Path, PurePath
from typing import Protocol

from tattoobot.adapters.darkroom import develop
from tattoobot.adapters.pictures import recording
from tattoobot.domain.pictures import THUMBNAIL_TYPE, KeptPhoto, thumbnail_of

BYTES_LIMIT = 16 * 1024 * 1024

HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
"""How the pictures of some telephones call themselves."""


class Shelf(Protocol):
    """Where files lie by name. Blocks: call it in a thread. Raises `OSError` when it cannot be used."""

    def put(self, name: str, content: bytes, mime_type: str) -> None: ...

    def get(self, name: str) -> bytes | None:
        """None where there is no such file."""

    def delete(self, name: str) -> None:
        """Take it away for good. Does nothing where there is no such file."""


class PhotoStore:
    """Keeps files under the hash of their content: the same one twice is one file."""

    limit = BYTES_LIMIT

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._one_at_a_time = threading.Lock()

    def keep(self, content: bytes) -> KeptPhoto:
        """Check and write one file. Blocks: call it in a thread. Raises `UnreadablePhoto`, `OSError`."""
        sha256 = hashlib.sha256(content).hexdigest()
        file = recording(content)
        if file is None:
            with self._one_at_a_time:
                file = develop(content)
        name = sha256 + file.suffix
        if file.thumbnail is not None:
            self.shelf.put(thumbnail_of(name), file.thumbnail, THUMBNAIL_TYPE)
        self.shelf.put(name, file.content, file.mime_type)
        return KeptPhoto(name, file.mime_type, sha256, len(file.content))

    def keep_unread(self, content: bytes) -> KeptPhoto:
        """Write a file that cannot be shown: the artist may have what opens it. Blocks. Raises `OSError`."""
        sha256 = hashlib.sha256(content).hexdigest()
        heic = content[4:8] == b"ftyp" and content[8:12] in HEIC
        mime_type, suffix = ("image/heic", ".heic") if heic else ("application/octet-stream", ".bin")
        self.shelf.put(sha256 + suffix, content, mime_type)
        return KeptPhoto(sha256 + suffix, mime_type, sha256, len(content))

    def read(self, name: str) -> bytes | None:
        """Blocks too. Raises `OSError`."""
        return self.shelf.get(name) if PurePath(name).name == name else None

    def delete(self, name: str) -> None:
        """Take a file and its thumbnail away. Blocks. Raises `OSError`."""
        if PurePath(name).name == name:
            self.shelf.delete(thumbnail_of(name))
            self.shelf.delete(name)

    def thumbnail(self, name: str) -> bytes | None:
        return self.read(thumbnail_of(name))


class Folder:
    """A folder on this machine's disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, content: bytes, mime_type: str) -> None:
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self.path / name, content)

    def get(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            return None

    def delete(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk before the database says so."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
