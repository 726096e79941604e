"""Looks for a webhook body that breaks the reading of it: `python -m fuzz.webhooks -max_total_time=60`.

Everything that such a body goes through before a database sees it: signature, envelope, every update, every event.
Anything but `BadPayload` is a finding; libFuzzer then leaves the input beside it. Needs `atheris`.
"""

import sys
import tempfile
import time
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # only `make fuzz` has it

with atheris.instrument_imports(
    include=["tattoobot.adapters", "tattoobot.jobs.payments", "tattoobot.domain"]
):
    from tattoobot.adapters.failures import BadPayload
    from tattoobot.adapters.stripe import payloads as stripe
    from tattoobot.adapters.whatsapp import payloads as whatsapp
    from tattoobot.jobs.payments import payment_of

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
APP_SECRET = "a-secret"  # noqa: S105
STRIPE_SECRET = "whsec_a_secret"  # noqa: S105
READERS = {
    "message": (whatsapp.read_message, whatsapp.read_identity_change),
    "echo": (whatsapp.read_message,),
    "status": (whatsapp.read_status,),
    "user_id_update": (whatsapp.read_identity_change,),
    "user_preferences": (whatsapp.read_preference,),
}


def one_body(body: bytes) -> None:
    """Unsigned, it is refused; read as if it were signed, it is understood or refused, and can be kept."""
    if whatsapp.verified(body, body.decode("latin-1"), APP_SECRET):
        raise AssertionError("accepted without the secret")
    if stripe.verified(body, f"t={int(time.time())},v1={'0' * 64}", [STRIPE_SECRET]):
        raise AssertionError("accepted without the secret")
    _read_whatsapp(body)
    _read_stripe(body)


def _read_whatsapp(body: bytes) -> None:
    try:
        updates = whatsapp.updates(body)
    except BadPayload:
        return
    for update in updates:
        kept = update.raw.decode()
        if "\x00" in kept or "\x00" in update.external_id:
            raise AssertionError("PostgreSQL cannot keep this")
        for read in READERS.get(update.kind, ()):
            try:
                read(update.raw)
            except BadPayload:
                continue


def _read_stripe(body: bytes) -> None:
    try:
        event = stripe.event(body)
        event.raw.decode()
        payment_of(event)
    except BadPayload:
        return
    if "\x00" in event.id:
        raise AssertionError("PostgreSQL cannot keep this")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tattoobot-fuzz-") as folder:
        # The corpus grows in the folder that is named first; the samples are only read.
        given = [folder, *(str(SAMPLES / provider) for provider in ("whatsapp", "stripe"))]
        atheris.Setup([*sys.argv, "-max_len=8192", f"-artifact_prefix={folder}-", *given], one_body)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
