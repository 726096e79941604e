"""A deposit knows the terms in force when it was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "deposits",
        sa.Column("terms_version", sa.Text(), comment="Of the terms in force when it was asked for."),
    )


def downgrade() -> None:
    op.drop_column("deposits", "terms_version")
