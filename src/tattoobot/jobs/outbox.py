"""The outbox worker: delivers effects through the adapters, many at once, one at a time per order key."""

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from tattoobot.actions.choose_template import choose_template
from tattoobot.actions.heed_refusal import heed_refusal
from tattoobot.actions.house import House
from tattoobot.actions.issue_links import issue_links
from tattoobot.actions.keep_photo import keep_photo, keep_unread, lose_photo, room_for_photo, turn_photo_away
from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.photos import PhotoStore
from tattoobot.adapters.pictures import UnreadablePhoto
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.adapters.whatsapp.payloads import NotSendable
from tattoobot.db import causes, leads, outbox, photos, transcript
from tattoobot.db.engine import TROUBLE_OF_THE_MOMENT, Connection, Database, will_pass
from tattoobot.db.leads import Flag
from tattoobot.db.outbox import Abandoned, Delivery
from tattoobot.db.presence import Presence, workers_present
from tattoobot.db.under_way import WORKERS_DIED
from tattoobot.db.wake import OUTBOX, wake
from tattoobot.domain.client import window_is_closed
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.messages import Outgoing, Template
from tattoobot.domain.retrying import next_try
from tattoobot.jobs.checkouts import Act, Body, Checkouts
from tattoobot.jobs.pace import ContactPace, NumberPace
from tattoobot.telemetry import meter, tracing

log = structlog.get_logger(__name__)

AT_ONCE = 200
BREATH_SECONDS = 0.02
CONTACT_SECONDS = 6.0
CONTACT_WINDOW = timedelta(seconds=45 * CONTACT_SECONDS)
CONTACT_ALLOWANCE = 40
"""WhatsApp lends 45 messages to one contact, at one every six seconds; a few are left for what is under way."""
GATHER_SECONDS = 0.01
"""After the first answer, wait this long for others: they are settled together."""
PICTURE_SECONDS = 180.0
"""A picture that is not on its shelf by then is tried again."""


@dataclass(frozen=True, slots=True)
class _Done:
    """How one delivery ended."""

    delivery: Delivery
    provider_id: str | None = None
    failure: Failure | None = None
    unsure: str | None = None
    """The answer got lost: what is known about it."""
    settled: bool = False
    """Its own transaction has taken it out of the outbox already."""


