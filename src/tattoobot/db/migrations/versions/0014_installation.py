"""installation."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
        comment="What tells this installation from others that share its WhatsApp number: random, made once.",
    )
    op.execute("INSERT INTO installation (mark) VALUES (replace(gen_random_uuid()::text, '-', ''))")


def downgrade() -> None:
    op.drop_table("installation")
