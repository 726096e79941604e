import re
import secrets
from pathlib import Path
from typing import Any

import pytest

from tattoobot.commands.sandbox import FAKE
from tattoobot.settings import AppEnv, Settings, WrongSettings, load, misspelt
from tattoobot.settings.secret_forms import SECRETS

PRODUCTION: dict[str, Any] = {
    "app_env": "production",
    "database_url": "postgresql://studio@db.example.com/studio?sslmode=require",
    "public_base_url": "https://book.studio.internal",
    "admin_api_key": "a-fake-key-of-thirty-two-letters",
    "whatsapp_verify_token": "word",
    "whatsapp_access_token": "token",
    "whatsapp_phone_number_id": "1",
    "whatsapp_app_secret": "fake-app-secret",
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
        load(**{**PRODUCTION, "admin_api_key": PRODUCTION["admin_api_key"][:31]})


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


@pytest.mark.parametrize("name", [name for name in SECRETS if name in FAKE])
def test_production_refuses_the_secrets_that_the_sandbox_publishes(name: str) -> None:
    with pytest.raises(WrongSettings, match=f"{name.upper()} is the sandbox's"):
        load(**{**PRODUCTION, name: FAKE[name]})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("admin_api_key", "a" * 40, "ADMIN_API_KEY is easy to guess"),
        ("admin_api_key", "a-first-one-of-many-characters-0123456789, short", "ADMIN_API_KEY is too short"),
        ("whatsapp_app_secret", "x", "WHATSAPP_APP_SECRET is too short"),
        ("whatsapp_app_secret", "x" * 32, "too plain"),
        ("stripe_webhook_secret", "whsec_fake, abc", "STRIPE_WEBHOOK_SECRET is too short"),
        ("stripe_webhook_secret", " , ", "STRIPE_WEBHOOK_SECRET is not set"),
        ("stripe_secret_key", "hello", "STRIPE_SECRET_KEY begins with"),
        ("stripe_secret_key", "sk_test_fake", "STRIPE_SECRET_KEY is a test key"),
        ("stripe_secret_key", "rk_test_fake", "STRIPE_SECRET_KEY is a test key"),
        ("whatsapp_phone_number_id", "+1 555 0100", "WHATSAPP_PHONE_NUMBER_ID is Meta's id"),
    ],
)
def test_production_refuses_what_protects_nothing_or_earns_nothing(name: str, value: str, said: str) -> None:
    with pytest.raises(WrongSettings, match=said):
        load(**{**PRODUCTION, name: value})


@pytest.mark.parametrize(
    "name",
    [
        "whatsapp_api_base_url",
        "stripe_api_base_url",
        "google_sheets_api_base_url",
        "google_calendar_api_base_url",
    ],
)
def test_production_reaches_providers_by_https_or_on_this_machine(name: str) -> None:
    assert load(**{**PRODUCTION, name: "http://127.0.0.1:9000/twin"}).production
    with pytest.raises(WrongSettings, match=f"{name.upper()} must begin with https"):
        load(**{**PRODUCTION, name: "http://provider.example.com"})


def test_production_keeps_photos_by_https() -> None:
    bucket = {"photos_s3_bucket": "studio", "photos_s3_endpoint_url": "http://s3.example.com"}

    with pytest.raises(WrongSettings, match="PHOTOS_S3_ENDPOINT_URL must begin with https"):
        load(**PRODUCTION, **bucket)


def test_a_test_key_is_fine_against_a_stand_in_for_stripe() -> None:
    stand_in = {"stripe_secret_key": "sk_test_fake", "stripe_api_base_url": "http://127.0.0.1:9000"}

    assert load(**{**PRODUCTION, **stand_in}).production


@pytest.mark.parametrize(
    ("url", "starts"),
    [
        ("postgresql://studio@db.example.com/studio", False),
        ("postgresql://studio@203.0.113.7:5432/studio", False),
        ("postgresql://studio@127.0.0.1,db.example.com/studio", False),
        ("postgresql:///studio?host=db.example.com", False),
        ("postgresql://studio@db.example.com/studio?sslmode=verify-full", True),
        ("postgresql://studio@db.example.com/studio?sslmode=disable", True),
        ("postgresql://studio@localhost/studio", True),
        ("postgresql://studio@[::1]:5432/studio", True),
        ("postgresql://studio@postgres/studio", True),
        ("postgresql://studio@/studio?host=/run/postgresql", True),
    ],
)
def test_production_asks_for_tls_on_the_way_to_a_far_database(url: str, starts: bool) -> None:
    given = {**PRODUCTION, "database_url": url}

    if starts:
        assert load(**given).production
    else:
        with pytest.raises(WrongSettings, match="sslmode"):
            load(**given)


