"""under age."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "clients",
        sa.Column(
            "under_age",
            postgresql.JSONB(),
            nullable=True,
            comment="What they said of their age, while it makes them too young.",
        ),
    )


def downgrade() -> None:
    op.drop_column("clients", "under_age")
