"""What a provider's secret looks like: one that was pasted into another's place opens nothing, or lies open."""

import re
from collections.abc import Iterator, Mapping

KINDS = {
    "Stripe's secret key": (re.compile(r"[sr]k_(live|test)_"), "STRIPE_SECRET_KEY"),
    "Stripe's publishable key": (re.compile(r"pk_(live|test)_"), ""),
    "a signing secret of Stripe's webhooks": (re.compile(r"whsec_"), "STRIPE_WEBHOOK_SECRET"),
    # Far longer than any key of ours that happens to begin like one.
    "an access token of Meta": (re.compile(r"EAA[A-Za-z0-9]{57,}"), "WHATSAPP_ACCESS_TOKEN"),
}
"""By what it is: how it begins, and the only setting that it is for."""

SECRETS = (
    "whatsapp_verify_token",
    "whatsapp_access_token",
    "whatsapp_app_secret",
    "stripe_secret_key",
    "stripe_webhook_secret",
    "admin_api_key",
)
IN_A_HEADER = (
    "whatsapp_access_token",
    "whatsapp_app_secret",
    "whatsapp_phone_number_id",
    "whatsapp_business_account_id",
    "stripe_secret_key",
    "photos_s3_access_key_id",
    "photos_s3_secret_access_key",
)
"""What providers make: one word of plain characters."""
WORDS_OF_OUR_OWN = ("whatsapp_verify_token", "admin_api_key", "stripe_webhook_secret")
"""May hold a blank: somebody's own words, or a list."""

_PLAIN = re.compile(r"[!-~]*")
_BROKEN = re.compile(r"[\x00-\x1f\x7f]")


def not_copied_whole(values: Mapping[str, str]) -> Iterator[str]:
    """Name what cannot be as it was given: with a line break or a blank inside."""
    for name in IN_A_HEADER:
        if not _PLAIN.fullmatch(values[name]):
            yield f"{name.upper()} has a blank, a line break or a strange character inside: copy it again, whole."
    for name in WORDS_OF_OUR_OWN:
        if _BROKEN.search(values[name]):
            yield f"{name.upper()} has a line break inside: write it on one line."


def misplaced(values: Mapping[str, str]) -> Iterator[str]:
    """Name what is visibly another secret than its name says, without repeating it."""
    for name in SECRETS:
        for part in (one.strip() for one in values[name].split(",")):
            for what, (begins, place) in KINDS.items():
                if begins.match(part) and place != name.upper():
                    belongs = f"it belongs in {place}" if place else "nothing here needs it"
                    yield f"{name.upper()} is {what}: {belongs}."
