"""How the studio stands with Meta: what was seen of token, number and subscription, and what is wrong with it.

Each rule gives remarks: a sentence that says in itself what to click or set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

SCOPES = ("whatsapp_business_messaging", "whatsapp_business_management")
"""What the token has to be allowed: to send, and to look at the account and its templates."""
FIELDS = ("messages",)
"""Without these fields of the webhook the bot is deaf."""
ALSO_FIELDS = (
    "message_template_status_update",
    "account_update",
    "phone_number_quality_update",
    "user_preferences",
    "standby",
    "messaging_handovers",
)
"""Without these it hears, and learns of trouble late."""
CUT_OFF = frozenset({"BANNED", "DELETED", "DISCONNECTED", "MIGRATED", "OFFLINE", "RESTRICTED"})
ENDS_SOON = timedelta(days=14)
A_SECOND = {"STANDARD": 80, "HIGH": 1000, "NOT_APPLICABLE": 20}
"""Messages in and out together, by the level of a number. The last is a number that is used in the app as well."""
NEW_ONE = (
    "In Meta's Business settings, under System users, generate a token with both WhatsApp permissions that never"
    " expires, and set WHATSAPP_ACCESS_TOKEN."
)


class Weight(StrEnum):
    WELL = "ok"
    NOTE = "note"
    """Worth knowing; the bot works."""
    WRONG = "to do"


@dataclass(frozen=True, slots=True)
class Remark:
    weight: Weight
    said: str


@dataclass(frozen=True, slots=True)
class Token:
    """What Meta says about an access token."""

    valid: bool
    app_id: str = ""
    scopes: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    """The accounts that it may manage; none named: all of its owner's."""
    expires_at: datetime | None = None
    """None: never."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that keeps messages back, in Meta's words."""

    who: str
    """PHONE_NUMBER, WABA, BUSINESS or APP."""
    can_send: str
    code: int | None
    description: str
    solution: str


