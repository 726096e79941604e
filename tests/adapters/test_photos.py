"""What is kept of a picture, and of what is none."""

import hashlib
import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.adapters.pictures import PIXELS_LIMIT, UnreadablePhoto

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(Folder(tmp_path / "photos"))


def a_file(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def from_a_telephone() -> bytes:
    """Lies on its side, and says where it was taken."""
    picture, exif, out = Image.new("RGB", (1200, 900), "white"), Image.Exif(), io.BytesIO()
    exif[ORIENTATION], exif[MAKE] = 6, "Telephone"
    exif.get_ifd(GPS).update({1: "N", 2: (53.0, 48.0, 1.0), 3: "W", 4: (1.0, 33.0, 1.0)})
    picture.save(out, "JPEG", exif=exif, comment=b"at home")
    return out.getvalue()


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(io.BytesIO(content))


def test_picture_is_kept_upright_and_without_the_place_where_it_was_taken(store: PhotoStore) -> None:
    content = from_a_telephone()
    assert opened(content).getexif().get_ifd(GPS)

    kept = store.keep(content)

    for picture in (opened(store.read(kept.file)), opened(store.thumbnail(kept.file))):
        assert dict(picture.getexif()) == {}
        assert picture.height > picture.width
    whole = store.read(kept.file) or b""
    assert b"Telephone" not in whole
    assert b"at home" not in whole
    assert kept.size == len(whole)


def test_thumbnail_is_small_and_has_the_same_shape(store: PhotoStore) -> None:
    kept = store.keep(a_file("PNG", (2000, 1000), "RGBA"))

    small = opened(store.thumbnail(kept.file))

    assert (small.format, small.size) == ("WEBP", (640, 320))


@pytest.mark.parametrize(
    ("kind", "mode", "mime_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("MPO", "RGB", "image/jpeg"),
        ("PNG", "P", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("GIF", "P", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("TIFF", "L", "image/png"),
        ("WEBP", "RGBA", "image/webp"),
        ("AVIF", "RGB", "image/webp"),
    ],
)
def test_every_kind_of_picture_is_kept_as_one_that_a_browser_shows(
    store: PhotoStore, kind: str, mode: str, mime_type: str
) -> None:
    kept = store.keep(a_file(kind, mode=mode))

    assert kept.mime_type == mime_type
    assert opened(store.read(kept.file)).size == (1200, 900)
    assert opened(store.thumbnail(kept.file)).size == (640, 480)


def test_the_same_picture_twice_is_one_file(store: PhotoStore, tmp_path: Path) -> None:
    content = a_file()

    first, second = store.keep(content), store.keep(content)

    assert first == second
    assert first.sha256 == hashlib.sha256(content).hexdigest()
    assert len(list((tmp_path / "photos").iterdir())) == 2


@pytest.mark.parametrize(
    ("content", "mime_type"),
    [
        (b"OggS" + bytes(50), "audio/ogg"),
        (b"#!AMR\n" + bytes(50), "audio/amr"),
        (b"\0\0\0\x20ftypM4A " + bytes(50), "audio/mp4"),
        (b"\0\0\0\x20ftypisom" + bytes(50), "video/mp4"),
        (b"%PDF-1.7" + bytes(50), "application/pdf"),
    ],
)
def test_recording_is_kept_as_it_is(store: PhotoStore, content: bytes, mime_type: str) -> None:
    kept = store.keep(content)

    assert kept.mime_type == mime_type
    assert store.read(kept.file) == content
    assert store.thumbnail(kept.file) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<svg/>", b"<html><script>1</script>", b"\xff\xd8\xff\xe0", b"PK\x03\x04" + bytes(50)],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(store: PhotoStore, content: bytes) -> None:
    with pytest.raises(UnreadablePhoto):
        store.keep(content)


def test_small_file_that_unfolds_to_a_huge_picture_is_refused(store: PhotoStore) -> None:
    with pytest.raises(UnreadablePhoto):
        store.keep(a_file("PNG", (PIXELS_LIMIT // 1000 + 1, 1000), "1"))


def test_cut_off_picture_is_refused(store: PhotoStore) -> None:
    with pytest.raises(UnreadablePhoto):
        store.keep(a_file()[:-200])


def test_only_the_product_may_look_into_the_folder(store: PhotoStore, tmp_path: Path) -> None:
    kept = store.keep(a_file())

    assert stat.S_IMODE((tmp_path / "photos").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "photos" / kept.file).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret", "..", ""])
def test_nothing_outside_the_folder_is_read(store: PhotoStore, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    store.keep(a_file())

    assert store.read(name) is None


def test_folder_that_cannot_be_written_is_an_error_that_may_pass(tmp_path: Path) -> None:
    (tmp_path / "photos").write_text("in the way")

    with pytest.raises(OSError, match="photos"):
        PhotoStore(Folder(tmp_path / "photos")).keep(a_file())
