"""How settings are read, and how a wrong value is named."""

import re
from pathlib import Path
from typing import Any

import pytest

from tattoobot.settings import AppEnv, WrongSettings, load, misspelt
from tests.settings.conftest import PRODUCTION, STAND_IN


def test_dev_starts_without_any_setting() -> None:
    settings = load()

    assert settings.app_env is AppEnv.DEV
    assert settings.base_url == "http://localhost:8000"


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
        ("ARTIST_WHATSAPP_NUMBER", "07700 900123"),
        ("ARTIST_WHATSAPP_NUMBER", "+44 (0)7700 900123"),
        ("DATABASE_URL", "mysql://studio@127.0.0.1/studio"),
        ("STRIPE_API_BASE_URL", "https://me:hush@stripe.example.com"),
        ("GOOGLE_CALENDAR_API_BASE_URL", "https://calendar.example.com/?key=1"),
        ("GOOGLE_CALENDAR_API_BASE_URL", "calendar.example.com"),
        ("PUBLIC_BASE_URL", "https://book.example.com/#top"),
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


def test_a_secret_file_that_is_no_text_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv("ADMIN_API_KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(WrongSettings, match=r"ADMIN_API_KEY_FILE: .*save it as UTF-8"):
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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "abc", "PORT: write a whole number in digits, such as 8000."),
        ("PORT", "0", "PORT: it must be 1 or more, such as 8000."),
        ("APP_ENV", "prod", "APP_ENV: write 'dev' or 'production'."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: write 'json' or 'text'."),
        ("REPLY_QUIET_SECONDS", "soon", "REPLY_QUIET_SECONDS: write a number in digits, such as 2.5."),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettings) as refusal:
        load()

    assert str(refusal.value) == said


def test_a_misspelt_variable_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STRIPE_SECERT_KEY=sk_test_fake\nPOSTGRES_PASSWORD=x\nADMIN_API_KEY=y\n")
    monkeypatch.setenv("STUDIO_FIEL", "studio.toml")

    assert misspelt() == [
        "STRIPE_SECERT_KEY is read by nothing; is STRIPE_SECRET_KEY meant?",
        "STUDIO_FIEL is read by nothing; is STUDIO_FILE meant?",
    ]
    with pytest.raises(WrongSettings, match="is STRIPE_SECRET_KEY meant"):
        load(app_env="production")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("whatsapp_access_token", "one two"),
        ("whatsapp_app_secret", "one\ntwo"),
        ("stripe_secret_key", "sk_test_\u200bfake"),
        ("stripe_webhook_secret", "whsec_\nfake"),
        ("admin_api_key", "one\ntwo"),
    ],
)
def test_a_secret_that_was_not_copied_whole_stops_every_start(name: str, value: str) -> None:
    with pytest.raises(WrongSettings, match=f"{name.upper()} has a"):
        load(app_env="dev", **{name: value})


def test_what_was_copied_along_at_either_end_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_SECRET_KEY", " sk_test_fake\n")

    assert load().stripe_secret_key.get_secret_value() == "sk_test_fake"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "postgresql://me:pass-word@127.0.0.1:abc/x", "its port is no number"),
        ("DATABASE_URL", "postgresql://me:pass/word@127.0.0.1/x", "its port is no number"),
        ("DATABASE_URL", "postgresql://127.0.0.1,h:70000/x", "its port is no number"),
        ("DATABASE_URL", "postgresql://[::1/x", "brackets"),
        ("DATABASE_URL", "postgresql://127.0.0.1/x?sslmode=maybe", "sslmode=maybe does not exist"),
        (
            "DATABASE_URL",
            "postgresql://127.0.0.1/x?sslrootcert=nowhere",
            "sslrootcert=nowhere: there is no such",
        ),
        ("TRUSTED_PROXIES", "0.0.0.0/0", "nearly everybody"),
        ("TRUSTED_PROXIES", "::/0", "nearly everybody"),
        ("TRUSTED_PROXIES", "proxy", "proxy is no network"),
        ("PUBLIC_BASE_URL", "https://studio.internal/bot", "leave the path out"),
        ("WHATSAPP_API_VERSION", "26", "write a version of Meta's API, such as v26.0."),
    ],
)
def test_what_could_not_work_is_refused_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("APP_ENV", "dev")
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettings, match=f"{name}: .*{re.escape(said)}") as refusal:
        load()
    assert "pass" not in str(refusal.value).replace("password", "").replace("may pass", "")


def test_what_is_set_and_not_used_is_remarked_on() -> None:
    assert load(google_calendar_api_base_url="https://calendar.example.com").remarks() == [
        "GOOGLE_CALENDAR_API_BASE_URL is set, and not used yet."
    ]


def test_half_a_spreadsheet_is_refused() -> None:
    with pytest.raises(WrongSettings, match="GOOGLE_SHEETS_SPREADSHEET_ID go together"):
        load(google_sheets_spreadsheet_id="x")

    assert load(google_sheets_spreadsheet_id="x", google_service_account_file="key.json").remarks() == []


def test_links_that_nobody_can_follow_are_remarked_on() -> None:
    here = {**PRODUCTION, "public_base_url": "https://localhost"}

    assert "can follow a link" in load(**here).remarks()[0]
    assert load(**{**here, **STAND_IN}).remarks() == []
