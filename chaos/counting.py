"""What was said, kept, heard, paid: the product's own books beside what the world outside has seen."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import asyncpg

from chaos.client import ENDS, Plan
from chaos.product import UNSURE_SECONDS
from tattoobot.db import references

Json = dict[str, Any]

ENDS_OF_MESSAGES = frozenset({"read", "held_back", "failed", "replaced"})
"""A brief whose picture WhatsApp could not fetch is replaced by one without."""

EARLY = UNSURE_SECONDS - 1
"""A message that comes again sooner than this did not wait for its status, and there is no excuse for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; `zero` marks those that must be zero."""

    name: str
    value: int
    zero: bool = False
    detail: str = ""

    @property
    def wrong(self) -> bool:
        return self.zero and self.value != 0


MESSAGES_IN = "SELECT provider_id, taken_at IS NOT NULL AS taken FROM messages WHERE direction = 'in'"
MESSAGES_OUT = "SELECT id::text, status, cause, artist_id FROM messages WHERE direction = 'out'"
LEADS = """
    SELECT c.phone, c.opted_out, l.id, l.status,
           (SELECT count(*) FROM leads o WHERE o.client_id = c.id) AS leads
    FROM clients c JOIN leads l ON l.client_id = c.id ORDER BY l.id
"""
LEFT = """
    SELECT (SELECT count(*) FROM outbox WHERE state <> 'dead') AS outbox,
           (SELECT count(*) FROM inbox WHERE handled_at IS NULL AND failure IS NULL) AS inbox,
           (SELECT count(*) FROM clients WHERE turn_due_at IS NOT NULL) AS turns
"""
DEAD = "SELECT kind, failure FROM outbox WHERE state = 'dead' ORDER BY id"
FAILED = "SELECT kind, failure FROM inbox WHERE failure IS NOT NULL AND handled_at IS NULL ORDER BY id"
PHOTOS = "SELECT state, count(*) AS count FROM photos GROUP BY state"
DEPOSITS = """
    SELECT d.status, a.session_id,
           coalesce(sum(e.amount) FILTER (WHERE e.kind = 'paid'), 0) AS paid,
           coalesce(sum(e.amount) FILTER (WHERE e.kind = 'refunded'), 0)
             - coalesce(sum(e.amount) FILTER (WHERE e.kind = 'refund_failed'), 0) AS refunded,
           coalesce(sum(e.amount) FILTER (WHERE e.kind = 'disputed'), 0)
             - coalesce(sum(e.amount) FILTER (WHERE e.kind = 'dispute_over'), 0) AS disputed
    FROM deposits d
    JOIN attempts a ON a.deposit_id = d.id
    -- What was paid came through the page that its deposit names.
    LEFT JOIN ledger e ON e.deposit_id = d.id AND a.idempotency_key = d.idempotency_key
    GROUP BY d.id, a.id
