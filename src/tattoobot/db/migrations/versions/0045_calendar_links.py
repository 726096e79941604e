"""Links to calendar files follow from the secret; those that are out go on working until their date is past."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "installation",
        sa.Column(
            "calendar_links_from",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="Links to dates that were made before may follow from the mark.",
        ),
    )


def downgrade() -> None:
    op.drop_column("installation", "calendar_links_from")
