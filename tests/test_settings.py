from pathlib import Path
from typing import Any

import pytest

from tattoobot.settings import AppEnv, Settings, WrongSettings, load

PRODUCTION: dict[str, Any] = {
    "app_env": "production",
    "database_url": "postgresql://studio@db.example.com/studio",
    "public_base_url": "https://book.example.com",
    "admin_api_key": "k" * 32,
    "whatsapp_verify_token": "word",
    "whatsapp_access_token": "token",
    "whatsapp_phone_number_id": "1",
    "whatsapp_app_secret": "secret",
    "stripe_secret_key": "sk_live_fake",
    "stripe_webhook_secret": "whsec_fake",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def test_dev_starts_without_any_setting() -> None:
    settings = load()

    assert settings.app_env is AppEnv.DEV
    assert settings.base_url == "http://localhost:8000"


def test_production_starts_when_everything_is_set() -> None:
    assert load(**PRODUCTION).production


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "app_env"])
def test_production_refuses_to_start_without(name: str) -> None:
    with pytest.raises(WrongSettings, match=name.upper()):
        load(**{key: value for key, value in PRODUCTION.items() if key != name})


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(WrongSettings) as refusal:
        load(app_env="production")

    assert all(name.upper() in str(refusal.value) for name in PRODUCTION if name != "app_env")


def test_weak_admin_key_is_refused_in_production() -> None:
    with pytest.raises(WrongSettings, match="ADMIN_API_KEY is too short"):
        load(**{**PRODUCTION, "admin_api_key": "k" * 31})


@pytest.mark.parametrize("url", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000"])
def test_loopback_may_do_without_https(url: str) -> None:
    assert load(**{**PRODUCTION, "public_base_url": url}).base_url == url


def test_http_is_refused_in_production() -> None:
    with pytest.raises(WrongSettings, match="https"):
        load(**{**PRODUCTION, "public_base_url": "http://book.example.com"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight thousand"),
        ("PORT", "0"),
        ("APP_ENV", "prod"),
        ("PUBLIC_BASE_URL", "book.example.com"),
        ("REPLY_QUIET_SECONDS", "-1"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("ARTIST_WHATSAPP_NUMBER", "call me"),
        ("WHATSAPP_API_VERSION", "26"),
    ],
)
def test_wrong_value_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettings, match=name):
        load()


def test_a_secret_is_not_repeated_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_API_KEY", "hush")

    with pytest.raises(WrongSettings) as refusal:
        load(**{key: value for key, value in PRODUCTION.items() if key != "admin_api_key"})

    assert "hush" not in str(refusal.value)


def test_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file\n")
    monkeypatch.setenv("ADMIN_API_KEY_FILE", str(tmp_path / "key"))

    assert load().admin_api_key.get_secret_value() == "from-a-file"


def test_missing_secret_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_SECRET_KEY_FILE", "nowhere")

    with pytest.raises(WrongSettings, match="STRIPE_SECRET_KEY_FILE: nowhere"):
        load()


def test_webhook_secrets_are_a_list_while_one_is_rolled() -> None:
    settings = load(stripe_webhook_secret="whsec_new, whsec_old")

    assert settings.stripe_webhook_secrets == ("whsec_new", "whsec_old")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"photos_s3_prefix": "photos/"}, "PHOTOS_S3_BUCKET is not set"),
        ({"photos_s3_secret_access_key": "secret"}, "PHOTOS_S3_BUCKET is not set"),
        ({"photos_s3_bucket": "studio", "photos_s3_access_key_id": "key"}, "set both"),
        ({"photos_s3_bucket": "studio", "photos_s3_secret_access_key": "secret"}, "set both"),
        ({"photos_s3_bucket": "studio", "photos_s3_endpoint_url": "minio:9000"}, "PHOTOS_S3_ENDPOINT_URL"),
    ],
)
def test_bucket_that_is_half_set_up_stops_the_start(given: dict[str, Any], named: str) -> None:
    with pytest.raises(WrongSettings, match=named):
        load(**given)
