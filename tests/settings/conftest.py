"""Nothing is set but what a test sets."""

from pathlib import Path
from typing import Any

import pytest

from tattoobot.settings import Settings

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
STAND_IN = {"whatsapp_api_base_url": "http://127.0.0.1:9000"}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)
