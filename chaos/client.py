"""One client: answers what is asked until the brief is with the artist, and some go on to pay and to be booked."""

import asyncio
import contextlib
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from chaos import answers
from chaos.surroundings import Surroundings
from tattoobot.sandbox import phone
from tattoobot.sandbox.stripe.rules import Refused
from tattoobot.sandbox.world import Person

Json = dict[str, Any]

READS_WITHIN = (0.1, 1.2)
"""Seconds between a message and what the client makes of it."""
LATE = (3600.0, 6 * 3600.0)
"""How old a message may be when it arrives: the phone had no signal, or WhatsApp was busy."""
PAY_LINK = re.compile(r"/pay/[A-Za-z0-9_-]{20,}")
SESSION = re.compile(r"/stripe/pay/(cs_\w+)")


class Plan(StrEnum):
    SENDS_BRIEF = "sends the brief"
    IS_BOOKED = "pays and is booked"
    IS_TAKEN_BACK = "pays while the yes is taken back, and is approved again"
    GETS_ALL_BACK = "pays and gets all of it back"
    GETS_A_PART_BACK = "pays and gets a part back in Stripe's Dashboard"
    LOSES_A_DISPUTE = "pays, disputes it and loses"
    WINS_A_DISPUTE = "pays, disputes it and wins"
    IS_REJECTED = "is rejected"
    STOPS = "says STOP"


ENDS = {
    Plan.SENDS_BRIEF: "pending_approval",
    Plan.IS_BOOKED: "booked",
    Plan.IS_TAKEN_BACK: "deposit_paid",
    Plan.GETS_ALL_BACK: "pending_approval",
    Plan.GETS_A_PART_BACK: "deposit_paid",
    Plan.LOSES_A_DISPUTE: "deposit_paid",
    Plan.WINS_A_DISPUTE: "deposit_paid",
    Plan.IS_REJECTED: "rejected",
    Plan.STOPS: "qualifying",
}
"""Where the lead is when the plan has been carried out."""


