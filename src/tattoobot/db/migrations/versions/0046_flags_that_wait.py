"""Whose question or wish was passed on to the artist is found in the order in which they wait."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_flags_open", "flags", ["since", "lead_id"], postgresql_where=sa.text("resolved_at IS NULL")
    )


def downgrade() -> None:
    op.drop_index("ix_flags_open", "flags")
