"""The doctor at Stripe's: the key and what it may do, and whether payments are reported to us."""

from collections.abc import Iterator, Sequence

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.stripe.reading import EVENTS
from tattoobot.adapters.stripe.standing import Endpoint
from tattoobot.commands.finding import Finding, findings_of
from tattoobot.domain.standing import Remark, Weight
from tattoobot.settings import Settings

CHECK = "stripe"
WHERE = "in Stripe's Dashboard, under Developers, Webhooks"


async def look(settings: Settings, stripe: Stripe) -> list[Finding]:
    try:
        lacking = await stripe.lacking()
    except DeliveryFailed as refused:
        failure = refused.failure
        cure = "copy STRIPE_SECRET_KEY from Stripe's Dashboard, under Developers, API keys."
        return [Finding(CHECK, "to do", f"{failure.cause} ({failure.details or failure.code}): {cure}")]
    found = findings_of(CHECK, _of_key(settings, lacking))
    try:
        endpoints = await stripe.endpoints()
    except DeliveryFailed as refused:
        if refused.failure.title != "PermissionError":
            return [
                *found,
                Finding(CHECK, "to do", f"Stripe's webhooks cannot be looked at: {refused.failure.cause}"),
            ]
        blind = (
            "The key may not look at webhooks, so nobody can say whether payments are reported: give it"
            f" Webhook Endpoints: Read, or look yourself {WHERE}."
        )
        return [*found, Finding(CHECK, "note", blind)]
    wanted = f"{settings.base_url}/webhooks/stripe"
    return [*found, *findings_of(CHECK, of_endpoints(endpoints, wanted, live=settings.stripe_livemode))]


def _of_key(settings: Settings, lacking: Sequence[str]) -> Iterator[Remark]:
    if lacking:
        yield Remark(
            Weight.WRONG,
            f"Stripe's key lacks {'; '.join(lacking)}: edit it in Stripe's Dashboard, under Developers, API keys.",
        )
    mode = "live" if settings.stripe_livemode else "test"
    if settings.production and not settings.stripe_livemode and not settings.rehearsal:
        yield Remark(
            Weight.WRONG,
            "APP_ENV is production and Stripe's key a test key: set STRIPE_SECRET_KEY to the live one.",
        )
    elif not lacking:
        yield Remark(Weight.WELL, f"Stripe's key works, in {mode} mode, and may do what is needed.")


def of_endpoints(endpoints: Sequence[Endpoint], wanted: str, *, live: bool) -> Iterator[Remark]:
    ours = next((one for one in endpoints if one.address.rstrip("/") == wanted), None)
    if ours is None:
        others = ", ".join(one.address for one in endpoints)
        elsewhere = f" (there is {others})" if others else ""
        yield Remark(
            Weight.WRONG,
            f"No webhook of Stripe leads to {wanted}{elsewhere}: add one {WHERE}, and set STRIPE_WEBHOOK_SECRET to its"
            " signing secret.",
        )
        return
    if not ours.enabled:
        yield Remark(Weight.WRONG, f"Stripe's webhook to {wanted} is disabled: enable it {WHERE}.")
    if missing := [event for event in EVENTS if not ours.hears(event)]:
        yield Remark(
            Weight.WRONG, f"Stripe's webhook lacks {', '.join(missing)}: select these events {WHERE}."
        )
    if ours.live is not live:
        modes = ("live", "test") if ours.live else ("test", "live")
        yield Remark(
            Weight.WRONG,
            f"Stripe's webhook is of {modes[0]} mode and the key of {modes[1]} mode: take both from the same.",
        )
    if ours.enabled and not missing:
        version = f"in version {ours.version}" if ours.version else "in the account's own version"
        yield Remark(Weight.WELL, f"Stripe reports to {wanted}, {version}.")
