"""A deposit as the admin API shows it, with every page that was opened for it."""

from collections.abc import Sequence

from pydantic import BaseModel

from tattoobot.db.attempts import Attempt
from tattoobot.db.deposits import Deposit
from tattoobot.domain.money import Money
from tattoobot.web.admin.moments import Moment


class DepositView(BaseModel):
    id: int
    status: str
    amount: str
    currency: str
    url: str | None
    """Stripe's own page, while there is one; clients get a link of ours."""
    expires_at: Moment
    paid_at: Moment | None


class AttemptView(BaseModel):
    """A payment page of a deposit."""

    session_id: str | None
    """None until Stripe has opened it."""
    state: str
    """`asked`, `open`, `complete`, `expired`, `replaced`."""
    amount: str
    opened_at: Moment
    expires_at: Moment


class WholeDepositView(DepositView):
    attempts: list[AttemptView]


def deposit_view(deposit: Deposit) -> DepositView:
    return DepositView(
        id=deposit.id,
        status=deposit.status,
        amount=Money(deposit.amount, deposit.currency).text,
        currency=deposit.currency,
        url=deposit.url,
        expires_at=deposit.expires_at,
        paid_at=deposit.paid_at,
    )


def whole_deposit_view(deposit: Deposit, attempts: Sequence[Attempt]) -> WholeDepositView:
    pages = [
        AttemptView(
            session_id=one.session_id,
            state=one.state,
            amount=Money(one.amount, deposit.currency).text,
            opened_at=one.created_at,
            expires_at=one.expires_at,
        )
        for one in attempts
    ]
    return WholeDepositView(**deposit_view(deposit).model_dump(), attempts=pages)
