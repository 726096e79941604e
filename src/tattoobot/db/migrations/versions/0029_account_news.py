"""The watch knows what Meta has told about the account."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("heard", sa.Column("cut_off_until", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("heard", "cut_off_until")
