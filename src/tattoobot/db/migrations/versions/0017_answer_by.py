"""Handovers: by when the artist was to have answered, that they were reminded, and that the client heard of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "handovers",
        sa.Column("answer_by", sa.DateTime(timezone=True), comment="When the artist was to have answered."),
    )
    op.add_column("handovers", sa.Column("reminded_at", sa.DateTime(timezone=True)))
    op.add_column("handovers", sa.Column("told_late_at", sa.DateTime(timezone=True)))
    op.add_column(
        "handovers",
        sa.Column(
            "said",
            ARRAY(sa.BigInteger()),
            nullable=False,
            server_default="{}",
            comment="The messages that brought it about; none where they may be about health.",
        ),
    )
    op.create_index("ix_handovers_client", "handovers", ["client_id", "id"])
    op.create_index(
        "ix_handovers_late",
        "handovers",
        ["answer_by"],
        postgresql_where=sa.text("reminded_at IS NULL AND answered_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_handovers_late", "handovers")
    op.drop_index("ix_handovers_client", "handovers")
    for column in ("said", "told_late_at", "reminded_at", "answer_by"):
        op.drop_column("handovers", column)
