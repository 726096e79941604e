"""The twins alone, and a product that somebody has set up beside them."""

from pathlib import Path

import pytest

from tattoobot.commands import twins
from tattoobot.commands.sandbox import FAKE

PRODUCT = "http://127.0.0.1:8123"


def test_they_hold_the_keys_that_the_product_is_told_to_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_of_a_rehearsal")

    told, lines = twins.settings_for(None, 9100, None)
    theirs = twins.twins_for(told, PRODUCT)

    wanted = dict(line.split("=", 1) for line in lines)
    assert theirs.stripe_secret_key == "sk_test_of_a_rehearsal"
    assert "STRIPE_SECRET_KEY" not in wanted
    assert theirs.whatsapp_access_token == wanted["WHATSAPP_ACCESS_TOKEN"] == FAKE["whatsapp_access_token"]
    assert wanted["WHATSAPP_API_BASE_URL"] == "http://127.0.0.1:9100/sandbox/whatsapp"
    assert Path(wanted["GOOGLE_SERVICE_ACCOUNT_FILE"]).exists()
    assert (theirs.product_url, theirs.on_record) == (PRODUCT, PRODUCT)
    assert theirs.public_url == "http://localhost:9100"
