"""template facts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template_facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("what IN ('status', 'category', 'quality')", name=op.f("ck_template_facts_what")),
        sa.PrimaryKeyConstraint("name", "language", "what", name=op.f("pk_template_facts")),
        comment="What Meta said last about our templates.",
    )


def downgrade() -> None:
    op.drop_table("template_facts")
