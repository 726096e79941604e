"""What a start looks at before it waits for anything. The doctor goes through the same list: one cannot differ."""

import errno
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

from tattoobot import bootstrap
from tattoobot.settings import Settings, WrongSettings


def studio(settings: Settings) -> str:
    found = bootstrap.studio_of(settings)
    if settings.studio_file is None:
        return (
            f"Clients will read “{found.name}” as the studio's name: set STUDIO_FILE to a file that names yours"
            " (studio.example.toml is one to begin with)."
        )
    artists = ", ".join(artist.name for artist in found.artists)
    return f"The studio's file {settings.studio_file} can be used: {found.name}, with {artists}."


def folder(settings: Settings) -> str:
    """Where photos and the embedded database are kept. Nothing is left behind."""
    if settings.database_url is not None and settings.photos_s3_bucket:
        return "DATA_DIR is not needed."
    wanted = settings.data_dir.absolute()
    nearest = next(one for one in (wanted, *wanted.parents) if one.exists() or one == Path(one.anchor))
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return f"DATA_DIR {settings.data_dir} can be written."
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise WrongSettings(
            f"DATA_DIR {settings.data_dir}: {nearest}: {reason}. Name a folder that this user may write, or allow it"
            " with chown."
        ) from error


def address(settings: Settings) -> str:
    """Raises `WrongSettings` where the product cannot listen under this address, whatever the port."""
    try:
        with socket.socket(family_of(settings.host), socket.SOCK_STREAM) as tried:
            tried.bind((settings.host, 0))
    except OSError as error:
        raise not_ours(settings.host, error) from error
    return f"HOST {settings.host} is an address of this machine."


def family_of(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def not_ours(host: str, error: OSError) -> WrongSettings:
    reason = error.strerror or "it cannot be used"
    return WrongSettings(
        f"HOST {host}: {reason}. Write 127.0.0.1 (a proxy on this machine comes in), 0.0.0.0 (everybody does; in a"
        " container), or another address of this machine: --host 127.0.0.1"
    )


def is_about_the_host(error: OSError) -> bool:
    return isinstance(error, socket.gaierror) or error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


CHECKS: dict[str, Callable[[Settings], str]] = {"studio": studio, "folder": folder, "address": address}
"""Each gives a sentence where all is well, and raises `WrongSettings` else."""