REAL = [
    {"stripe_secret_key": "sk_live_fake"},
    {"stripe_secret_key": "rk_live_fake"},
    {"whatsapp_access_token": "token"},
    {"host": "0.0.0.0"},  # noqa: S104  that it is refused is the test
    {"public_base_url": "https://book.example.com"},
]


@pytest.mark.parametrize("given", REAL)
def test_whoever_forgets_app_env_is_asked_for_it(given: dict[str, Any]) -> None:
    with pytest.raises(WrongSettings, match="set APP_ENV=production, or APP_ENV=dev"):
        load(**given)


@pytest.mark.parametrize("given", REAL)
def test_dev_that_is_written_out_may_be_reached_and_pay(
    given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APP_ENV", "dev")

    assert not load(**given).production


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


STAND_IN = {"whatsapp_api_base_url": "http://127.0.0.1:9000"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("artist_whatsapp_number", "+15550100999"),
        ("artist_whatsapp_number", "+1 212 555 0123"),
        ("public_base_url", "https://book.example.com"),
        ("public_base_url", "https://your.address"),
        ("public_base_url", "https://studio.invalid"),
        ("stripe_api_base_url", "https://stripe.test"),
    ],
)
def test_production_takes_no_example_for_a_value(name: str, value: str) -> None:
    with pytest.raises(WrongSettings, match=f"{name.upper()} is an example"):
        load(**{**PRODUCTION, name: value})
    assert load(**{**PRODUCTION, **STAND_IN, name: value}).production


@pytest.mark.parametrize("number", ["+15551100999", "+442075550100", "+12125550200"])
def test_a_number_that_somebody_has_is_no_example(number: str) -> None:
    assert load(**PRODUCTION, artist_whatsapp_number=number).production


META_TOKEN = "EAA" + "fake" * 20


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("whatsapp_app_secret", "sk_live_fake-fake", "WHATSAPP_APP_SECRET is Stripe's secret key"),
        ("whatsapp_verify_token", META_TOKEN, "WHATSAPP_VERIFY_TOKEN is an access token of Meta"),
        ("whatsapp_access_token", "whsec_fake", "WHATSAPP_ACCESS_TOKEN is a signing secret"),
        ("stripe_secret_key", "whsec_fake", "it belongs in STRIPE_WEBHOOK_SECRET"),
        ("stripe_webhook_secret", "whsec_fake, rk_live_fake", "it belongs in STRIPE_SECRET_KEY"),
        ("stripe_webhook_secret", "pk_live_fake", "nothing here needs it"),
        ("stripe_webhook_secret", "fake-fake-fake", "STRIPE_WEBHOOK_SECRET begins with whsec_"),
        ("admin_api_key", META_TOKEN, "it belongs in WHATSAPP_ACCESS_TOKEN"),
    ],
)
def test_a_secret_in_anothers_place_is_named_and_not_repeated(name: str, value: str, said: str) -> None:
    with pytest.raises(WrongSettings, match=said) as refusal:
        load(**{**PRODUCTION, name: value})

    assert value not in str(refusal.value)


@pytest.mark.parametrize(
    "key",
    [
        "password" * 4,
        "your-admin-api-key-goes-here-0000",
        "change-me-please-change-me-please",
        "example-secret-password-for-the-admin",
        "0123456789abcdef" * 2,
    ],
)
def test_an_admin_key_that_anybody_would_try_is_refused_with_how_to_make_one(key: str) -> None:
    with pytest.raises(WrongSettings, match=r"ADMIN_API_KEY is easy to guess: .*token_urlsafe"):
        load(**{**PRODUCTION, "admin_api_key": key})


def test_an_admin_key_as_it_is_made_is_taken() -> None:
    for _ in range(200):
        for key in (secrets.token_urlsafe(32), secrets.token_hex(16)):
            assert load(**{**PRODUCTION, "admin_api_key": key}).production


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


def test_a_secret_file_that_is_no_text_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv("ADMIN_API_KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(WrongSettings, match=r"ADMIN_API_KEY_FILE: .*save it as UTF-8"):
        load()


def test_what_is_set_and_not_used_is_remarked_on() -> None:
    assert load(google_sheets_spreadsheet_id="x").remarks() == [
        "GOOGLE_SHEETS_SPREADSHEET_ID is set, and not used yet."
    ]


def test_links_that_nobody_can_follow_are_remarked_on() -> None:
    here = {**PRODUCTION, "public_base_url": "https://localhost"}

    assert "can follow a link" in load(**here).remarks()[0]
    assert load(**{**here, **STAND_IN}).remarks() == []
