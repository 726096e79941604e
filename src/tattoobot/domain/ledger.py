"""What happened to the money of a deposit, entry after entry, and what the entries add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tattoobot.domain.deposit import DepositStatus

NOTHING = Decimal(0)


class Kind(StrEnum):
    """What an entry says of its amount."""

    REQUESTED = "requested"  # it was asked for
    PAID = "paid"  # it came
    HELD = "held"  # from here on it is the deposit of a booking
    MOVED = "moved"  # it went along to another date
    APPLIED = "applied"  # it was taken off the price
    REFUNDED = "refunded"  # it went back
    REFUND_FAILED = "refund_failed"  # it had gone back and came again
    FORFEITED = "forfeited"  # the studio keeps it for good
    DISPUTED = "disputed"  # the client's bank has it, or may take it
    DISPUTE_OVER = "dispute_over"  # it is the studio's again
    DISPUTE_LOST = "dispute_lost"  # the bank keeps what it has; the balance stays what it was


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a deposit's ledger. It is written once, and nothing ever changes it."""

    kind: Kind
    amount: Decimal
    reference: str = ""
    """What Stripe calls the payment, the refund or the dispute."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Where what was paid is now: all of it, and each penny in one place."""

    paid: Decimal
    refunded: Decimal
    disputed: Decimal
    forfeited: Decimal
    applied: Decimal
    held: Decimal


def balance(entries: Iterable[Entry]) -> Balance:
    """Add the entries up, in whatever order they came.

    Nothing is in two places: what is with the client is not with the bank, and what is with either is not kept.
    """
    sums = dict.fromkeys(Kind, NOTHING)
    for entry in entries:
        sums[entry.kind] += entry.amount
    paid = sums[Kind.PAID]
    refunded = _share(sums[Kind.REFUNDED] - sums[Kind.REFUND_FAILED], paid)
    disputed = _share(sums[Kind.DISPUTED] - sums[Kind.DISPUTE_OVER], paid - refunded)
    forfeited = _share(sums[Kind.FORFEITED], paid - refunded - disputed)
    applied = _share(sums[Kind.APPLIED], paid - refunded - disputed - forfeited)
    held = paid - refunded - disputed - forfeited - applied
    return Balance(paid, refunded, disputed, forfeited, applied, held)


def _share(claim: Decimal, left: Decimal) -> Decimal:
    return max(min(claim, left), NOTHING)


def status(entries: Sequence[Entry]) -> DepositStatus:
    """What a deposit that was paid is called."""
    now = balance(entries)
    if _sum(entries, Kind.DISPUTED) > _sum(entries, Kind.DISPUTE_OVER):
        return DepositStatus.DISPUTED
    if now.refunded == now.paid:
        return DepositStatus.REFUNDED
    if now.forfeited and not now.held:
        return DepositStatus.FORFEITED
    return DepositStatus.PARTIALLY_REFUNDED if now.refunded else DepositStatus.PAID


@dataclass(frozen=True, slots=True)
class Claim:
    """A refund or a dispute, as Stripe has it now."""

    reference: str
    amount: Decimal
    stands: bool
    """A refund that did not fail; a dispute that is not over in the studio's favour."""
    lost: bool = False
    """A dispute that is over in the client's favour."""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What became of a payment, all in all: the same whatever the order in which it was told."""

    refunds: tuple[Claim, ...] = ()
    disputes: tuple[Claim, ...] = ()


def missing(entries: Sequence[Entry], aftermath: Aftermath) -> list[Entry]:
    """The entries that make the ledger say what Stripe says; none where it does already."""
    return [
        *_settled(entries, aftermath.refunds, Kind.REFUNDED, Kind.REFUND_FAILED),
        *_settled(entries, aftermath.disputes, Kind.DISPUTED, Kind.DISPUTE_OVER),
        *(
            Entry(Kind.DISPUTE_LOST, claim.amount, claim.reference)
            for claim in aftermath.disputes
            if claim.lost and not _sum(entries, Kind.DISPUTE_LOST, claim.reference)
        ),
    ]


def _settled(entries: Sequence[Entry], claims: Sequence[Claim], taken: Kind, given: Kind) -> list[Entry]:
    # What was known of before there was a ledger names no refund: it stands for those that have no entry.
    unnamed = _sum(entries, taken, "") - _sum(entries, given, "")
    found = []
    for claim in claims:
        wanted = claim.amount if claim.stands else NOTHING
        more = wanted - (_sum(entries, taken, claim.reference) - _sum(entries, given, claim.reference))
        known = max(min(more, unnamed), NOTHING)
        unnamed -= known
        if more < 0:
            found.append(Entry(given, -more, claim.reference))
        elif more > known:
            found.append(Entry(taken, more - known, claim.reference))
    if unnamed > 0:
        found.append(Entry(given, unnamed))
    return found


def _sum(entries: Iterable[Entry], kind: Kind, reference: str | None = None) -> Decimal:
    return sum(
        (entry.amount for entry in entries if entry.kind is kind and reference in {None, entry.reference}),
        NOTHING,
    )
