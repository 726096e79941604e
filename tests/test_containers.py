"""The compose files start what they say: the product believes the settings that they give it."""

from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tattoobot.commands import sandbox
from tattoobot.settings import Settings, load, secret_forms

ROOT = Path(__file__).parent.parent
OF_THE_IMAGE = {"APP_ENV": "production", "HOST": "0.0.0.0", "DATA_DIR": "/data"}  # noqa: S104  as in the Dockerfile
SECRETS = {
    "database_url": "postgresql://tattoobot:fake@postgres:5432/tattoobot",
    "admin_api_key": "a-fake-key-of-thirty-two-letters",
    "whatsapp_verify_token": "word",
    "whatsapp_access_token": "token",
    "whatsapp_app_secret": "fake-app-secret",
    "stripe_secret_key": "sk_live_fake",
    "stripe_webhook_secret": "whsec_fake",
    "postgres_password": "fake",
}
IN_ENV_FILE = {"PUBLIC_BASE_URL": "https://desk.studio.internal", "WHATSAPP_PHONE_NUMBER_ID": "1"}


def compose(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return read


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def put(environment: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        # A variable that is not set when compose reads the file.
        environment.setenv(name, "" if value.startswith("${") else value)


def test_the_trial_starts_with_the_sandbox_and_is_this_machines_alone(
    environment: pytest.MonkeyPatch,
) -> None:
    services = compose("docker-compose.yml")["services"]

    for side in ("api", "worker"):
        put(environment, {**OF_THE_IMAGE, **services[side]["environment"]})
        assert not sandbox.settings_for().production
        assert services[side]["command"][:4] == [
            "tattoobot",
            "sandbox",
            "--only",
            "web" if side == "api" else side,
        ]

    assert [port for one in services.values() for port in one.get("ports", [])] == ["127.0.0.1:8000:8000"]


def test_production_is_whole_with_its_secrets_in_files(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = compose("docker-compose.prod.yml")
    put(environment, {**OF_THE_IMAGE, **IN_ENV_FILE})
    for side in ("api", "worker", "migrate"):
        given = file["services"][side]["environment"]
        assert [name for name in given if name.lower() in secret_forms.SECRETS] == []
        for secret in file["services"][side]["secrets"]:
            (tmp_path / secret).write_text(SECRETS[secret] + "\n")
        put(
            environment, {name: value.replace("/run/secrets", str(tmp_path)) for name, value in given.items()}
        )

        settings = load()

        assert settings.production
        assert settings.whatsapp_app_secret.get_secret_value() == SECRETS["whatsapp_app_secret"]


def test_every_secret_of_production_is_a_file_that_is_named() -> None:
    file = compose("docker-compose.prod.yml")

    used = {secret for service in file["services"].values() for secret in service.get("secrets", [])}
    assert used == set(file["secrets"]) == set(SECRETS)
    assert {one["file"] for one in file["secrets"].values()} == {f"secrets/{name}" for name in used}
    assert "secrets/" in (ROOT / ".dockerignore").read_text().splitlines()
    assert "/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_proxys_network_is_the_one_that_is_trusted() -> None:
    file = compose("docker-compose.prod.yml")

    [network] = file["networks"]["default"]["ipam"]["config"]
    assert file["services"]["api"]["environment"]["TRUSTED_PROXIES"] == network["subnet"]
    assert "default" in file["services"]["proxy"]["networks"]
