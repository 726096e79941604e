"""A link of our own to each payment page, by what each amount was computed, and the terms that were accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deposits", sa.Column("link_token", sa.Text(), nullable=True))
    op.add_column("deposits", sa.Column("rule", sa.Text(), nullable=True, comment="What made the amount."))
    op.create_unique_constraint(op.f("uq_deposits_link_token"), "deposits", ["link_token"])
    op.create_table(
        "accepted_terms",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("deposit_id", sa.BigInteger(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False, comment="Of the wording: a part of its SHA-256."),
        sa.Column("message_id", sa.BigInteger(), nullable=True, comment="The message that brought the link."),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposits.id"], name=op.f("fk_accepted_terms_deposit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accepted_terms")),
        sa.UniqueConstraint("deposit_id", "version", name=op.f("uq_accepted_terms_deposit_id_version")),
        comment="The terms of a deposit as its client saw them and went on to pay. Never changed.",
    )


def downgrade() -> None:
    op.drop_table("accepted_terms")
    op.drop_constraint(op.f("uq_deposits_link_token"), "deposits", type_="unique")
    op.drop_column("deposits", "rule")
    op.drop_column("deposits", "link_token")
