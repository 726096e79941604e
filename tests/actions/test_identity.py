"""One person behind several handles: recognised, changed, merged."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tattoobot.actions.change_handle import change_handle
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import clients, leads
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import HandleChanged, Kind
from tests.actions.conftest import Bench
from tests.actions.paying import an_open_deposit
from tests.builders import NOW, a_message

OLD_PHONE, NEW_PHONE = "15550100001", "15550100002"
OLD_ID, NEW_ID = "GB.10000000000000000001", "GB.10000000000000000002"
LATER = NOW + timedelta(hours=1)


async def tell(bench: Bench, change: HandleChanged, now: datetime = NOW) -> None:
    async with bench.database.transaction() as db:
        await change_handle(db, change, now)


async def current(bench: Bench, client: int) -> list[str]:
    rows = await bench.rows(
        "SELECT value FROM handles WHERE client_id = $1 AND valid_to IS NULL ORDER BY value", client
    )
    return [row["value"] for row in rows]


async def people(bench: Bench) -> list[int]:
    rows = await bench.rows("SELECT id FROM clients WHERE merged_into IS NULL ORDER BY id")
    return [row["id"] for row in rows]


async def two_clients(bench: Bench) -> None:
    """One known by number only, then one known by user id only."""
    await bench.receive(a_message("a fox, 10 cm", phone=OLD_PHONE, user_id=None))
    await bench.receive(a_message("hello", phone=None, user_id=OLD_ID), now=LATER)


async def test_a_message_with_the_handles_of_two_clients_makes_them_one(bench: Bench) -> None:
    await two_clients(bench)

    await bench.receive(a_message("on my wrist", phone=OLD_PHONE, user_id=OLD_ID), now=LATER)

    assert await people(bench) == [1]
    assert await current(bench, 1) == [OLD_PHONE, OLD_ID]
    assert await bench.rows("SELECT DISTINCT client_id FROM messages") == [{"client_id": 1}]
    assert await bench.rows("SELECT merged_into, phone, user_id, name FROM clients WHERE id = 2") == [
        {"merged_into": 1, "phone": None, "user_id": None, "name": ""}
    ]


async def test_of_two_open_leads_the_fuller_goes_on_and_keeps_what_was_said_about_the_other(
    bench: Bench,
) -> None:
    await bench.receive(a_message("hello", phone=OLD_PHONE, user_id=None))
    await bench.receive(a_message("a fox on my wrist, 10 cm", phone=None, user_id=OLD_ID), now=LATER)

    await bench.receive(a_message("in colour please", phone=OLD_PHONE, user_id=OLD_ID), now=LATER)

    rows = await bench.rows("SELECT id, client_id, status, answers FROM leads ORDER BY id")
    assert [(row["client_id"], row["status"]) for row in rows] == [(1, "cancelled"), (1, "qualifying")]
    assert {"placement", "size", "colour"} <= set(rows[1]["answers"])
    assert await bench.value("SELECT count(*) FROM messages WHERE lead_id = 1") == 0
    [cancelled] = await bench.rows("SELECT detail FROM timeline WHERE happened = 'cancelled'")
    assert cancelled["detail"] == {"because": "same_person", "lead_id": 2}


async def test_the_lead_that_is_further_on_goes_on_whatever_the_other_has(bench: Bench) -> None:
    waiting = await bench.a_lead(Status.AWAITING_DEPOSIT)
    await bench.receive(a_message("a fox on my wrist", phone=None, user_id=NEW_ID))

    await tell(bench, HandleChanged(user_id=f"GB.{OLD_PHONE}", new_user_id=NEW_ID))

    assert await bench.status(waiting) == "awaiting_deposit"
    assert await bench.value("SELECT status FROM leads WHERE id <> $1", waiting) == "cancelled"
    assert await bench.value("SELECT reason FROM flags WHERE lead_id = $1", waiting) == "same_person"


async def test_a_page_that_could_still_be_paid_is_closed_with_its_lead(bench: Bench) -> None:
    first = await an_open_deposit(bench)
    second = await bench.a_lead(Status.DEPOSIT_PAID, phone=NEW_PHONE)

    await bench.receive(a_message("hi", phone=OLD_PHONE, user_id=f"GB.{NEW_PHONE}"))

    assert await bench.status(first) == "cancelled"
    assert await bench.status(second) == "deposit_paid"
    assert await bench.value("SELECT status FROM deposits") == "expired"
    assert await bench.waiting("ExpireCheckout") == 1


async def test_what_needed_the_artist_still_does(bench: Bench) -> None:
    ending = await bench.a_lead(Status.QUALIFYING)
    await bench.a_lead(Status.PENDING_APPROVAL, phone=NEW_PHONE)
    async with bench.database.transaction() as db:
        await leads.raise_flags(db, [leads.Flag(ending, Reason.HUMAN_REQUEST)], NOW)

    await bench.receive(a_message("hi", phone=OLD_PHONE, user_id=f"GB.{NEW_PHONE}"))

    rows = await bench.rows("SELECT lead_id, reason FROM flags WHERE resolved_at IS NULL ORDER BY reason")
    assert rows == [{"lead_id": 2, "reason": "human_request"}, {"lead_id": 2, "reason": "same_person"}]


async def test_an_opt_out_of_either_counts_for_both(bench: Bench) -> None:
    lead = await bench.a_lead(Status.PENDING_APPROVAL)
    await bench.receive(a_message("STOP", phone=None, user_id=OLD_ID))
    await bench.receive(a_message("STOP", phone=OLD_PHONE, user_id=None), now=LATER)
    await bench.rows("UPDATE opt_outs SET ended_at = $1 WHERE client_id = 1 RETURNING id", LATER)
    await bench.rows("UPDATE clients SET opted_out = false WHERE id = 1 RETURNING id")

    await tell(bench, HandleChanged(phone=OLD_PHONE, new_user_id=OLD_ID), LATER)

    assert await bench.value("SELECT opted_out FROM clients WHERE id = 1") is True
    assert await bench.value("SELECT count(*) FROM opt_outs WHERE client_id = 1") == 2
    assert await bench.value("SELECT count(*) FROM opt_outs WHERE ended_at IS NULL") == 1
    assert await bench.status(lead) == "pending_approval"


async def test_a_new_number_belongs_to_the_same_client_and_the_old_one_is_history(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"))

    await tell(bench, HandleChanged(OLD_PHONE, OLD_ID, NEW_PHONE, NEW_ID), LATER)
    await bench.receive(a_message("on my wrist", phone=NEW_PHONE, user_id=NEW_ID), now=LATER)

    assert await people(bench) == [1]
    assert await current(bench, 1) == [NEW_PHONE, NEW_ID]
    assert await bench.rows("SELECT phone, user_id FROM clients") == [{"phone": NEW_PHONE, "user_id": NEW_ID}]
    assert await bench.value("SELECT count(*) FROM handles WHERE valid_to = $1", LATER) == 2
    assert await bench.value("SELECT count(*) FROM timeline WHERE happened = 'handle_changed'") == 1


async def test_a_change_told_late_joins_what_was_said_before_and_after(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"))
    await bench.receive(a_message("on my wrist", phone=NEW_PHONE, user_id=NEW_ID), now=LATER)

    for _ in range(2):
        await tell(bench, HandleChanged(OLD_PHONE, OLD_ID, NEW_PHONE, NEW_ID), LATER)

    assert await people(bench) == [1]
    assert await current(bench, 1) == [NEW_PHONE, NEW_ID]
    assert await bench.value("SELECT count(*) FROM leads WHERE status = 'qualifying'") == 1


async def test_a_message_sent_before_the_change_and_delivered_after_it_is_still_theirs(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"))
    await tell(bench, HandleChanged(OLD_PHONE, OLD_ID, NEW_PHONE, NEW_ID), LATER)

    await bench.receive(a_message("on my wrist", at=NOW), now=LATER)

    assert await people(bench) == [1]
    assert await bench.rows("SELECT phone, user_id FROM clients") == [{"phone": NEW_PHONE, "user_id": NEW_ID}]


async def test_whoever_gets_the_old_number_later_is_somebody_else(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"))
    await tell(bench, HandleChanged(OLD_PHONE, OLD_ID, NEW_PHONE, NEW_ID), LATER)

    await bench.receive(a_message("hi", user_id=None, at=LATER + timedelta(hours=1)))

    assert await people(bench) == [1, 2]


async def test_a_number_that_comes_back_after_months_with_another_user_id_is_not_handed_their_story(
    bench: Bench,
) -> None:
    await bench.receive(a_message("a fox tattoo"))
    months_later = NOW + timedelta(days=120)

    await bench.receive(a_message("hi", user_id=NEW_ID, at=months_later), now=months_later)

    assert await people(bench) == [1, 2]
    assert await bench.rows("SELECT phone FROM clients ORDER BY id") == [
        {"phone": None},
        {"phone": OLD_PHONE},
    ]
    assert await current(bench, 2) == [OLD_PHONE, NEW_ID]


async def test_a_new_user_id_replaces_the_one_before(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"))

    await bench.receive(a_message("on my wrist", user_id=NEW_ID), now=LATER)

    assert await people(bench) == [1]
    assert await current(bench, 1) == [OLD_PHONE, NEW_ID]


async def test_a_withheld_new_number_leaves_the_user_id_to_write_to(bench: Bench) -> None:
    await bench.receive(a_message("a fox tattoo"))

    await tell(bench, HandleChanged(user_id=OLD_ID, new_user_id=NEW_ID))

    assert await bench.rows("SELECT phone, user_id FROM clients") == [{"phone": None, "user_id": NEW_ID}]


async def test_a_user_id_is_kept_letter_by_letter(bench: Bench) -> None:
    await bench.receive(a_message("hi", phone=None, user_id="gb.0015550100001AbC"))

    assert await bench.rows("SELECT phone, user_id FROM clients") == [
        {"phone": None, "user_id": "gb.0015550100001AbC"}
    ]
    assert await bench.rows("SELECT kind, value FROM handles") == [
        {"kind": "user_id", "value": "gb.0015550100001AbC"}
    ]


@pytest.mark.parametrize("known", [True, False])
async def test_a_card_that_says_it_was_asked_for_makes_nobody_another(bench: Bench, known: bool) -> None:
    if known:
        await bench.receive(
            a_message("a fox on my wrist", phone=NEW_PHONE, user_id=NEW_ID, name="Maya Example")
        )
    await bench.receive(a_message("hi", phone=None, user_id=OLD_ID, name="Kim Example"))
    before = await bench.rows("SELECT id, phone, user_id, name, merged_into FROM clients ORDER BY id")
    card = a_message(
        "", Kind.CONTACTS, phone=None, user_id=OLD_ID, shared_phones=(NEW_PHONE,), detail="contact_request"
    )

    await bench.receive(replace(card, name="Kim Example"), now=LATER)
    await bench.receive(a_message("STOP", phone=None, user_id=OLD_ID, name="Kim Example"), now=LATER)

    assert await bench.rows("SELECT id, phone, user_id, name, merged_into FROM clients ORDER BY id") == before
    assert await bench.value("SELECT phone FROM clients WHERE opted_out") is None


async def test_a_friends_contact_card_is_not(bench: Bench) -> None:
    await bench.receive(a_message("hi", phone=None))

    await bench.receive(a_message("Alex", Kind.CONTACTS, phone=None, shared_phones=(NEW_PHONE,)), now=LATER)

    assert await bench.value("SELECT phone FROM clients") is None


async def test_what_is_said_in_a_group_is_kept_and_not_answered(bench: Bench) -> None:
    await bench.receive(a_message("hello"))
    said = await bench.said()

    await bench.receive(a_message("hi all", group_id="GROUP1", at=LATER), now=LATER)
    await bench.receive(a_message("hi all", group_id="GROUP1", phone=NEW_PHONE, user_id=NEW_ID), now=LATER)

    assert await bench.said() == said
    assert await people(bench) == [1]
    assert (
        await bench.value("SELECT count(*) FROM messages WHERE text = 'hi all' AND taken_at IS NOT NULL") == 2
    )
    assert await bench.value("SELECT last_message_at FROM clients") < LATER


async def test_the_artists_own_message_is_kept_and_opens_their_window(bench: Bench) -> None:
    await bench.receive(a_message("ok", phone="15550100999", user_id=None, at=NOW))

    assert await people(bench) == []
    assert await bench.value("SELECT last_message_at FROM artists") == NOW
    assert await bench.rows("SELECT direction, client_id, text FROM messages WHERE direction = 'in'") == [
        {"direction": "in", "client_id": None, "text": "ok"}
    ]


async def test_a_merge_waits_for_a_turn_that_is_being_taken(bench: Bench) -> None:
    """Nothing that the turn says or reads is lost, and one person is answered once for each message."""
    async with bench.database.transaction() as db:
        await keep_messages(db, bench.house, [a_message("a fox", phone=OLD_PHONE, user_id=None)], NOW)
        await keep_messages(db, bench.house, [a_message("a wolf", phone=None, user_id=OLD_ID)], NOW)
    started = asyncio.Event()

    async def turn() -> None:
        async with bench.database.transaction() as db:
            await take_turns(db, bench.house, NOW)
            started.set()
            await asyncio.sleep(0.2)

    async def merge() -> None:
        await started.wait()
        async with bench.database.transaction() as db:
            await keep_messages(db, bench.house, [a_message("both me", phone=OLD_PHONE, user_id=OLD_ID)], NOW)

    await asyncio.gather(turn(), merge())
    async with bench.database.transaction() as db:
        await take_turns(db, bench.house, NOW + timedelta(minutes=1))

    assert await people(bench) == [1]
    assert await bench.value("SELECT count(*) FROM messages WHERE direction = 'in' AND taken_at IS NULL") == 0
    assert await bench.value("SELECT count(*) FROM leads WHERE status = 'qualifying'") == 1
    assert len(await bench.said()) == 3


async def test_merges_and_turns_at_once_never_wait_for_each_other_in_a_circle(bench: Bench) -> None:
    pairs = [(f"1555010{n:04}", f"GB.9{n:019}") for n in range(20)]
    for phone, user_id in pairs:
        async with bench.database.transaction() as db:
            await keep_messages(db, bench.house, [a_message("a fox", phone=phone, user_id=None)], NOW)
            await keep_messages(db, bench.house, [a_message("a wolf", phone=None, user_id=user_id)], NOW)

    async def merge() -> None:
        for phone, user_id in pairs:
            async with bench.database.transaction() as db:
                await keep_messages(db, bench.house, [a_message("me", phone=phone, user_id=user_id)], NOW)

    async def turns() -> None:
        for _ in range(30):
            async with bench.database.transaction() as db:
                await take_turns(db, bench.house, NOW, limit=3)

    await asyncio.gather(merge(), turns(), turns())
    await turns()

    assert await people(bench) == [2 * n + 1 for n in range(20)]
    assert await bench.value("SELECT count(*) FROM messages WHERE direction = 'in' AND taken_at IS NULL") == 0
    assert await bench.value("SELECT count(*) FROM leads WHERE status = 'qualifying'") == 20


async def test_an_action_on_a_lead_that_waits_while_its_client_is_merged_still_holds_the_right_client(
    bench: Bench,
) -> None:
    older = await bench.a_lead(Status.REJECTED)
    lead = await bench.a_lead(Status.PENDING_APPROVAL, phone=NEW_PHONE)
    merging = asyncio.Event()

    async def merge() -> None:
        async with bench.database.transaction() as db:
            await clients.lock(db, [1, 2])
            merging.set()
            await asyncio.sleep(0.2)
            await keep_messages(db, bench.house, [a_message("me", user_id=f"GB.{NEW_PHONE}")], NOW)

    async def act() -> int:
        await merging.wait()
        async with bench.database.transaction() as db:
            return (await leads.locked(db, lead)).client_id

    _, client_id = await asyncio.gather(merge(), act())

    assert client_id == 1
    assert await bench.value("SELECT client_id FROM leads WHERE id = $1", older) == 1


async def test_a_merge_knows_every_table_that_belongs_to_a_client(bench: Bench) -> None:
    """Whoever adds one decides in db/merging.py what becomes of its rows."""
    rows = await bench.rows(
        "SELECT conrelid::regclass::text AS name FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid = 'clients'::regclass"
    )

    assert {row["name"] for row in rows} == {
        "calls", "clients", "client_search", "consents", "data_links", "handles", "handovers", "leads", "messages",
        "opt_outs", "photos", "turns_aside",
    }  # fmt: skip