@dataclass
class Client:
    around: Surroundings
    person: Person
    plan: Plan
    chance: random.Random
    doing: str = "not begun"
    finished: bool = False
    seen: int = 0
    photos: int = 0
    withdrawn: bool = False
    asked: Counter[str | None] = field(default_factory=Counter)

    async def live(self) -> None:
        try:
            await self._talk()
            await self._after_the_brief()
            self.finished, self.doing = True, "finished"
        except Exception as error:  # noqa: BLE001  it is reported with the others that are stuck
            self.doing += f" ({type(error).__name__}: {error})"

    # ------------------------------------------------------------------ the consultation

    async def _talk(self) -> None:
        stop_after = self.chance.randint(2, 8) if self.plan is Plan.STOPS else -1
        await self._say({"text": self.chance.choice(answers.OPENINGS)})
        for turn in range(60):
            heard = await self._hear("an answer")
            latest = next((one for one in reversed(heard) if answers.choices(one)), heard[-1])
            key = answers.asked(latest)
            over = key is None and self.asked["summary"] > 0
            if self.plan is Plan.STOPS and (over or turn == stop_after):
                await self._say({"text": answers.STOP})
                await self._hear("the end")
                return
            if over:
                return
            await self._answer(latest, key)
        raise RuntimeError("the consultation does not end")

    async def _answer(self, bubble: Json, key: str | None) -> None:
        if key == "reference_images" and not self.photos and self.chance.random() < 0.4:
            await self._send_photos(self.chance.randint(1, 2))
        else:
            await self._say(answers.answer(bubble, self.chance, again=self.asked[key] > 0))
        self.asked[key] += 1

    async def _send_photos(self, count: int) -> None:
        for _ in range(count):
            kept = self.around.world.media.keep(self.chance.choice(self.around.pictures), "image/jpeg")
            self.photos += 1
            await self._post(phone.media_content(self.around.world, kept, ""))

    async def _say(self, asked: Json) -> None:
        await self._post(phone.content(self.around.world, self.person, asked))

    async def _post(self, content: Json) -> None:
        at = self.around.world.clock.now()
        if self.chance.random() < 0.08:
            at -= self.chance.uniform(*LATE)
        await phone.send(self.around.world, self.person, [content], at)

    async def _hear(self, what: str) -> list[Json]:
        """Wait for the studio, however long it takes; whoever waits at the end is stuck."""
        chat = self.around.world.chats[self.person.id]
        self.doing = f"waits for {what}"
        while not any(one["from"] == "business" for one in chat[self.seen :]):
            await asyncio.sleep(0.1)
        await asyncio.sleep(self.chance.uniform(*READS_WITHIN))
        heard = [one for one in chat[self.seen :] if one["from"] == "business"]
        self.seen = len(chat)
        return heard

    # ------------------------------------------------------------------ the artist's side

    async def _after_the_brief(self) -> None:
        match self.plan:
            case Plan.SENDS_BRIEF | Plan.STOPS:
                return
            case Plan.IS_REJECTED:
                await self._desk("reject", {"reason": "The books are full."}, "rejected")
                await self._hear("the rejection")
            case Plan.IS_TAKEN_BACK:
                await self._is_taken_back()
            case Plan.IS_BOOKED:
                await self._book()
            case _:
                await self._money_after_payment()

    async def _book(self) -> None:
        await self._deposit()
        link = {"url": "https://cal.example.com/piece"}
        await self._desk("send-booking-link", link, "booking_pending")
        day = {"starts_at": "2030-05-06T10:00:00+00:00", "ends_at": "2030-05-06T13:00:00+00:00"}
        await self._desk("mark-booked", day, "booked")

    async def _money_after_payment(self) -> None:
        session, checkouts = await self._deposit(), self.around.checkouts
        if self.plan is Plan.GETS_ALL_BACK:
            await self._desk("refund", {"reason": "The artist is ill."}, "pending_approval")
            await self._until("status", "pending_approval")
        elif self.plan is Plan.GETS_A_PART_BACK:
            paid = checkouts.sale(session).session["payment_intent"]
            await checkouts.refund(checkouts.charge_of(paid), {"amount": 2000})
            await self._until("deposit", "partially_refunded")
        else:
            await checkouts.dispute(session)
            await self._until("deposit", "disputed")
            await checkouts.close_dispute(session, won=self.plan is Plan.LOSES_A_DISPUTE)
            await self._until("deposit", "paid" if self.plan is Plan.LOSES_A_DISPUTE else "disputed")

    async def _is_taken_back(self) -> None:
        """The page may be paid in the moment in which it is closed: then a second yes takes what came."""
        await self._desk("approve", {}, "awaiting_deposit")
        paying = asyncio.ensure_future(self._pay())
        await asyncio.sleep(self.chance.uniform(0, 3))
        self.withdrawn = True
        try:
            # Where the artist's call fails for long enough, the payment is there first: nothing to take back.
            reason = {"reason": "I have to look at my dates."}
            await self._desk("withdraw", reason, "pending_approval", "deposit_paid")
            await self._desk("approve", {}, "awaiting_deposit", "deposit_paid")
            self.withdrawn = False
            if await paying is None:
                await self._pay()
            await self._until("status", "deposit_paid")
        finally:
            paying.cancel()

    # ------------------------------------------------------------------ the money

    async def _deposit(self) -> str:
        """The session through which it was paid."""
        await self._desk("approve", {}, "awaiting_deposit")
        session = await self._pay()
        await self._until("status", "deposit_paid", "booking_pending", "booked")
        return session or ""

    async def _pay(self) -> str | None:
        """On the newest link in the chat, as soon as it leads anywhere. None: the yes was taken back before."""
        while not self.withdrawn:
            self.doing = "waits for the payment page"
            session = await self._page()
            if session is None:
                await asyncio.sleep(0.3)
                continue
            # It may be closed at any moment: then there is another link to wait for.
            with contextlib.suppress(Refused):
                if self.chance.random() < 0.2:
                    await self.around.checkouts.decline(session)
                await asyncio.sleep(self.chance.uniform(*READS_WITHIN))
                await self.around.checkouts.pay(session)
                return session
        return None

    async def _page(self) -> str | None:
        """The session behind the newest link that the client was given."""
        links = PAY_LINK.findall(str(self.around.world.chats[self.person.id]))
        there = await self.around.press(links[-1]) if links else None
        found = SESSION.search(there or "")
        return found.group(1) if found else None

    # ------------------------------------------------------------------ the desk

    async def _desk(self, action: str, body: Json, *leads_to: str) -> int:
        """Act on the lead as soon as it allows it. An answer that got lost is looked up before it is asked again."""
        self.doing = f"waits for {action}"
        lead = await self._lead()
        while True:
            status, _ = await self.around.admin(f"/leads/{lead['id']}/{action}", body)
            if status == 200:
                return int(lead["id"])
            await asyncio.sleep(0.5)
            lead = await self._lead()
            if lead["status"] in leads_to:
                return int(lead["id"])

    async def _until(self, what: str, *wanted: str) -> None:
        self.doing = f"waits for its {what} to be {' or '.join(wanted)}"
        while True:
            lead = await self._lead()
            stands = (lead["deposit"] or {}).get("status") if what == "deposit" else lead[what]
            if stands in wanted:
                return
            await asyncio.sleep(0.5)

    async def _lead(self) -> Json:
        while True:
            status, found = await self.around.admin(f"/leads?q={self.person.phone}")
            if status == 200 and found["items"]:
                lead: Json = found["items"][0]
                return lead
            await asyncio.sleep(0.5)
