"""The part of the studio's file about reminders: which of ours are changed or left out, and the studio's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta
from difflib import get_close_matches
from typing import Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from tattoobot.domain.lead import Status
from tattoobot.domain.quiet_hours import QuietHours
from tattoobot.domain.reminder_rules import (
    OF_A_DEPOSIT,
    RULES,
    WAITED_FOR,
    CountedFrom,
    Lapse,
    Reminders,
    Rule,
    To,
)
from tattoobot.studio_file.parts import Part

TWO_MONTHS = 24 * 60

BEFOREHAND = (CountedFrom.DEPOSIT_EXPIRY, CountedFrom.APPOINTMENT)
"""A reminder may come so long before these."""


class _Part(Part):
    model_config = ConfigDict(populate_by_name=True)


class QuietPart(_Part):
    begin: time = Field(default=time(21), alias="from")
    end: time = Field(default=time(9), alias="until")

    @field_validator("begin", "end")
    @classmethod
    def _local(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("write a time of day such as 21:00")
        return value


class LapsePart(_Part):
    unfinished_days: float = Field(default=14, ge=1, le=365)
    unpaid_days: float = Field(default=7, ge=1, le=365)
    done_days: float = Field(default=14, ge=1, le=365)


class ReminderPart(_Part):
    """One reminder. Of one that there is already, only what is named changes."""

    kind: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    off: bool = False
    status: Status | None = None
    to: To | None = None
    counted_from: CountedFrom | None = None
    after_hours: float | None = Field(default=None, ge=-14 * 24, le=TWO_MONTHS)
    early_hours: float | None = Field(default=None, ge=0, le=24)
    template: str | None = Field(default=None, pattern=r"^[a-z0-9_]{0,512}$")
    text: str | None = Field(default=None, min_length=1, max_length=900)

    def rule(self) -> Rule:
        """Ours with the studio's changes, or the studio's own."""
        base = next((rule for rule in RULES if rule.kind == self.kind), None) or self._own()
        return replace(
            base,
            status=self.status or base.status,
            to=self.to or base.to,
            counted_from=self.counted_from or base.counted_from,
            after=base.after if self.after_hours is None else timedelta(hours=self.after_hours),
            early=base.early if self.early_hours is None else timedelta(hours=self.early_hours),
            template=base.template if self.template is None else self.template or None,
            # A text is for this reminder alone, also where several share their words.
            says=f"remind.{self.kind}" if self.text else base.says,
        )

    def _own(self) -> Rule:
        missing = [name for name in ("status", "after_hours", "text") if getattr(self, name) is None]
        if missing:
            known = get_close_matches(self.kind, [rule.kind for rule in RULES], 1)
            hint = f"{known[0]} is meant, or " if known else ""
            raise ValueError(f"{hint}a reminder of your own needs {' and '.join(missing)}")
        assert self.status is not None
        by = CountedFrom.APPOINTMENT if self.status is Status.BOOKED else CountedFrom.STATUS
        return Rule(self.kind, self.status, To.CLIENT, by, timedelta(0))

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.off:
            return self
        rule = self.rule()
        if rule.status not in WAITED_FOR:
            raise ValueError(f"nobody is waited for in {rule.status}")
        if rule.counted_from in OF_A_DEPOSIT and rule.status is not Status.AWAITING_DEPOSIT:
            raise ValueError(f"{rule.counted_from} is counted in {Status.AWAITING_DEPOSIT} only")
        if (rule.counted_from is CountedFrom.APPOINTMENT) is not (rule.status is Status.BOOKED):
            raise ValueError(
                f"{CountedFrom.APPOINTMENT} is what is counted from in {Status.BOOKED}, and only there"
            )
        if rule.after < timedelta(0) and rule.counted_from not in BEFOREHAND:
            raise ValueError(f"after_hours may be negative with {' or '.join(BEFOREHAND)} only")
        return self


def reminders(parts: Sequence[ReminderPart], quiet: QuietPart, lapse: LapsePart, a_week: int) -> Reminders:
    """Ours, with what the studio says otherwise."""
    own = {part.kind: part for part in parts}
    kinds = [*dict.fromkeys([*(rule.kind for rule in RULES), *own])]
    ours = {rule.kind: rule for rule in RULES}
    rules = tuple(
        own[kind].rule() if kind in own else ours[kind]
        for kind in kinds
        if not (kind in own and own[kind].off)
    )
    lapses = (
        Lapse(Status.QUALIFYING, CountedFrom.LAST_MESSAGE, timedelta(days=lapse.unfinished_days)),
        Lapse(Status.AWAITING_DEPOSIT, CountedFrom.DEPOSIT_EXPIRED, timedelta(days=lapse.unpaid_days)),
        Lapse(Status.BOOKED, CountedFrom.APPOINTMENT, timedelta(days=lapse.done_days)),
    )
    return Reminders(rules, lapses, QuietHours(quiet.begin, quiet.end), a_week)


def phrases(parts: Sequence[ReminderPart]) -> Mapping[str, str]:
    """The studio's own words, as phrases of the wording (which checks what stands in braces)."""
    said = {f"remind.{part.kind}": part.text for part in parts if part.text and not part.off}
    return {**said, **{f"{key}.by_chat": text for key, text in said.items()}}
