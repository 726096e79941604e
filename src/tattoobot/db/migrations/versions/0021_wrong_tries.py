"""How often a source has tried a wrong key or link lately, counted for all processes together."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wrong_tries",
        sa.Column(
            "source",
            sa.Integer(),
            nullable=False,
            autoincrement=False,
            comment="16 bits of a hash of the address, and of what was tried: no address is kept.",
        ),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_wrong_tries")),
        comment="Wrong keys and links by source. Nothing is lost with it: it is not even logged.",
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("wrong_tries")
