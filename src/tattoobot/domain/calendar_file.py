"""A date as a calendar file (iCalendar, RFC 5545): calendars that know it already change theirs."""

from datetime import UTC, datetime

LINE = 75
"""Octets. What is longer goes on in the next line, after a space."""


def calendar_file(
    uid: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime | None,
    *,
    where: str = "",
    written_at: datetime,
    changes: int = 0,
    called_off: bool = False,
) -> bytes:
    """`changes`: how often it has been moved or called off since it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tattoo Booking Bot//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SEQUENCE:{changes}",
        f"DTSTAMP:{_moment(written_at)}",
        f"DTSTART:{_moment(starts_at)}",
        *([f"DTEND:{_moment(ends_at)}"] if ends_at else []),
        f"SUMMARY:{_text(title)}",
        *([f"LOCATION:{_text(where)}"] if where else []),
        f"STATUS:{'CANCELLED' if called_off else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> bytes:
    """A character is never cut in two."""
    lines, held = [], b""
    for character in line:
        octets = character.encode()
        if len(held) + len(octets) > LINE:
            lines.append(held)
            held = b" "
        held += octets
    return b"\r\n".join([*lines, held]) + b"\r\n"
