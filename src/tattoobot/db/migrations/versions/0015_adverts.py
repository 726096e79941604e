"""Adverts: what a client came from is kept with the lead."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "leads",
        sa.Column(
            "advert", JSONB(), nullable=True, comment="What the client came from, as WhatsApp tells it."
        ),
    )


def downgrade() -> None:
    op.drop_column("leads", "advert")
