"""Clients whose data was deleted: an empty row says when, and holds what the accounts need."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "clients",
        sa.Column(
            "erased_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Since then nothing of theirs is here but, where money came, its record.",
        ),
    )
    op.create_index("ix_clients_erased", "clients", ["id"], postgresql_where=sa.text("erased_at IS NOT NULL"))


def downgrade() -> None:
    op.drop_index("ix_clients_erased", "clients")
    op.drop_column("clients", "erased_at")
