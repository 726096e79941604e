"""Effects go into the outbox and come out of it, whichever version of ours has put them."""

from typing import Any, get_args

import pytest

from tattoobot.db import outbox
from tattoobot.domain.effects import (
    DeletePhoto,
    Effect,
    EraseClient,
    ExpireCheckout,
    FetchPhoto,
    GiveBack,
    LookUpCheckout,
    LookUpPayment,
    MarkRead,
    NoteErasure,
    OpenCheckout,
    PushNotice,
    SendMessage,
    TellOwner,
)
from tests.builders import NOW
from tests.jobs.conftest import Post

KEPT_BEFORE: list[tuple[Effect, dict[str, Any]]] = [
    (SendMessage(7), {"message_id": 7}),
    (MarkRead("wamid.A"), {"provider_id": "wamid.A"}),
    (FetchPhoto(7), {"photo_id": 7}),
    (OpenCheckout(7, 3), {"deposit_id": 7, "attempt_id": 3}),
    (ExpireCheckout(7, 3), {"deposit_id": 7, "attempt_id": 3}),
    (LookUpCheckout(7, 3), {"deposit_id": 7, "attempt_id": 3}),
    (LookUpPayment("pi_A"), {"payment_intent": "pi_A"}),
    (GiveBack(7), {"refund_id": 7}),
    (DeletePhoto("a.jpg"), {"file": "a.jpg"}),
    (EraseClient(7), {"client_id": 7}),
    (NoteErasure(7), {"client_id": 7}),
    (
        TellOwner("It stands still.", "silence", "2026-03-10T10:00:00+00:00", False),
        {"text": "It stands still.", "cause": "silence", "since": "2026-03-10T10:00:00+00:00", "over": False},
    ),
    (
        PushNotice(7, 3, 5, "A new enquiry."),
        {"notice_id": 7, "artist_id": 3, "lead_id": 5, "text": "A new enquiry."},
    ),
]
"""As rows of the versions before have it: an upgrade finds them in the outbox."""


@pytest.mark.parametrize(
    ("effect", "body"), KEPT_BEFORE, ids=[type(effect).__name__ for effect, _ in KEPT_BEFORE]
)
async def test_effect_is_kept_as_ever_and_comes_out_as_it_went_in(
    post: Post, effect: Effect, body: dict[str, Any]
) -> None:
    async with post.bench.database.transaction() as db:
        await outbox.put(db, [(effect, "a line")], NOW)
        [claimed] = await outbox.claim(db, NOW, 10, post.presence.number)

    assert await post.bench.rows("SELECT kind, body FROM outbox") == [
        {"kind": type(effect).__name__, "body": body}
    ]
    assert claimed.effect == effect


@pytest.mark.parametrize("effect", [OpenCheckout(7), ExpireCheckout(7), LookUpCheckout(7)])
async def test_a_page_asked_for_by_a_version_without_attempts_is_the_one_the_deposit_names(
    post: Post, effect: Effect
) -> None:
    await post.bench.rows(
        "INSERT INTO outbox (kind, order_key, body, due_at, created_at)"
        " VALUES ($1, 'a line', $2, $3, $3) RETURNING id",
        type(effect).__name__,
        {"deposit_id": 7},
        NOW,
    )

    async with post.bench.database.transaction() as db:
        [claimed] = await outbox.claim(db, NOW, 10, post.presence.number)

    assert claimed.effect == effect


def test_every_effect_is_among_those_kept() -> None:
    assert [type(effect) for effect, _ in KEPT_BEFORE] == list(get_args(Effect))


@pytest.mark.parametrize(("kind", "body"), [("PaintTheWall", {}), ("OpenCheckout", {"page": 7})])
async def test_effect_that_another_version_has_put_waits_for_a_person_and_holds_up_no_other(
    post: Post, kind: str, body: dict[str, Any]
) -> None:
    await post.bench.rows(
        "INSERT INTO outbox (kind, order_key, body, due_at, created_at) VALUES ($1, 'a line', $2, $3, $3)"
        " RETURNING id",
        kind,
        body,
        NOW,
    )
    await post.write(await post.bench.a_lead(), "See you on Monday.")

    await post.deliver()

    assert [(row["kind"], row["state"]) for row in await post.waiting()] == [(kind, "dead")]
    assert [status for _, _, status in await post.said()] == ["sent"]
