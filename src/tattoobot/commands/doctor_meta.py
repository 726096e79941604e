"""The doctor at Meta's: token, number, templates, and whether what clients write is reported to us."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.commands import handing_in
from tattoobot.commands.finding import Finding, findings_of
from tattoobot.commands.handing_in import APPROVED, MISSING, Submission
from tattoobot.domain import standing
from tattoobot.domain.standing import Remark, Weight
from tattoobot.settings import Settings
from tattoobot.wording import catalogue
from tattoobot.wording.catalogue import CODES

CHECK = "meta"


async def look(settings: Settings, whatsapp: WhatsApp, language: str, now: datetime) -> list[Finding]:
    """`language` is the studio's. A token that Meta refuses explains everything else: then nothing else is asked."""
    try:
        token = await whatsapp.token()
    except DeliveryFailed as refused:
        return [_could_not("the access token", refused)]
    found = findings_of(CHECK, standing.of_token(token, settings.whatsapp_business_account_id, now))
    if not token.valid:
        return found
    found += await _asked("the number", lambda: _number(whatsapp))
    found += await _asked("the webhook", lambda: _webhook(settings, whatsapp, token.app_id))
    if not (account := settings.whatsapp_business_account_id):
        missing = (
            "WHATSAPP_BUSINESS_ACCOUNT_ID is not set, so nothing can be said of templates and of whom Meta reports to:"
            " copy it from WhatsApp Manager."
        )
        return [*found, Finding(CHECK, "note", missing)]
    found += await _asked("the subscription", lambda: _apps(whatsapp, token.app_id, account))
    found += await _asked("the templates", lambda: _templates(whatsapp, language))
    return found


async def _asked(what: str, ask: Callable[[], Awaitable[list[Finding]]]) -> list[Finding]:
    try:
        return await ask()
    except DeliveryFailed as refused:
        return [_could_not(what, refused)]


def _could_not(what: str, refused: DeliveryFailed) -> Finding:
    failure = refused.failure
    details = f" ({failure.details})" if failure.details else ""
    return Finding(CHECK, "to do", f"Meta does not tell about {what}: {failure.cause}{details}")


async def _number(whatsapp: WhatsApp) -> list[Finding]:
    return findings_of(CHECK, standing.of_number(await whatsapp.number()))


async def _webhook(settings: Settings, whatsapp: WhatsApp, app_id: str) -> list[Finding]:
    secret = settings.whatsapp_app_secret.get_secret_value()
    if not secret or not app_id:
        said = "WHATSAPP_APP_SECRET is not set, and every webhook is refused: copy it from the app's Basic settings."
        return [Finding(CHECK, "to do", said)]
    try:
        subscriptions = await whatsapp.subscriptions(app_id, secret)
    except DeliveryFailed as refused:
        if refused.failure.code not in (102, 190):
            raise
        said = (
            f"WHATSAPP_APP_SECRET is not that of the app {app_id}, to which the token belongs: copy it from the app's"
            " Basic settings, or every webhook is refused."
        )
        return [Finding(CHECK, "to do", said)]
    return findings_of(
        CHECK, standing.of_subscription(subscriptions, f"{settings.base_url}/webhooks/whatsapp")
    )


async def _apps(whatsapp: WhatsApp, app_id: str, account: str) -> list[Finding]:
    return findings_of(CHECK, standing.of_apps(await whatsapp.subscribed_apps(), app_id, account))


async def _templates(whatsapp: WhatsApp, language: str) -> list[Finding]:
    return findings_of(
        CHECK, _judged(await handing_in.compare(whatsapp, catalogue.load(), list(CODES)), CODES[language])
    )


def _judged(found: Sequence[Submission], code: str) -> Iterator[Remark]:
    """Those in the studio's own language carry every conversation; of the others each client's falls back on them."""
    missing = [one for one in found if one.status == MISSING]
    for weight, names in (
        (Weight.WRONG, sorted({one.name for one in missing if one.code == code})),
        (Weight.NOTE, sorted({one.code for one in missing if one.code != code})),
    ):
        if names:
            yield Remark(
                weight,
                f"Templates are not at Meta yet ({', '.join(names)}), and after 24 hours nothing else reaches a client:"
                " run `tattoobot templates submit`.",
            )
    for one in found:
        if one.status in {MISSING, APPROVED}:
            continue
        said = f"The template {one.name} ({one.code}) is {one.status}"
        if one.status == "PENDING":
            yield Remark(Weight.NOTE, f"{said}: Meta looks at it, which takes a day at most.")
            continue
        weight = Weight.WRONG if one.code == code else Weight.NOTE
        why = f" ({one.remark})" if one.remark else ""
        yield Remark(weight, f"{said}{why}: open it in WhatsApp Manager, under Message templates.")
    approved = sum(one.status == APPROVED for one in found)
    if approved == len(found):
        yield Remark(Weight.WELL, f"All {approved} templates are approved.")
