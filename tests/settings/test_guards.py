"""What a real installation refuses to start with."""

import secrets
from typing import Any

import pytest

from tattoobot.commands.sandbox import FAKE
from tattoobot.settings import WrongSettings, load
from tattoobot.settings.secret_forms import SECRETS
from tests.settings.conftest import PRODUCTION, STAND_IN


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


def test_alarms_by_mail_need_a_server_that_takes_them() -> None:
    with pytest.raises(WrongSettings, match="set SMTP_URL"):
        load(owner_alert_url="mailto:owner@studio.example")
    with pytest.raises(WrongSettings, match="write the mail server's address"):
        load(smtp_url="mail.studio.example")

    load(owner_alert_url="mailto:owner@studio.example", smtp_url="smtps://bot:word@mail.studio.example")


@pytest.mark.parametrize(
    "said", ["mailto:", "mailto:owner", "mailto:a@b.example,c@d.example", "mailto:a@b.example?x"]
)
def test_one_e_mail_address_is_taken(said: str) -> None:
    with pytest.raises(WrongSettings, match="write one e-mail address"):
        load(owner_alert_url=said, smtp_url="smtps://mail.studio.example")
