"""A date as a file that calendars read."""

from datetime import UTC, datetime, timedelta

from tattoobot.domain.calendar_file import calendar_file

AT = datetime(2026, 3, 10, 14, tzinfo=UTC)


def test_file_says_when_where_and_that_it_stands() -> None:
    file = calendar_file(
        "7@studio",
        "Tattoo with Robin; Ink, Paper",
        AT,
        AT + timedelta(hours=3),
        where="12 Example Street\nfirst floor",
        written_at=AT,
    ).decode()

    lines = file.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "UID:7@studio",
        "DTSTART:20260310T140000Z",
        "DTEND:20260310T170000Z",
        "SUMMARY:Tattoo with Robin\\; Ink\\, Paper",
        "LOCATION:12 Example Street\\nfirst floor",
        "STATUS:CONFIRMED",
        "SEQUENCE:0",
    ):
        assert line in lines


def test_what_is_called_off_says_so() -> None:
    file = calendar_file("7@studio", "Tattoo", AT, None, written_at=AT, changes=2, called_off=True).decode()

    assert "STATUS:CANCELLED" in file
    assert "SEQUENCE:2" in file
    assert "DTEND" not in file


def test_long_lines_are_folded_between_characters() -> None:
    file = calendar_file("7@studio", "ñandú " * 40, AT, None, written_at=AT)

    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert "ñandú " * 40 in file.replace(b"\r\n ", b"").decode()
