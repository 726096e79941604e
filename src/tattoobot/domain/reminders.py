"""What is due for a lead at a given time: reminders, and its lapse. Worked out from the state, never queued ahead."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tattoobot.domain import service_window
from tattoobot.domain.deposit import FRESH
from tattoobot.domain.flags import HARMLESS, LEAVES_MONEY_OPEN, PUTS_DATE_IN_DOUBT, Concern
from tattoobot.domain.lead import Status
from tattoobot.domain.quiet_hours import QuietHours
from tattoobot.domain.reminder_rules import CONFIRM, OF_A_DEPOSIT, CountedFrom, Reminders, Rule, To

GAP = timedelta(hours=2)
"""Two reminders are never closer than this, nor is one to what the client last wrote."""
HEADROOM = timedelta(minutes=30)
"""A reminder that has to go before a moment goes this much before it: sending takes time."""
TOO_SHORT_TO_PAY = timedelta(minutes=10)
TOO_SHORT_TO_COME = timedelta(hours=2)
"""So shortly before a date nothing is said about it any more: they are on their way."""
A_DAY_LATE = timedelta(days=1)
"""Whatever kept us: what should have been said so long ago is not said any more."""
PAGE_GRACE = timedelta(minutes=15)
"""A page that should have expired this long ago has, whether or not Stripe's word of it has come."""


@dataclass(frozen=True, slots=True)
class Page:
    """The newest payment page of a lead."""

    deposit_id: int
    status: str
    asked_at: datetime
    expires_at: datetime
    session_id: str | None = None
    checked_at: datetime | None = None
    """When Stripe last answered how it stands."""
    attempt_id: int | None = None
    """None: its deposit has had no other."""

    def is_unchecked(self, now: datetime) -> bool:
        """Whether the page may have been paid without our hearing of it."""
        asked = self.checked_at is not None and now - self.checked_at < FRESH
        return self.status == "open" and self.session_id is not None and not asked


