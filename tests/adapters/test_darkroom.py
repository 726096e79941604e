"""Strangers' pictures in a process of their own: what they may use, and what is left of them."""

import contextlib
import io
import signal
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tattoobot.adapters.darkroom import develop
from tattoobot.adapters.pictures import PIXELS_LIMIT, RECORDINGS, UnreadablePhoto, cleaned
from tattoobot.adapters.recordings import without_place
from tests.adapters.test_photos import a_file

PLACE = b"+53.8008-001.5491/"
MEGABYTE = 1024 * 1024


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return (len(content) + 8).to_bytes(4) + kind + content


def a_film() -> bytes:
    """Says where and when it was taken: twice beside the tracks, once within one."""
    made_at = b"\xe1\x00\x00\x01" * 2
    clock = bytes(4) + made_at + b"the rest of the head"
    note = box(b"\xa9xyz", b"\x00\x12\x15\xc7" + PLACE)
    track = box(b"trak", box(b"tkhd", clock), box(b"mdia", box(b"mdhd", clock)), box(b"udta", note))
    moov = box(b"moov", box(b"mvhd", clock), track, box(b"udta", note), box(b"meta", bytes(4), PLACE))
    return box(b"ftyp", b"isom" + bytes(8)) + moov + box(b"mdat", b"frames" * 9)


def a_large_picture(width: int, height: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 255).save(out, kind)
    return out.getvalue()


def test_picture_is_the_same_from_a_process_of_its_own() -> None:
    content = a_file("PNG")

    assert develop(content) == cleaned(content)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to a limit of memory")
def test_picture_that_fills_the_memory_is_refused_and_harms_nobody() -> None:
    with pytest.raises(UnreadablePhoto):
        develop(a_large_picture(5000, 4900, "AVIF"), memory=110 * MEGABYTE)


def test_picture_that_takes_too_long_is_refused() -> None:
    with pytest.raises(UnreadablePhoto, match="too long"):
        develop(a_large_picture(5000, 4900), seconds=0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process")
def test_child_that_nobody_waits_for_ends_by_itself() -> None:
    for_ever = "from tattoobot.adapters import darkroom; darkroom._limit(2**40, 0)\nwhile True: pass"

    done = subprocess.run([sys.executable, "-c", for_ever], timeout=60, check=False)

    assert -done.returncode in {signal.SIGXCPU, signal.SIGKILL}


@pytest.mark.parametrize("kind", ["PNG", "AVIF", "GIF"])
def test_more_pixels_than_can_be_held_are_refused(kind: str) -> None:
    with pytest.raises(UnreadablePhoto, match="pixels"):
        cleaned(a_large_picture(PIXELS_LIMIT // 5000 + 1, 5000, kind))


def test_larger_photo_is_read_at_half_its_size() -> None:
    kept = cleaned(a_large_picture(6000, 5000, "JPEG"))

    assert Image.open(io.BytesIO(kept.content)).size == (3000, 2500)


SAMPLES = [a_file(kind, (40, 30)) for kind in ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "MPO")]
BEGINNINGS = [bytes(at) + mark for at, mark, _, _ in RECORDINGS]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A picture in which some bytes are others, or that ends too soon."""
    content = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 12))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content[: draw(st.integers(0, len(content)))])


@given(st.binary(max_size=2000) | damaged() | st.sampled_from(BEGINNINGS))
def test_any_bytes_are_a_file_or_an_unreadable_photo(content: bytes) -> None:
    with contextlib.suppress(UnreadablePhoto):
        cleaned(content)


def test_film_is_kept_without_the_place_and_the_time_of_its_recording() -> None:
    film = a_film()

    kept = cleaned(film)

    assert kept.mime_type == "video/mp4"
    assert len(kept.content) == len(film)
    for traitor in (PLACE, b"\xe1\x00\x00\x01", b"udta", b"meta"):
        assert traitor in film
        assert traitor not in kept.content
    assert kept.content.endswith(b"frames" * 9)
    assert kept.content.count(b"the rest of the head") == 3


@given(st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_broken_film_keeps_its_length(at: int, instead: bytes) -> None:
    film = a_film()
    broken = film[:at] + instead + film[at + len(instead) :]

    assert len(without_place(broken)) == len(broken)
