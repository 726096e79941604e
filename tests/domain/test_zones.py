from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tattoobot.domain.zones import zone_of

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "phone", "zone"),
    [
        (None, None, "Europe/London"),
        ("GB", "15550100001", "Europe/London"),
        ("DE", None, "Europe/Berlin"),
        (None, "4930123456", "Europe/Berlin"),
        (None, "12125550100", "America/New_York"),
        (None, "14155550100", "America/Los_Angeles"),
        ("US", "12125550100", "America/New_York"),  # six zones: the number tells
        ("US", "15550100001", "Europe/London"),  # nothing tells: as if they lived by the studio
        ("ES", None, "Europe/London"),  # Madrid or the Canaries
        ("GB", "12125550100", "Europe/London"),  # where they live comes before where their number is from
        ("XX", "not a number", "Europe/London"),
    ],
)
def test_zone_of_a_client_of_a_studio_in_london(country: str | None, phone: str | None, zone: str) -> None:
    home = ZoneInfo("Europe/London")

    found = zone_of(country=country, phone=phone, now=NOW, home=home, home_country="GB")

    assert found.key == zone
