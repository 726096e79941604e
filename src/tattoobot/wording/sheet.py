"""The rows of the studio's sheet, in the studio's words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from tattoobot.domain import outside
from tattoobot.domain.lead import Status
from tattoobot.domain.sheet import LONGEST, QUESTION_OF, Column, SheetEvent, SheetLead, to_show
from tattoobot.wording import Wording

Row = dict[Column, str]

LOG_HEADER = (
    "sheet.log.id",
    "sheet.log.at",
    "sheet.number",
    "sheet.log.happened",
    "sheet.log.by",
    "sheet.status",
)


def header(wording: Wording, columns: Sequence[Column]) -> Row:
    return {column: _title(wording, column) for column in columns}


def row(wording: Wording, zone: ZoneInfo, artist: str, lead: SheetLead, columns: Sequence[Column]) -> Row:
    """The cells of a lead, but for its number. Empty where nothing is known, or nothing may stand."""
    return {
        column: outside.one_line(_cell(wording, zone, artist, lead, column), LONGEST)
        for column in columns
        if column is not Column.NUMBER
    }


def log_header(wording: Wording) -> list[str]:
    return [wording.say(key) for key in LOG_HEADER]


def log_row(wording: Wording, zone: ZoneInfo, event: SheetEvent) -> list[str | int]:
    """Ours alone: a line of the log holds no word of a client's."""
    known = event.to_status in Status.__members__.values()
    return [
        event.id,
        event.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
        event.lead_id,
        event.happened.replace("_", " "),
        event.actor,
        wording.say(f"status.{event.to_status}") if known else "",
    ]


def _title(wording: Wording, column: Column) -> str:
    if column in QUESTION_OF and column is not Column.CITY:
        return wording.label(QUESTION_OF[column])
    return wording.say(f"sheet.{column}")


def _cell(wording: Wording, zone: ZoneInfo, artist: str, lead: SheetLead, column: Column) -> str:
    match column:
        case Column.DATE:
            return lead.created_at.astimezone(zone).date().isoformat()
        case Column.NAME:
            return outside.name(lead.name)
        case Column.PHONE:
            return f"+{lead.phone}" if lead.phone else ""
        case Column.ARTIST:
            return artist
        case Column.STATUS:
            return wording.say(f"status.{lead.status}")
        case Column.DEPOSIT:
            return _deposit(wording, lead)
        case Column.NEXT_STEP:
            return _next_step(wording, lead)
    given = to_show(lead, column)
    return wording.spoken(QUESTION_OF[column], given) if given else ""


def _deposit(wording: Wording, lead: SheetLead) -> str:
    if lead.deposit_status is None or lead.deposit_amount is None or lead.deposit_currency is None:
        return ""
    amount = wording.money(lead.deposit_amount, lead.deposit_currency)
    return f"{amount} · {wording.say(f'sheet.deposit.{lead.deposit_status}')}"


def _next_step(wording: Wording, lead: SheetLead) -> str:
    if lead.needs_artist:
        return wording.say("sheet.needs_you")
    return wording.say(f"sheet.next.{lead.status}", missing="")
