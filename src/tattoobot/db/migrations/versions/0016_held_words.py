"""Calls that are held back: which messages they were about, so that they are told with their words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "calls",
        sa.Column(
            "said",
            ARRAY(sa.BigInteger()),
            nullable=False,
            server_default="{}",
            comment="The messages that are quoted with it; none where they may be about health.",
        ),
    )


def downgrade() -> None:
    op.drop_column("calls", "said")
