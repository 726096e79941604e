"""Under way: what a worker has in hand by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "under_way",
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("item", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("work", "item", name=op.f("pk_under_way")),
        comment="What a worker has in hand by itself, and how many died with it; gone when it is done.",
    )


def downgrade() -> None:
    op.drop_table("under_way")
