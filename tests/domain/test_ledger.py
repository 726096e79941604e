"""What the entries of a deposit add up to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.ledger import Aftermath, Balance, Claim, Entry, Kind, balance, missing, status


def entries(*told: str) -> list[Entry]:
    """`paid 60`, `refunded 20 re_1`: one entry each."""
    split = [one.split() for one in told]
    return [Entry(Kind(kind), Decimal(amount), *reference) for kind, amount, *reference in split]


@pytest.mark.parametrize(
    ("told", "called"),
    [
        (["paid 60"], "paid"),
        (["paid 60", "held 60"], "paid"),
        (["paid 60", "moved 60"], "paid"),
        (["paid 60", "applied 60"], "paid"),
        (["paid 60", "refunded 20"], "partially_refunded"),
        (["paid 60", "refunded 20", "refunded 40"], "refunded"),
        (["paid 60", "refunded 60", "refund_failed 60"], "paid"),
        (["paid 60", "forfeited 60"], "forfeited"),
        (["paid 60", "refunded 20", "forfeited 40"], "forfeited"),
        (["paid 60", "disputed 60"], "disputed"),
        (["paid 60", "refunded 60", "disputed 60"], "disputed"),
        (["paid 60", "disputed 60", "dispute_over 60"], "paid"),
    ],
)
def test_what_a_deposit_is_called_follows_from_its_entries(told: list[str], called: str) -> None:
    assert status(entries(*told)) is DepositStatus(called)


def test_what_was_asked_for_and_never_came_is_held_nowhere() -> None:
    assert balance(entries("requested 60")) == Balance(*[Decimal(0)] * 6)


def test_a_refund_of_what_was_kept_is_taken_from_what_was_kept() -> None:
    now = balance(entries("paid 60", "forfeited 60", "refunded 20"))

    assert (now.refunded, now.forfeited, now.held) == (Decimal(20), Decimal(40), Decimal(0))


SUMS = st.decimals(min_value="0.01", max_value="99999.99", places=2)


@given(st.lists(st.builds(Entry, st.sampled_from(Kind), SUMS), max_size=30))
def test_every_penny_that_was_paid_is_in_exactly_one_place(found: list[Entry]) -> None:
    now = balance(found)

    places = (now.refunded, now.disputed, now.forfeited, now.applied, now.held)
    assert sum(places) == now.paid == sum(one.amount for one in found if one.kind is Kind.PAID)
    assert min(places) >= 0


def test_sums_have_no_upper_bound() -> None:
    huge = Decimal("99999999999.999")

    assert balance([Entry(Kind.PAID, huge)] * 100_000).held == huge * 100_000


CLAIMS = st.builds(Claim, st.sampled_from(["a", "b", "c"]), SUMS, st.booleans())


@given(st.lists(st.lists(CLAIMS, unique_by=lambda one: one.reference), max_size=6))
def test_after_each_look_the_ledger_says_what_stripe_says(looks: list[list[Claim]]) -> None:
    amounts: dict[str, Decimal] = {}
    known = [Entry(Kind.PAID, Decimal(1_000_000))]
    for look in looks:
        # What a refund is worth never changes, only whether it stands.
        claims = [
            Claim(one.reference, amounts.setdefault(one.reference, one.amount), one.stands) for one in look
        ]
        known += missing(known, Aftermath(tuple(claims)))

        assert missing(known, Aftermath(tuple(claims))) == []
        for claim in claims:
            sums = balance([Entry(Kind.PAID, Decimal(1_000_000)), *_of(known, claim.reference)])
            assert sums.refunded == (claim.amount if claim.stands else 0)


def _of(known: list[Entry], reference: str) -> list[Entry]:
    return [one for one in known if one.reference == reference]


def test_what_was_known_before_the_ledger_counts_once() -> None:
    before = entries("paid 60", "refunded 20", "disputed 60")
    same = Aftermath((Claim("re_1", Decimal(20), stands=True),), (Claim("du_1", Decimal(60), stands=True),))
    more = Aftermath((*same.refunds, Claim("re_2", Decimal(15), stands=True)), same.disputes)
    undone = Aftermath((Claim("re_1", Decimal(20), stands=False),), ())

    assert missing(before, same) == []
    assert missing(before, more) == entries("refunded 15 re_2")
    assert missing(before, undone) == entries("refund_failed 20", "dispute_over 60")
