"""Artists sign in with passkeys; this installation has a secret of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

RANDOM = "sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))"


def upgrade() -> None:
    op.add_column(
        "installation",
        sa.Column(
            "secret",
            sa.LargeBinary(),
            nullable=False,
            server_default=sa.text(RANDOM),
            comment="Keys of ours follow from it. Told to nobody.",
        ),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("artist_id", sa.BigInteger(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["artist_id"], ["artists.id"], name=op.f("fk_passkeys_artist_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
        comment="The public halves of the keys that open the front desk for an artist.",
    )
    op.create_index("ix_passkeys_artist", "passkeys", ["artist_id"])
    op.create_table(
        "used_challenges",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_used_challenges")),
        comment="What a passkey has signed once and may not be shown again, until it has run out.",
    )
    op.add_column(
        "desk_sessions",
        sa.Column("passkey_id", sa.BigInteger(), comment="What opened it; it ends with that."),
    )
    op.create_foreign_key(
        op.f("fk_desk_sessions_passkey_id"),
        "desk_sessions",
        "passkeys",
        ["passkey_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index("ix_desk_sessions_passkey", "desk_sessions", ["passkey_id"])


def downgrade() -> None:
    op.drop_column("desk_sessions", "passkey_id")
    op.drop_table("used_challenges")
    op.drop_table("passkeys")
    op.drop_column("installation", "secret")
