"""Artists sign in to the front desk; whoever waits for them is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

FILL = """
    UPDATE leads l SET status_since = coalesce(
        (SELECT max(t.at) FROM timeline t WHERE t.lead_id = l.id AND t.to_status = l.status), l.created_at
    )
"""

THEIR_TURN = "status IN ('pending_approval', 'deposit_paid')"


def upgrade() -> None:
    op.create_table(
        "desk_links",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("artist_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["artist_id"], ["artists.id"], name=op.f("fk_desk_links_artist_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_desk_links_digest")),
        comment="Links that open the front desk for an artist, by a hash; gone with their use.",
    )
    op.create_index("ix_desk_links_artist", "desk_links", ["artist_id"])
    op.create_table(
        "desk_sessions",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("artist_id", sa.BigInteger(), comment="None: whoever has the admin key."),
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of what the cookie holds."),
        sa.Column("device", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["artist_id"], ["artists.id"], name=op.f("fk_desk_sessions_artist_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_sessions")),
        sa.UniqueConstraint("digest", name=op.f("uq_desk_sessions_digest")),
        comment="Devices on which the front desk is open. Gone when they are signed out.",
    )
    op.create_index("ix_desk_sessions_artist", "desk_sessions", ["artist_id"])
    since = sa.Column(
        "status_since", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")
    )
    op.add_column("leads", since)
    op.execute(FILL)
    op.create_index(
        "ix_leads_their_turn",
        "leads",
        ["artist_id", "status_since", "id"],
        postgresql_where=sa.text(THEIR_TURN),
    )
    op.create_index(
        "ix_handovers_unanswered",
        "handovers",
        ["since", "id"],
        postgresql_where=sa.text("ended_at IS NULL AND answered_at IS NULL AND asked_by = 'client'"),
    )


def downgrade() -> None:
    op.drop_index("ix_handovers_unanswered", "handovers")
    op.drop_index("ix_leads_their_turn", "leads")
    op.drop_column("leads", "status_since")
    op.drop_table("desk_sessions")
    op.drop_table("desk_links")
