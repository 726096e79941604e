"""What Meta tells about templates, as it documents it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tattoobot.adapters.whatsapp.payloads import TEMPLATE_NEWS, read_template_news, updates
from tattoobot.domain.templates import TemplateNews
from tests.adapters.samples import sample
from tests.builders import NOW


def read(name: str, **changes: object) -> TemplateNews | None:
    payload = json.loads(sample(f"whatsapp/{name}"))
    payload["entry"][0]["changes"][0]["value"].update(changes)
    [update] = updates(json.dumps(payload).encode())
    assert update.kind in TEMPLATE_NEWS
    return read_template_news(update.raw, NOW)


def test_an_approved_template_may_be_sent() -> None:
    at = datetime.fromtimestamp(1773136830, UTC)

    assert read("template_approved") == TemplateNews("appointment_reminder", "en_GB", at, status="APPROVED")


def test_paused_holds_for_three_hours() -> None:
    news = read("template_paused")

    assert news is not None
    assert (news.name, news.language, news.status) == ("deposit_link", "es", "PAUSED")
    assert news.until == news.at + timedelta(hours=3)
    assert "paused for 3 hours" in news.reason


def test_a_new_category_is_kept_once_it_is_in_force() -> None:
    news = read("template_category")

    assert news is not None
    assert (news.status, news.category) == (None, "MARKETING")


def test_category_that_is_only_announced_changes_nothing_yet() -> None:
    assert read("template_category", new_category=None, correct_category="MARKETING") is None


def test_the_quality_of_a_template_is_kept() -> None:
    news = read("template_quality")

    assert news is not None
    assert (news.status, news.category, news.quality) == (None, None, "YELLOW")


@pytest.mark.parametrize("missing", ["message_template_name", "message_template_language", "event"])
def test_what_names_no_template_is_no_news(missing: str) -> None:
    assert read("template_approved", **{missing: None}) is None


def test_without_a_time_it_counts_from_its_arrival() -> None:
    payload = json.loads(sample("whatsapp/template_approved"))
    del payload["entry"][0]["time"]
    [update] = updates(json.dumps(payload).encode())

    news = read_template_news(update.raw, NOW)

    assert news is not None
    assert news.at == NOW
