"""Photos in a bucket, on a real server that speaks S3."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tattoobot.adapters.bucket import Bucket, BucketAddress, BucketAway, BucketRefused
from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.bootstrap import photo_shelf
from tattoobot.settings import WrongSettings, load
from tests.adapters.bucket_server import S3, s3_server
from tests.adapters.test_photos import a_file, from_a_telephone, opened


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    folder = tmp_path_factory.mktemp("s3")
    (folder / "studio").mkdir()
    with s3_server(folder) as server:
        yield server


@pytest.fixture
def address(s3: S3) -> BucketAddress:
    return BucketAddress("studio", "photos/", s3.url, "eu-west-1", s3.access_key_id, s3.secret_access_key)


def test_photo_and_its_thumbnail_come_back_from_the_bucket(s3: S3, address: BucketAddress) -> None:
    store = PhotoStore(Bucket(address))

    kept = store.keep(from_a_telephone())

    assert dict(opened(store.read(kept.file)).getexif()) == {}
    assert opened(store.thumbnail(kept.file)).format == "WEBP"
    lying = sorted(path.name for path in (s3.folder / "studio" / "photos").iterdir())
    assert lying == sorted([kept.file, kept.file.replace(".jpg", ".small.webp")])


def test_the_same_photo_twice_is_one_object(s3: S3, address: BucketAddress) -> None:
    store = PhotoStore(Bucket(replace(address, prefix="twice/")))

    assert store.keep(a_file()) == store.keep(a_file())

    assert len(list((s3.folder / "studio" / "twice").iterdir())) == 2


def test_deleted_photo_is_gone_from_the_bucket_with_its_thumbnail(s3: S3, address: BucketAddress) -> None:
    store = PhotoStore(Bucket(replace(address, prefix="gone/")))
    kept = store.keep(a_file())

    store.delete(kept.file)
    store.delete(kept.file)

    assert store.read(kept.file) is store.thumbnail(kept.file) is None
    assert [path for path in (s3.folder / "studio" / "gone").rglob("*") if path.is_file()] == []


def test_file_that_is_not_there_is_none(address: BucketAddress) -> None:
    assert PhotoStore(Bucket(address)).read("0" * 64 + ".jpg") is None


def test_bucket_that_can_be_used_passes_the_check(address: BucketAddress) -> None:
    Bucket(address).check()


@pytest.mark.parametrize(
    "changes", [{"bucket": "unknown"}, {"secret_access_key": "wrong"}, {"access_key_id": "nobody"}]
)
def test_wrong_settings_are_told_from_a_bucket_that_is_away(
    address: BucketAddress, changes: dict[str, str]
) -> None:
    with pytest.raises(BucketRefused):
        Bucket(replace(address, **changes)).check()


def test_wrong_bucket_stops_the_start_with_a_sentence(s3: S3) -> None:
    given = {"photos_s3_endpoint_url": s3.url, "photos_s3_access_key_id": s3.access_key_id}
    settings = load(**given, photos_s3_bucket="unknown", photos_s3_secret_access_key=s3.secret_access_key)

    with pytest.raises(WrongSettings, match="'unknown' answers 404"):
        photo_shelf(settings)


def test_right_bucket_is_used_and_none_means_the_folder(s3: S3, tmp_path: Path) -> None:
    keys = {"photos_s3_access_key_id": s3.access_key_id, "photos_s3_secret_access_key": s3.secret_access_key}
    given: dict[str, Any] = {"photos_s3_endpoint_url": s3.url, **keys}

    assert isinstance(photo_shelf(load(photos_s3_bucket="studio", **given)), Bucket)
    assert isinstance(photo_shelf(load(data_dir=tmp_path)), Folder)


def test_server_that_does_not_answer_is_an_error_that_may_pass(
    tmp_path: Path, address: BucketAddress
) -> None:
    (tmp_path / "studio").mkdir()
    with s3_server(tmp_path) as server:
        bucket = Bucket(replace(address, endpoint_url=server.url))
        bucket.check()

    with pytest.raises(BucketAway):
        bucket.check()
    with pytest.raises(BucketAway):
        bucket.put("a.jpg", b"", "image/jpeg")
    with pytest.raises(BucketAway):
        bucket.get("a.jpg")
