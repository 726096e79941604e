"""Which clock a client lives by: from where they say they live, else from their number, else the studio's."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from babel.core import get_global
from phonenumbers.timezone import time_zones_for_number


def zone_of(
    *, country: str | None, phone: str | None, now: datetime, home: ZoneInfo, home_country: str
) -> ZoneInfo:
    """`country` is where the client lives, `home` the studio's zone: theirs too, unless something says otherwise.

    A country or a number that may be in several zones says nothing, unless their clocks agree.
    """
    if country == home_country:
        return home
    for names in (zones_of_country(country), zones_of_phone(phone)):
        if home.key in names:
            return home
        if zone := _agreed(names, now):
            return zone
    return home


@cache
def zones_of_country(country: str | None) -> tuple[str, ...]:
    """`country` is an ISO 3166 code, such as GB."""
    territories = get_global("zone_territories")
    return tuple(sorted(zone for zone, territory in territories.items() if territory == country))


@lru_cache(maxsize=10_000)
def zones_of_phone(phone: str | None) -> tuple[str, ...]:
    """`phone` is digits with the country code. Numbers that nobody has are in no zone."""
    try:
        number = phonenumbers.parse(f"+{phone}")
    except phonenumbers.NumberParseException:
        return ()
    return tuple(sorted(time_zones_for_number(number)))


def _agreed(names: Iterable[str], now: datetime) -> ZoneInfo | None:
    zones = [zone for name in names if (zone := _zone(name))]
    offsets = {now.astimezone(zone).utcoffset() for zone in zones}
    return zones[0] if len(offsets) == 1 else None


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # "Etc/Unknown"
        return None