@dataclass(frozen=True, slots=True)
class Number:
    """The studio's number, as Meta has it."""

    shown: str = ""
    status: str = ""
    quality: str = ""
    name_status: str = ""
    level: str = ""
    """Of its throughput."""
    messaging_limit: str = ""
    """To how many people a day the studio may write first: TIER_250, TIER_2K, TIER_UNLIMITED."""
    can_send: str = ""
    """AVAILABLE, LIMITED or BLOCKED."""
    hindrances: tuple[Hindrance, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where Meta reports, for one app."""

    address: str
    active: bool
    fields: tuple[str, ...] = field(default=())


def a_second(level: str) -> int:
    """How many messages a second WhatsApp allows a number of this level; of one that is not known, the least usual."""
    return A_SECOND.get(level, A_SECOND["STANDARD"])


def is_cut_off(number: Number) -> bool:
    """Whether nothing reaches clients through it any more."""
    return number.status in CUT_OFF or number.can_send == "BLOCKED"


def of_token(token: Token, account_id: str, now: datetime) -> Iterator[Remark]:
    if not token.valid:
        why = f" ({token.problem})" if token.problem else ""
        yield Remark(Weight.WRONG, f"Meta does not accept the access token{why}. {NEW_ONE}")
        return
    if token.expires_at is not None and token.expires_at <= now:
        yield Remark(Weight.WRONG, f"The access token has expired. {NEW_ONE}")
        return
    missing = [scope for scope in SCOPES if scope not in token.scopes]
    if missing:
        yield Remark(Weight.WRONG, f"The access token lacks {' and '.join(missing)}. {NEW_ONE}")
    if account_id and token.accounts and account_id not in token.accounts:
        yield Remark(
            Weight.WRONG,
            f"The access token is not for the account {account_id}: in Meta's Business settings give the system user"
            " this WhatsApp account, with full control, and generate the token anew.",
        )
    if token.expires_at is not None:
        weight = Weight.WRONG if token.expires_at - now < ENDS_SOON else Weight.NOTE
        ends = token.expires_at.strftime("%Y-%m-%d %H:%M UTC")
        yield Remark(weight, f"The access token ends on {ends}, and then nothing is sent. {NEW_ONE}")
    elif not missing:
        yield Remark(Weight.WELL, "The access token is valid, may send and manage, and never ends.")


def of_number(number: Number) -> Iterator[Remark]:
    if number.status and number.status != "CONNECTED":
        yield Remark(
            Weight.WRONG,
            f"The number {number.shown} is {number.status}: register or reconnect it in WhatsApp Manager, under Phone"
            " numbers.",
        )
    if number.quality == "RED":
        yield Remark(
            Weight.WRONG,
            f"Meta rates the number {number.shown} RED, which precedes a restriction: write less to people who did not"
            " ask; WhatsApp Manager shows under Insights what they complain of.",
        )
    elif number.quality == "YELLOW":
        yield Remark(
            Weight.NOTE, f"Meta rates the number {number.shown} YELLOW: clients block or report messages."
        )
    if number.name_status in {"DECLINED", "EXPIRED"}:
        yield Remark(
            Weight.WRONG,
            f"The display name of {number.shown} is {number.name_status}: hand in another one in WhatsApp Manager,"
            " under Phone numbers.",
        )
    yield from of_health(number)
    if number.status in {"", "CONNECTED"}:
        most = a_second(number.level)
        yield Remark(
            Weight.WELL,
            f"The number {number.shown} is connected; WhatsApp allows it {most} messages a second"
            f" ({number.level or 'level not told'}).",
        )


def of_health(number: Number) -> Iterator[Remark]:
    """Whether Meta lets messages out, and if not, its own advice."""
    weight = {"BLOCKED": Weight.WRONG, "LIMITED": Weight.NOTE}.get(number.can_send)
    if weight is None:
        return
    for one in number.hindrances:
        code = f" [{one.code}]" if one.code is not None else ""
        yield Remark(
            weight, f"Sending is {one.can_send} ({one.who}){code}: {one.description} {one.solution}".rstrip()
        )
    if not number.hindrances:
        yield Remark(
            weight,
            f"Sending is {number.can_send}: look into WhatsApp Manager, at its overview, for the cause.",
        )


def of_subscription(subscriptions: Sequence[Subscription], wanted: str) -> Iterator[Remark]:
    """Whether Meta reports to our address (`wanted`), and what."""
    where = "in the app's dashboard, under WhatsApp, Configuration"
    ours = next((one for one in subscriptions if one.address == wanted), None)
    if ours is None:
        others = ", ".join(one.address for one in subscriptions)
        elsewhere = f"reports to {others}" if others else "has no webhook yet"
        yield Remark(
            Weight.WRONG,
            f"Meta's app {elsewhere}: {where}, set the callback URL to {wanted} with WHATSAPP_VERIFY_TOKEN.",
        )
        return
    if not ours.active:
        yield Remark(Weight.WRONG, f"The webhook {wanted} is switched off: save it again {where}.")
    if deaf := [one for one in FIELDS if one not in ours.fields]:
        yield Remark(
            Weight.WRONG,
            f"The webhook lacks the field {', '.join(deaf)}: {where}, subscribe to it under Webhook fields.",
        )
    if late := [one for one in ALSO_FIELDS if one not in ours.fields]:
        yield Remark(
            Weight.NOTE,
            f"The webhook lacks {', '.join(late)}: {where}, subscribe to them, or trouble is noticed late.",
        )
    if ours.active and not deaf:
        yield Remark(Weight.WELL, f"Meta reports to {wanted}.")


def of_apps(app_ids: Sequence[str], ours: str, account_id: str) -> Iterator[Remark]:
    """Whether the account tells our app anything: a step that Meta's own set-up sometimes leaves out."""
    if not ours or ours in app_ids:
        return
    yield Remark(
        Weight.WRONG,
        f"The WhatsApp account {account_id} is not subscribed to the app {ours}, so no message arrives: send one"
        f" POST to /{account_id}/subscribed_apps with the token, in Meta's Graph API Explorer.",
    )
