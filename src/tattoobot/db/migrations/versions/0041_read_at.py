"""When a client saw a message."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("read_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("messages", "read_at")
