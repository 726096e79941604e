"""The commands `backup` and `restore`. What they do is loaded when they are run."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from tattoobot.errors import WrongSettings

if TYPE_CHECKING:
    from tattoobot.adapters.sealed import Lock
    from tattoobot.settings import Settings

PassphraseFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A file whose first line is the passphrase.")
]


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to write it; - for standard output.")],
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Ask for a passphrase to encrypt it with.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Encrypt it to this X25519 public key (PEM).")
    ] = None,
) -> None:
    """Write the database and the clients' files into one file, while the bot goes on. No keys, no settings."""
    from tattoobot.adapters.sealed import Lock  # noqa: PLC0415  slow import
    from tattoobot.commands import backing_up  # noqa: PLC0415  slow import

    lock = None
    if to is not None:
        lock = _lock(to, private=False)
    elif (phrase := _passphrase(passphrase_file, ask=encrypt, twice=True)) is not None:
        lock = Lock(passphrase=phrase)
    given, running = _settings()
    with _written(file) as out, _database(given, running) as url:
        missing = asyncio.run(backing_up.backup(given, url, out, lock))
    if missing:
        _say(f"{missing} files that the database names are not on the shelf, and so not in the backup.")
    _say(
        "Done."
        if file == "-"
        else f"Done: {file}. It holds no keys and no settings: keep .env and studio.toml, too."
    )


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup; - for standard input.")],
    passphrase_file: PassphraseFile = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The private key (PEM) to which it was encrypted.")
    ] = None,
    moved: Annotated[
        bool,
        typer.Option(
            "--moved", help="The bot has stood still since the backup: what waited to be sent is sent."
        ),
    ] = False,
) -> None:
    """Read a backup into an empty database, and put the clients' files back."""
    from tattoobot.adapters.sealed import MAGIC, Lock  # noqa: PLC0415  slow import
    from tattoobot.commands import backing_up  # noqa: PLC0415  slow import

    given, running = _settings()
    if running:
        raise WrongSettings("The bot is running on this DATA_DIR: stop it first.")
    with _read(file) as source:
        lock = _lock(key, private=True) if key else None
        if lock is None:
            sealed = file != "-" and _begins(file, MAGIC + b"scrypt")
            phrase = _passphrase(passphrase_file, ask=sealed, twice=False)
            lock = Lock(passphrase=phrase) if phrase is not None else None
        with _database(given, None) as url:
            manifest = asyncio.run(backing_up.restore(given, url, source, lock, moved=moved))
    rows = sum(table["rows"] for table in manifest["tables"])
    _say(f"Restored as of {manifest['made_at']}: {rows} rows, {manifest['files']} files.")
    if not moved:
        _say("Messages that waited then wait for you among the dead letters: they may have gone out since.")


def _settings() -> tuple["Settings", str | None]:
    """With the address of the embedded server, where a bot that runs has one."""
    from tattoobot import settings  # noqa: PLC0415  slow import
    from tattoobot.db.embedded import running_url  # noqa: PLC0415  slow import

    given = settings.load()
    return given, running_url(given.data_dir) if given.database_url is None else None


@contextmanager
def _database(given: "Settings", running: str | None) -> Iterator[str]:
    from tattoobot.commands import serve as serving  # noqa: PLC0415  slow import

    if running is not None:
        yield running
        return
    with serving.database(given) as url:
        yield url


@contextmanager
def _written(file: str) -> Iterator[IO[bytes]]:
    """The file is there when it is whole, and not before."""
    if file == "-":
        yield sys.stdout.buffer
        return
    path = Path(file)
    part = path.with_name(path.name + ".part")
    try:
        out = part.open("wb")
    except OSError as error:
        raise WrongSettings(f"{part}: {error.strerror}.") from None
    try:
        with out:
            yield out
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _read(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    if not Path(file).is_file():
        raise WrongSettings(f"There is no file {file}.")
    with Path(file).open("rb") as source:
        yield source


def _begins(file: str, words: bytes) -> bool:
    with _read(file) as source:
        return source.read(len(words)) == words


def _passphrase(file: Path | None, *, ask: bool, twice: bool) -> str | None:
    if file is not None:
        try:
            phrase = next(iter(file.read_text("utf-8").splitlines()), "").strip()
        except OSError as error:
            raise WrongSettings(f"{file}: {error.strerror}.") from None
        except UnicodeDecodeError:
            raise WrongSettings(f"{file} is no text: a passphrase is words or letters in a line.") from None
        if not phrase:
            raise WrongSettings(f"{file} holds no passphrase in its first line.")
        return phrase
    if not ask:
        return None
    said: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return said


def _lock(file: Path, *, private: bool) -> "Lock":
    from tattoobot.adapters.sealed import Lock  # noqa: PLC0415  slow import

    try:
        pem = file.read_bytes()
        return Lock(private_key=pem) if private else Lock(public_key=pem)
    except OSError as error:
        raise WrongSettings(f"{file}: {error.strerror}.") from None
    except (ValueError, TypeError):
        raise WrongSettings(
            f"{file} is no X25519 key. Make one with: openssl genpkey -algorithm X25519 -out backup.key,"
            " and its public half with: openssl pkey -in backup.key -pubout -out backup.pub"
        ) from None


def _say(line: str) -> None:
    typer.echo(line, err=True)
