"""promised links."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "messages",
        sa.Column(
            "links", sa.Text(), nullable=True, comment="JSON: the artist's links, made when it is sent."
        ),
    )


def downgrade() -> None:
    op.drop_column("messages", "links")
