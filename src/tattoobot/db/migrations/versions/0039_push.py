"""Notices go to browsers."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "artists",
        sa.Column(
            "push_instead",
            sa.Boolean(),
            nullable=False,
            server_default=sa.text("false"),
            comment="They want notices in their browsers in place of WhatsApp's.",
        ),
    )
    op.create_table(
        "push_devices",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("auth", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["desk_sessions.id"], name=op.f("fk_push_devices_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_devices")),
        sa.UniqueConstraint("session_id", name=op.f("uq_push_devices_session_id")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_devices_endpoint")),
        comment="Browsers that show notices, as long as they are signed in.",
    )


def downgrade() -> None:
    op.drop_table("push_devices")
    op.drop_column("artists", "push_instead")