@dataclass(frozen=True, slots=True)
class Facts:
    """What has to be known about a lead to work out its reminders."""

    lead_id: int
    client_id: int
    client_name: str
    artist_id: int
    status: Status
    status_since: datetime
    studio_zone: ZoneInfo
    client_zone: ZoneInfo
    last_message_at: datetime | None = None
    opted_out: bool = False
    flags: frozenset[Concern] = frozenset()
    handed_over: bool = False
    answered: bool = False
    """The artist is talking to the client and has said the last word: nobody waits for the artist."""
    page: Page | None = None
    done: frozenset[tuple[str, str]] = frozenset()
    """Kind and occurrence of every reminder that has been dealt with."""
    reminded_at: datetime | None = None
    """When the client was reminded last, of this lead or another."""
    this_week: int = 0
    """How often they were in the last seven days."""
    starts_at: datetime | None = None
    """The date that is fixed."""
    confirmed: bool = False
    """The client has said that they come on that date."""

    @property
    def with_a_person(self) -> bool:
        return self.handed_over or bool(self.flags - HARMLESS)

    def is_to_come(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at > now

    @property
    def window_closes_at(self) -> datetime | None:
        return service_window.last_moment(self.last_message_at)


class Obstacle(StrEnum):
    """Why a reminder is not sent."""

    WINDOW_CLOSED = "window_closed"  # more than 24 hours since the client wrote, and no template
    TOO_LATE = "too_late"  # what it is about is over by then, or it should have gone long ago
    OVERTAKEN = "overtaken"  # the next one comes at the same time
    ENOUGH = "enough"  # the client has had as many as they may get
    NO_NUMBER = "no_number"  # the artist cannot be reached on WhatsApp


@dataclass(frozen=True, slots=True)
class Planned:
    """One reminder to come, as things stand now."""

    rule: Rule
    occurrence: str
    """What it is about, where that can come again: the payment page."""
    meant_for: datetime
    at: datetime
    obstacle: Obstacle | None = None
    by_template: bool = False
    look_at: datetime | None = None
    """Before `at`: from here on, a new message of the client can make it possible again."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead of one lead, seen from `now`."""

    facts: Facts
    now: datetime
    reminders: Reminders
    templates: frozenset[str] = frozenset()
    """Names of the templates that may be sent to this client at this moment."""

    def planned(self) -> list[Planned]:
        """Every reminder to come, in order: those to be sent, and those that something stands in the way of."""
        coming = [item for rule in self.reminders.rules if (item := self._plan(rule))]
        coming.sort(key=lambda item: (item.at, item.meant_for))
        groups = defaultdict(list)
        for item in coming:
            # That a page has expired is not news until it has, and takes nothing away from what is said before.
            groups[item.rule.to, item.rule.asks_for_money].append(item)
        spaced = [item for group in groups.values() for item in _without_crowding(group)]
        return sorted(spaced, key=lambda item: item.at)

    def due(self) -> list[Planned]:
        """Reminders whose time has come: sent where nothing is in the way, else noted as not sent."""
        return [self._unless_enough(item) for item in self.planned() if item.at <= self.now]

    def speaks_of_unchecked_page(self) -> bool:
        """Whether a due reminder says that money is missing: Stripe has to be asked first whether it is."""
        page, lapse = self.facts.page, self.lapses_at()
        if page is None or not page.is_unchecked(self.now):
            return False
        said = any(item.obstacle is None and item.rule.counted_from in OF_A_DEPOSIT for item in self.due())
        return said or (lapse is not None and lapse <= self.now)

    def next_look(self) -> datetime | None:
        """When there is something to do again, once what is due is done. None: not before something happens."""
        moments = [
            item.look_at if item.look_at and item.look_at > self.now else item.at
            for item in self.planned()
            if item.at > self.now
        ]
        lapse = self.lapses_at()
        return min([*moments, *([lapse] if lapse and lapse > self.now else [])], default=None)

    def lapses_at(self) -> datetime | None:
        """When this lead is let go. One that waits for a person stays: it is not the client who is quiet."""
        booked = self.facts.status is Status.BOOKED
        if self.facts.flags & LEAVES_MONEY_OPEN if booked else self.facts.with_a_person:
            return None
        moments = [
            begins + lapse.after
            for lapse in self.reminders.lapses
            if lapse.status is self.facts.status and (begins := self._begins(lapse.counted_from))
        ]
        return min(moments, default=None)

    # ------------------------------------------------------------------ when

    def _plan(self, rule: Rule) -> Planned | None:
        """Where this rule stands; None where it does not apply, or has been dealt with."""
        begins = self._begins(rule.counted_from)
        page = self.facts.page
        occurrence = (
            str(page.attempt_id or page.deposit_id) if page and rule.counted_from in OF_A_DEPOSIT else ""
        )
        of_date = rule.counted_from is CountedFrom.APPOINTMENT
        if of_date and begins is not None:
            occurrence = begins.isoformat()
        if not self._is_there(rule) or begins is None or self._is_silent(rule):
            return None
        if of_date and self._is_settled(rule, begins, occurrence):
            return None
        if of_date and self.now > begins + rule.after + A_DAY_LATE:
            return None  # a date of long ago, seen for the first time
        if (rule.kind, occurrence) in self.facts.done:
            return None
        meant_for = begins + rule.after
        if rule.to is To.ARTIST:
            return self._for_artist(rule, occurrence, meant_for)
        return self._for_client(rule, occurrence, meant_for)

    def _is_there(self, rule: Rule) -> bool:
        """What is said after a date is said all the same where the artist has called it done meanwhile."""
        if self.facts.status is Status.COMPLETED and rule.counted_from is CountedFrom.APPOINTMENT:
            return rule.after > timedelta(0)
        return rule.status is self.facts.status

    def _is_silent(self, rule: Rule) -> bool:
        """A date is spoken of whatever else is open; not where it is in doubt itself."""
        if rule.to is not To.CLIENT:
            return self.facts.answered and rule.counted_from is CountedFrom.STATUS
        if rule.counted_from is CountedFrom.APPOINTMENT:
            return self.facts.opted_out or bool(self.facts.flags & PUTS_DATE_IN_DOUBT)
        return self.facts.opted_out or self.facts.with_a_person

    def _is_settled(self, rule: Rule, starts_at: datetime, occurrence: str) -> bool:
        """Whether nobody has to be asked: they have said so, or it was time to ask before the date was made."""
        if not rule.unless_confirmed:
            return False
        asks = rule.kind == CONFIRM
        made_later = self.facts.status_since > starts_at + rule.after
        never_asked = not asks and (CONFIRM, occurrence) not in self.facts.done
        in_doubt = bool(self.facts.flags & PUTS_DATE_IN_DOUBT)
        return self.facts.confirmed or in_doubt or (asks and made_later) or never_asked

    def _for_artist(self, rule: Rule, occurrence: str, meant_for: datetime) -> Planned:
        at = self.reminders.quiet.after(max(meant_for, self.now), self.facts.studio_zone)
        over = self.facts.starts_at if rule.counted_from is CountedFrom.APPOINTMENT else None
        if at > meant_for + A_DAY_LATE or (over is not None and at >= over):
            return Planned(rule, occurrence, meant_for, meant_for, Obstacle.TOO_LATE)
        return Planned(rule, occurrence, meant_for, at)

    def _begins(self, counted_from: CountedFrom) -> datetime | None:
        """The moment that a rule counts from; None while there is none."""
        if counted_from is CountedFrom.LAST_MESSAGE:
            return self.facts.last_message_at
        if counted_from is CountedFrom.STATUS:
            return self.facts.status_since
        if counted_from is CountedFrom.APPOINTMENT:
            return self.facts.starts_at
        page = self.facts.page
        if page is None:
            return None
        if page.status == "open":
            return _moment_of(page, counted_from)
        # Money that is on its way (`processing`) is waited for in silence.
        over = page.status == "expired" and counted_from is CountedFrom.DEPOSIT_EXPIRED
        return min(page.expires_at, self.now) if over else None

    def _for_client(self, rule: Rule, occurrence: str, meant_for: datetime) -> Planned:
        """As it was meant, else in the morning, else a little early, else by template, else not at all."""
        wish = self._wish(rule, meant_for)
        window, until = self.facts.window_closes_at, meant_for + A_DAY_LATE
        if self.facts.page and rule.asks_for_money:
            until = min(until, self.facts.page.expires_at - TOO_SHORT_TO_PAY)
        if self.facts.starts_at and meant_for < self.facts.starts_at:
            until = min(until, self.facts.starts_at - TOO_SHORT_TO_COME)
        inside = min(window, until) if window else until
        if window is not None and (at := wish.within(inside)):
            return Planned(rule, occurrence, meant_for, at)
        by_template = rule.template in self.templates
        if by_template and (at := wish.within(until)):
            return Planned(rule, occurrence, meant_for, at, by_template=True)
        obstacle = Obstacle.TOO_LATE if by_template or inside == until else Obstacle.WINDOW_CLOSED
        return Planned(
            rule, occurrence, meant_for, meant_for, obstacle, look_at=min(wish.earliest, meant_for)
        )

    def _wish(self, rule: Rule, meant_for: datetime) -> "_Wish":
        facts, page = self.facts, self.facts.page
        heard = [moment + GAP for moment in (facts.last_message_at, facts.reminded_at) if moment]
        # A link that lives an hour has only just been sent two hours before its end.
        asked = (
            [page.asked_at + (page.expires_at - page.asked_at) / 4] if page and rule.asks_for_money else []
        )
        not_before = max([*heard, *asked], default=meant_for)
        return _Wish(
            best=max(meant_for, not_before, self.now),
            earliest=max(meant_for - rule.early, not_before),
            now=self.now,
            quiet=self.reminders.quiet,
            zone=self.facts.client_zone,
        )

    def _unless_enough(self, item: Planned) -> Planned:
        enough = item.rule.to is To.CLIENT and self.facts.this_week >= self.reminders.a_week
        return replace(item, obstacle=Obstacle.ENOUGH) if enough and item.obstacle is None else item


@dataclass(frozen=True, slots=True)
class _Wish:
    """When a client is best written to, and how much before that will do."""

    best: datetime
    earliest: datetime
    now: datetime
    quiet: QuietHours
    zone: ZoneInfo

    def within(self, until: datetime) -> datetime | None:
        """The best moment up to `until` outside the quiet hours; None where there is none."""
        at = self.quiet.after(self.best, self.zone)
        if at <= until:
            return at
        last = self.quiet.before(until, self.zone)
        at = last - HEADROOM
        if at < self.earliest or self.now >= last or self.quiet.hold(at, self.zone):
            return None
        return max(at, self.now)


def _moment_of(page: Page, counted_from: CountedFrom) -> datetime:
    """The moments in the life of a page that can still be paid."""
    if counted_from is CountedFrom.DEPOSIT_HALFWAY:
        return page.asked_at + (page.expires_at - page.asked_at) / 2
    return page.expires_at + (PAGE_GRACE if counted_from is CountedFrom.DEPOSIT_EXPIRED else timedelta(0))


def _without_crowding(in_order: Sequence[Planned]) -> list[Planned]:
    """Of reminders that come together, only the last is sent: it says what the others would have."""
    kept: list[Planned] = []
    following: datetime | None = None
    for item in reversed(in_order):
        crowded = item.obstacle is None and following is not None and item.at > following - GAP
        kept.append(replace(item, obstacle=Obstacle.OVERTAKEN) if crowded else item)
        if kept[-1].obstacle is None:
            following = item.at
    return kept[::-1]