class Outbox:
    def __init__(
        self,
        database: Database,
        house: House,
        now: Callable[[], datetime],
        *,
        whatsapp: WhatsApp,
        stripe: Stripe,
        photo_store: PhotoStore,
        presence: Presence,
        unsure: timedelta,
        per_second: float,
        livemode: bool = False,
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._whatsapp = whatsapp
        self._photos = photo_store
        self._presence = presence
        self._unsure = unsure
        self._pace = NumberPace(per_second)
        self._contacts = ContactPace()
        self._pending: dict[asyncio.Task[_Done], Delivery] = {}
        self._ended: list[_Done] = []
        """Not recorded yet: an answer is kept until it is, though the database be away meanwhile."""
        checkouts = Checkouts(database, house, now, stripe, livemode=livemode)
        self._perform: dict[str, Callable[[Delivery], Awaitable[_Done]]] = {
            "SendMessage": self._send_message,
            "MarkRead": self._mark_read,
            "FetchPhoto": self._fetch_photo,
            "OpenCheckout": self._with_answer_of(checkouts.open),
            "ExpireCheckout": self._with_answer_of(checkouts.expire),
            "LookUpCheckout": self._with_answer_of(checkouts.look_up),
            "LookUpPayment": self._with_answer_of(checkouts.look_up_payment),
        }

    async def step(self) -> bool:
        """Claim what there is room for, and settle what is done. False when nothing is due and nothing under way."""
        await self._settle()
        room = min(AT_ONCE - len(self._pending), self._pace.room())
        if room <= 0 and not self._pending:
            await asyncio.sleep(BREATH_SECONDS)
            return True
        claimed = await self._claim(room)
        self._pace.spend(sum(delivery.kind == "SendMessage" for delivery in claimed))
        deliver = self._deliver_traced if tracing.current() else self._deliver
        self._pending |= {asyncio.create_task(deliver(delivery)): delivery for delivery in claimed}
        if not self._pending:
            return False
        await asyncio.wait(self._pending, return_when=asyncio.FIRST_COMPLETED, timeout=0.25)
        await asyncio.sleep(GATHER_SECONDS)
        finished = [task for task in self._pending if task.done()]
        self._ended += [_ending(task, self._pending.pop(task)) for task in finished]
        await self._settle()
        return True

    async def recover(self) -> None:
        """Take over what dead workers held; what so many of them died with is given up."""
        async with self._database.transaction() as db:
            self._pace.shared_by(await workers_present(db))
            taken_over, abandoned = await outbox.recover(db, self._now(), self._unsure, self._presence.number)
            for one in abandoned:
                log.error("delivery_abandoned", outbox_id=one.id, kind=one.kind)
                await self._give_up(db, one, WORKERS_DIED)
            if taken_over:
                log.warning("deliveries_taken_over", count=taken_over)
                await wake(db, OUTBOX)
                await wake(db, OUTBOX, after=self._unsure)

    async def let_go(self) -> None:
        """The process ends: what it could not finish is for whoever comes next."""
        with contextlib.suppress(*TROUBLE_OF_THE_MOMENT):
            async with self._database.transaction() as db:
                await outbox.let_go(db, self._now(), self._unsure, self._presence.number)

    async def _claim(self, room: int) -> list[Delivery]:
        if room <= 0 or self._presence.leaving:
            return []
        fetching = sum(delivery.kind == "FetchPhoto" for delivery in self._pending.values())
        async with self._database.transaction() as db:
            return await outbox.claim(
                db, self._now(), room, self._presence.number, max(outbox.MOST_PICTURES - fetching, 0)
            )

    async def _deliver(self, delivery: Delivery) -> _Done:
        try:
            return await self._perform[delivery.kind](delivery)
        except DeliveryFailed as error:
            return _Done(delivery, failure=error.failure)
        except NotSendable as error:
            return _Done(delivery, failure=Failure(Reaction.REFUSED, str(error)))
        except AnswerLost as error:
            return _Done(delivery, unsure=str(error))
        except Exception as error:
            log.exception("delivery_failed", outbox_id=delivery.id, kind=delivery.kind)
            return _Done(delivery, failure=_failure_of_ours(error))

    async def _deliver_traced(self, delivery: Delivery) -> _Done:
        began = time.time_ns()
        done = await self._deliver(delivery)
        cause = await self._cause_of(delivery)
        if trace := tracing.current():
            trace.delivery(
                cause,
                began,
                failed=done.failure is not None,
                effect=delivery.kind,
                attempt=delivery.attempts,
                reaction=done.failure.reaction.value if done.failure else None,
                code=str(done.failure.code) if done.failure and done.failure.code else None,
                unsure=done.unsure is not None,
            )
        return done

    async def _cause_of(self, delivery: Delivery) -> str | None:
        """The message of a client that led to this; None where it cannot be had: a trace is not worth a delivery."""
        with contextlib.suppress(*TROUBLE_OF_THE_MOMENT):
            async with self._database.reading() as db:
                if delivery.message_id is not None:
                    return await causes.of_message(db, delivery.message_id)
                if "photo_id" in delivery.body:
                    return await causes.of_photo(db, delivery.body["photo_id"])
        return delivery.body.get("provider_id")

    # ------------------------------------------------------------------ effects

    async def _send_message(self, delivery: Delivery) -> _Done:
        assert delivery.message is not None
        assert delivery.to is not None
        message = delivery.message
        if isinstance(message, Template):
            message = await self._as_may_be_sent(delivery, message)
        elif window_is_closed(delivery.they_wrote_at, self._now()):
            raise DeliveryFailed(Failure(Reaction.WINDOW_CLOSED, "They last wrote more than 24 hours ago."))
        await self._keep_pace(delivery)
        message = await self._with_links(delivery, message)
        wamid = await self._whatsapp.send(delivery.to, message, delivery.reference)
        return _Done(delivery, provider_id=wamid)

    async def _as_may_be_sent(self, delivery: Delivery, template: Template) -> Template:
        """In the language in which Meta lets us send it now; the transcript shows which."""
        assert delivery.message_id is not None
        async with self._database.transaction() as db:
            chosen = await choose_template(db, self._house, template, delivery.client_id, self._now())
            if chosen is not None and chosen != template:
                await transcript.reword(db, delivery.message_id, chosen)
        if chosen is None:
            cause = f"The template {template.name} may not be sent now: `tattoobot templates sync` shows why."
            raise DeliveryFailed(Failure(Reaction.TEMPLATE_UNAVAILABLE, cause))
        return chosen

    async def _with_links(self, delivery: Delivery, message: Outgoing) -> Outgoing:
        """The transcript keeps a placeholder for each: a link in the artist's chat opens what it is for."""
        if delivery.links is None or delivery.lead_id is None:
            return message
        async with self._database.transaction() as db:
            return await issue_links(db, self._house, delivery.lead_id, delivery.links, message, self._now())

    async def _keep_pace(self, delivery: Delivery) -> None:
        """Wait a moment with a contact who has had almost as many messages as WhatsApp allows."""
        if delivery.client_id is None or not self._contacts.is_busy(delivery.client_id):
            return
        async with self._database.reading() as db:
            recent = await transcript.sent_since(db, delivery.client_id, self._now() - CONTACT_WINDOW)
        if recent >= CONTACT_ALLOWANCE:
            cause = "This contact has had many messages in a short time."
            raise DeliveryFailed(Failure(Reaction.SLOW_CONTACT, cause, retry_after=CONTACT_SECONDS))

    async def _mark_read(self, delivery: Delivery) -> _Done:
        """A courtesy: one that fails is let go."""
        try:
            await self._whatsapp.mark_read(delivery.body["provider_id"], typing=True)
        except DeliveryFailed as error:
            log.info("mark_read_failed", code=error.failure.code)
        return _Done(delivery)

    async def _fetch_photo(self, delivery: Delivery) -> _Done:
        photo_id: int = delivery.body["photo_id"]
        async with self._database.reading() as db:
            photo = await photos.by_id(db, photo_id)
            room = photo is not None and await room_for_photo(db, photo, self._now())
        if photo is None or photo.state != "waiting":
            return _Done(delivery)
        if not room:
            return await self._settled_with(delivery, lambda db: turn_photo_away(db, photo_id, self._now()))
        async with asyncio.timeout(PICTURE_SECONDS):
            found = await self._whatsapp.media(photo.media_id)
            content = await self._whatsapp.download(found.url, self._photos.limit)
            try:
                kept = await asyncio.to_thread(self._photos.keep, content)
            except UnreadablePhoto as error:
                log.info("picture_unreadable", photo_id=photo_id, cause=str(error))
                unread = await asyncio.to_thread(self._photos.keep_unread, content)
                return await self._settled_with(
                    delivery, lambda db: keep_unread(db, self._house, photo_id, unread, self._now())
                )
        return await self._settled_with(delivery, lambda db: keep_photo(db, photo_id, kept))

    def _with_answer_of(
        self, call: Callable[[Body], Awaitable[Act | None]]
    ) -> Callable[[Delivery], Awaitable[_Done]]:
        """Ask Stripe, outside any transaction; keep what the answer leads to in one."""

        async def perform(delivery: Delivery) -> _Done:
            act = await call(delivery.body)
            return _Done(delivery) if act is None else await self._settled_with(delivery, act)

        return perform

    async def _settled_with(self, delivery: Delivery, act: Callable[[Connection], Awaitable[Any]]) -> _Done:
        """What the answer leads to, and the end of the delivery, in one transaction."""
        async with self._database.transaction() as db:
            await act(db)
            await outbox.delivered(db, [(delivery.id, None, None)])
        return _Done(delivery, settled=True)

    # ------------------------------------------------------------------ settling

    async def _settle(self) -> None:
        """Record how deliveries ended: all together, or each by itself where one of them breaks that."""
        ended = self._ended
        if not ended:
            return
        try:
            await self._record(ended)
        except Exception as error:
            if will_pass(error):
                raise
            log.exception("settling_failed_together")
            await self._settle_one_by_one(ended)
        self._ended = self._ended[len(ended) :]
        _count(ended, self._now())

    async def _settle_one_by_one(self, ended: Sequence[_Done]) -> None:
        for one in ended:
            try:
                await self._record([one])
            except Exception as error:
                if will_pass(error):
                    raise
                log.exception("settling_failed", outbox_id=one.delivery.id)
                cause = f"A mistake of ours: {type(error).__name__}."
                async with self._database.transaction() as db:
                    await outbox.dead(db, one.delivery.id, cause)
                    await self._give_up(db, one.delivery, cause)

    async def _record(self, ended: Sequence[_Done]) -> None:
        open_ends = [one for one in ended if not one.settled]
        if not open_ends:
            return
        async with self._database.transaction() as db:
            good = [one for one in open_ends if one.failure is None and one.unsure is None]
            await outbox.delivered(
                db, [(one.delivery.id, one.provider_id, one.delivery.message_id) for one in good]
            )
            for one in open_ends:
                if one.unsure is not None:
                    await self._wait_for_status(db, one.delivery, one.unsure)
                elif one.failure is not None:
                    await self._react(db, one.delivery, one.failure)

    async def _wait_for_status(self, db: Connection, delivery: Delivery, lost: str) -> None:
        """It may have gone out, and WhatsApp has no idempotency key: a status with our reference tells."""
        log.warning("answer_lost", outbox_id=delivery.id, kind=delivery.kind)
        due = self._now() + self._unsure
        await outbox.again(db, delivery.id, due, lost, unsure=True)
        await wake(db, OUTBOX, after=self._unsure)

    async def _react(self, db: Connection, delivery: Delivery, failure: Failure) -> None:
        now = self._now()
        wait = next_try(failure, delivery.attempts, now - delivery.created_at, random.random())
        log.warning(
            "delivery_refused",
            outbox_id=delivery.id,
            kind=delivery.kind,
            reaction=failure.reaction,
            code=failure.code,
            again_in=wait.total_seconds() if wait else None,
        )
        wanted = await outbox.still_wanted(db, delivery.id)
        if delivery.kind in outbox.THROUGH_WHATSAPP:
            # Held back meanwhile: what the refusal says about the number or the account counts all the same.
            message_id = delivery.message_id if wanted else None
            if await heed_refusal(db, self._house, failure, message_id, now):
                return
        if not wanted:
            return
        if wait is not None:
            await outbox.again(db, delivery.id, now + wait, failure.cause)
            await wake(db, OUTBOX, after=wait)
            return
        await outbox.dead(db, delivery.id, failure.cause)
        await self._give_up(db, delivery, failure.cause)

    async def _give_up(self, db: Connection, delivery: Delivery | Abandoned, cause: str) -> None:
        """It is dead: the artist is told, and the client where it was theirs."""
        if delivery.kind == "FetchPhoto":
            await lose_photo(db, self._house, delivery.body["photo_id"], self._now())
        lead_id = delivery.lead_id or await causes.lead_of(db, delivery.body)
        if lead_id is not None:
            detail = {"kind": delivery.kind, "cause": cause, "message_id": delivery.message_id}
            await leads.raise_flags(db, [Flag(lead_id, FlagReason.DELIVERY_FAILED, detail)], self._now())


def _ending(task: asyncio.Task[_Done], delivery: Delivery) -> _Done:
    """However it broke, it has an end."""
    error = task.exception()
    if error is None:
        return task.result()
    log.error("delivery_broke", outbox_id=delivery.id, exc_info=error)
    return _Done(delivery, unsure=type(error).__name__)


def _count(done: Sequence[_Done], now: datetime) -> None:
    for one in done:
        effect = one.delivery.kind
        if one.failure is not None:
            meter.count(meter.DELIVERIES, 1, effect, "refused")
            meter.count(meter.REFUSALS, 1, effect, one.failure.reaction, str(one.failure.code or "none"))
        elif one.unsure is not None:
            meter.count(meter.DELIVERIES, 1, effect, "unsure")
        else:
            meter.count(meter.DELIVERIES, 1, effect, "done")
            meter.time(meter.WAITED_SECONDS, (now - one.delivery.created_at).total_seconds(), effect)


def _failure_of_ours(error: Exception) -> Failure:
    """A full disk or a database that is away passes; a mistake would be made again."""
    name = type(error).__name__
    if will_pass(error):
        return Failure(Reaction.RETRY, f"The database or the disk could not be used ({name}).")
    return Failure(Reaction.REFUSED, f"A mistake of ours: {name}.")
