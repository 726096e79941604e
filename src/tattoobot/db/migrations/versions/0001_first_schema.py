"""first schema."""

import sqlalchemy as sa
from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment
from sqlalchemy.dialects import postgresql

from tattoobot.db.migrations import first_enquiries

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _artists()
    _pauses()
    _clients()
    _clock()
    _inbox()
    _outbox()
    _handles()
    first_enquiries.create()
    op.execute("INSERT INTO clock (id) VALUES (1)")
    _run_all(QueryBuilderEnvironment().build_install_query())


def downgrade() -> None:
    for table in (
        "photos",
        "timeline",
        "messages",
        "flags",
        "deposits",
        "action_tokens",
        "opt_outs",
        "leads",
        "handles",
        "outbox",
        "inbox",
        "clock",
        "clients",
        "pauses",
        "artists",
    ):
        op.drop_table(table)
    _run_all(QueryBuilderEnvironment().build_uninstall_query())


def _artists() -> None:
    op.create_table(
        "artists",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("whatsapp_number", sa.Text(), nullable=True),
        sa.Column("booking_url", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artists")),
        sa.UniqueConstraint("key", name=op.f("uq_artists_key")),
        comment="Who tattoos and decides. Written from the studio's file at start.",
    )


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.CheckConstraint("scope IN ('everything', 'templates')", name=op.f("ck_pauses_scope")),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_pauses")),
        comment="Nothing of this kind goes out to WhatsApp until then, whichever worker would send it.",
    )


def _clients() -> None:
    op.create_table(
        "clients",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "phone",
            sa.Text(),
            nullable=True,
            comment="Digits only; may be missing: WhatsApp hides it for some.",
        ),
        sa.Column("user_id", sa.Text(), nullable=True, comment="Business-scoped user id, kept unchanged."),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("opted_out", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("burst_began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        comment="Who writes to us, with the handles of today; all that ever were are in `handles`.",
    )
    op.create_index(
        "ix_clients_turn_due",
        "clients",
        ["turn_due_at"],
        unique=False,
        postgresql_where=sa.text("turn_due_at IS NOT NULL"),
    )


def _clock() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "ahead_seconds", sa.Numeric(precision=14, scale=3), server_default=sa.text("0"), nullable=False
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
        comment="How far the sandbox has moved the product's clock. Stays at zero in production.",
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "payload",
            sa.Text(),
            nullable=False,
            comment="JSON as text: jsonb refuses what WhatsApp may send.",
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("provider", "external_id", name=op.f("uq_inbox_provider_external_id")),
        comment="What the providers told us, kept once, before anything else happens.",
    )
    op.create_index(
        "ix_inbox_failed",
        "inbox",
        ["id"],
        unique=False,
        postgresql_where=sa.text("failure IS NOT NULL AND handled_at IS NULL"),
    )
    op.create_index(
        "ix_inbox_new",
        "inbox",
        ["provider", "id"],
        unique=False,
        postgresql_where=sa.text("handled_at IS NULL AND failure IS NULL"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_key", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("priority", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column(
            "worker", sa.BigInteger(), nullable=True, comment="The number of the worker that holds it."
        ),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sending', 'unsure', 'dead')", name=op.f("ck_outbox_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        comment="Effects that wait to be delivered; a delivered one is gone from here.",
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        [sa.literal_column("priority DESC"), "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('waiting', 'unsure')"),
    )
    op.create_index(
        "ix_outbox_leases",
        "outbox",
        ["lease_until"],
        unique=False,
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_index(
        "ix_outbox_message",
        "outbox",
        ["message_id"],
        unique=False,
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_order",
        "outbox",
        ["order_key", "id"],
        unique=False,
        postgresql_where=sa.text("state <> 'dead'"),
    )


def _handles() -> None:
    op.create_table(
        "handles",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('phone', 'user_id', 'parent_user_id')", name=op.f("ck_handles_kind")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_handles_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handles")),
        comment="Every name under which WhatsApp has shown us a client.",
    )
    op.create_index("ix_handles_client", "handles", ["client_id"], unique=False)
    op.create_index(
        "uq_handles_now",
        "handles",
        ["kind", "value"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )


def _run_all(statements: str) -> None:
    """The tables of the job engine: several statements, which only the driver itself takes at once."""
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(statements))  # type: ignore[union-attr]