"""
FLAGS = (
    "SELECT reason, count(*) AS count FROM flags WHERE resolved_at IS NULL GROUP BY reason ORDER BY reason"
)


class Books:
    """The product's database, read once everything is calm."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url

    async def rows(self, query: str) -> list[Json]:
        connection = await asyncpg.connect(self._url)
        try:
            return [dict(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()

    async def waiting(self) -> int:
        (left,) = await self.rows(LEFT)
        return sum(left.values())


async def count(books: Books, tally: Json, clock_moved: list[float]) -> list[Line]:
    return [
        *_messages_in(await books.rows(MESSAGES_IN), tally),
        *_messages_out(await books.rows(MESSAGES_OUT), tally, clock_moved),
        *_photos(await books.rows(PHOTOS), tally),
        *_conversations(await books.rows(LEADS), tally),
        *_money(await books.rows(DEPOSITS), tally),
        *await _left(books, tally),
    ]


def _messages_in(kept: list[Json], tally: Json) -> list[Line]:
    sent = Counter(one["id"] for one in tally["sent"])
    rows = Counter(one["provider_id"] for one in kept)
    taken = {one["provider_id"] for one in kept if one["taken"]}
    return [
        Line("messages from clients", len(sent)),
        Line("  not kept", len(sent.keys() - rows.keys()), zero=True),
        Line("  kept twice", sum(count - 1 for count in rows.values()), zero=True),
        Line("  not answered", len(sent.keys() - taken), zero=True),
    ]


def _messages_out(written: list[Json], tally: Json, clock_moved: list[float]) -> list[Line]:
    heard: dict[str, list[float]] = defaultdict(list)
    for one in tally["seen"]:
        _, number = references.read(one["reference"])
        heard["none" if number is None else str(number)].append(one["at"])
    due = {one["id"] for one in written if one["status"] not in {"held_back", "failed"}}
    failed = [one for one in written if one["status"] == "failed"]
    again = [(number, *pair) for number, times in heard.items() for pair in pairwise(sorted(times))]
    early = {
        f"{number} after {after - before:.1f} s"
        for number, before, after in again
        if after - before < EARLY and not any(before <= moved <= after + 1 for moved in clock_moved)
    }
    return [
        Line("messages to clients and to the artist", len(written)),
        Line("  on the phones", len(heard)),
        Line("  lost", len(due - heard.keys()), zero=True, detail=_some(due - heard.keys())),
        Line("  said twice", len(early), zero=True, detail=_some(early)),
        Line("  said twice, after no status came for as long as we wait", len(again) - len(early)),
        Line("  heard but not in the books", len(heard.keys() - {o["id"] for o in written}), zero=True),
        Line("  heard and held to be failed or held back", len(heard.keys() - due), zero=True),
        Line("  failed", len(failed), zero=True, detail=_common(one["cause"] for one in failed)),
        Line(
            "  whose ticks are missing",
            sum(one["status"] not in ENDS_OF_MESSAGES for one in written),
            zero=True,
            detail=_common(one["status"] for one in written),
        ),
    ]


def _photos(states: list[Json], tally: Json) -> list[Line]:
    kept = {one["state"]: one["count"] for one in states}
    sent = sum(client["photos"] for client in tally["clients"])
    return [
        Line("photos from clients", sent),
        Line("  not kept", sent - kept.get("kept", 0), zero=True, detail=str(kept)),
    ]


def _conversations(leads: list[Json], tally: Json) -> list[Line]:
    by_phone = {lead["phone"]: lead for lead in leads}
    clients = tally["clients"]
    stuck = [client for client in clients if not client["finished"]]
    ends = Counter(lead["status"] for lead in leads)
    elsewhere = [
        f"{client['plan']}: {by_phone[client['phone']]['status']}"
        for client in clients
        if client["finished"]
        and client["phone"] in by_phone
        and by_phone[client["phone"]]["status"] != ENDS[Plan(client["plan"])]
        and client["plan"] != Plan.STOPS
    ]
    deaf = [
        client
        for client in clients
        if client["plan"] == Plan.STOPS and client["finished"] and not by_phone[client["phone"]]["opted_out"]
    ]
    return [
        Line("conversations", len(clients)),
        Line("  finished", len(clients) - len(stuck), detail=_common(ends.elements())),
        Line("  stuck", len(stuck), zero=True, detail=_common(client["doing"] for client in stuck)),
        Line("  ended elsewhere than planned", len(elsewhere), zero=True, detail=_common(elsewhere)),
        Line("  with more than one lead", sum(one["leads"] > 1 for one in by_phone.values()), zero=True),
        Line("  that said STOP and are not opted out", len(deaf), zero=True),
    ]


def _money(deposits: list[Json], tally: Json) -> list[Line]:
    known = {one["session_id"]: one for one in deposits if one["session_id"]}
    paid = [one for one in tally["sessions"] if one["payment_status"] == "paid"]
    unknown = {one["id"] for one in tally["sessions"]} - known.keys()
    payable = Counter(one["client_reference_id"] for one in tally["sessions"] if one["status"] == "open")
    differences = [
        f"{session['id']}: Stripe {there}, ledger {here}"
        for session in tally["sessions"]
        if (there := _at_stripe(session, tally)) != (here := _in_the_ledger(known.get(session["id"])))
    ]
    return [
        Line("deposits paid at Stripe", len(paid), detail=_common(one["status"] for one in deposits)),
        Line("  refunds", len(tally["refunds"])),
        Line(
            "  disputes", len(tally["disputes"]), detail=_common(one["status"] for one in tally["disputes"])
        ),
        Line(
            "  where the ledger differs from Stripe",
            len(differences),
            zero=True,
            detail="; ".join(differences[:3]),
        ),
        Line("  payment pages that are not in the books", len(unknown), zero=True),
        Line("  leads with two payable pages", sum(count > 1 for count in payable.values()), zero=True),
    ]


def _at_stripe(session: Json, tally: Json) -> tuple[int, int, int]:
    """Minor units paid, given back, and with a bank that has not decided for the studio."""
    mine = session["payment_intent"]
    refunds = [one for one in tally["refunds"] if one["payment_intent"] == mine and one["status"] != "failed"]
    disputes = [one for one in tally["disputes"] if one["payment_intent"] == mine and one["status"] != "won"]
    paid = session["amount_total"] if session["payment_status"] == "paid" else 0
    return paid, sum(one["amount"] for one in refunds), sum(one["amount"] for one in disputes)


def _in_the_ledger(deposit: Json | None) -> tuple[int, int, int]:
    if deposit is None:
        return 0, 0, 0
    return int(deposit["paid"] * 100), int(deposit["refunded"] * 100), int(deposit["disputed"] * 100)


async def _left(books: Books, tally: Json) -> list[Line]:
    (left,) = await books.rows(LEFT)
    dead, failed = await books.rows(DEAD), await books.rows(FAILED)
    flags = {one["reason"]: one["count"] for one in await books.rows(FLAGS)}
    answers = {**tally["webhook_answers"]}
    broken = sum(count for status, count in answers.items() if status in {"500", "502", "504"})
    admin = {**tally["admin_answers"]}
    broken_admin = sum(count for status, count in admin.items() if status in {"500", "502", "504"})
    return [
        Line("left in the outbox", left["outbox"], zero=True),
        Line("left in the inbox", left["inbox"], zero=True),
        Line("turns still due", left["turns"], zero=True),
        Line(
            "dead effects", len(dead), zero=True, detail=_common(f"{d['kind']}: {d['failure']}" for d in dead)
        ),
        Line(
            "webhooks put aside",
            len(failed),
            zero=True,
            detail=_common(f"{f['kind']}: {f['failure']}" for f in failed),
        ),
        Line("webhooks never accepted", tally["webhooks_undelivered"], zero=True),
        Line("webhooks answered 5xx other than 503", broken, zero=True, detail=str(answers)),
        Line("admin API answered 5xx other than 503", broken_admin, zero=True, detail=str(admin)),
        Line("flags for the artist", sum(flags.values()), detail=str(flags) if flags else ""),
    ]


def _common(found: Any) -> str:
    return ", ".join(f"{count}× {what}" for what, count in Counter(found).most_common(5))


def _some(found: set[str]) -> str:
    return ", ".join(sorted(found)[:5])
