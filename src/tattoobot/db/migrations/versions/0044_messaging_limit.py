"""What WhatsApp says of how many people a day the studio may write to first is kept beside its pace."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "number_pace",
        sa.Column("messaging_limit", sa.Text(), server_default="", nullable=False, comment="In Meta's word."),
    )


def downgrade() -> None:
    op.drop_column("number_pace", "messaging_limit")
