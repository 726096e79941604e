"""What the tables have in common: names of constraints, and the columns that most of them have."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NOW = text("now()")
OPEN_STATUSES = "('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending')"
THEIR_TURN = "status IN ('pending_approval', 'deposit_paid')"
CLIENTS_TURN = "status IN ('qualifying', 'awaiting_deposit', 'booking_pending')"
LIVE_DEPOSITS = "('requested', 'open', 'processing')"
STEPS = "('enquired', 'brief_completed', 'approved', 'deposit_paid', 'booked')"


def identity() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def moment(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=optional, server_default=None if optional else NOW)


def reference(table: str, name: str, *, optional: bool = False) -> Column[int]:
    return Column(
        name, BigInteger, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=optional, index=False
    )
