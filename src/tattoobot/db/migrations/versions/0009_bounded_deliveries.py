"""bounded deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "outbox",
        sa.Column(
            "takeovers",
            sa.SmallInteger(),
            server_default="0",
            nullable=False,
            comment="So many workers in a row died with it.",
        ),
    )
    op.add_column(
        "outbox",
        sa.Column(
            "even_if_opted_out",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Sent to somebody who has said stop too: that this was heard.",
        ),
    )
    op.add_column("photos", sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_photos_client", "photos", ["client_id", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_photos_client", table_name="photos")
    op.drop_column("photos", "asked_again_at")
    op.drop_column("outbox", "even_if_opted_out")
    op.drop_column("outbox", "takeovers")
