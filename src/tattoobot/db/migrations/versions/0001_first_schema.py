"""first schema."""

import sqlalchemy as sa
from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    op.create_table(
        "leads",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("artist_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("current_question", sa.Text(), nullable=True),
        sa.Column(
            "answers",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column(
            "asked",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["artist_id"], ["artists.id"], name=op.f("fk_leads_artist_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_leads_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
        comment="One enquiry for one piece. The status is written by db/leads.py alone.",
    )
    op.create_index("ix_leads_client", "leads", ["client_id", "id"], unique=False)
    op.create_index("ix_leads_status_updated", "leads", ["status", "updated_at", "id"], unique=False)
    op.create_index("ix_leads_updated", "leads", ["updated_at", "id"], unique=False)
    op.create_index(
        "uq_leads_open",
        "leads",
        ["client_id"],
        unique=True,
        postgresql_where=sa.text(
            "status IN ('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending')"
        ),
    )
    op.create_table(
        "opt_outs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wording", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_opt_outs_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_outs")),
        comment="The client said stop; and, later perhaps, start.",
    )
    op.create_index(
        "uq_opt_outs_now",
        "opt_outs",
        ["client_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "action_tokens",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of the token."),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("lead_status", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_action_tokens_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_action_tokens_digest")),
        comment="Single-use links for the artist. The token itself is only in the message that carried it.",
    )
    op.create_index("ix_action_tokens_lead", "action_tokens", ["lead_id"], unique=False)
    op.create_table(
        "deposits",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("payment_intent", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_deposits_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposits")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_deposits_idempotency_key")),
        sa.UniqueConstraint("session_id", name=op.f("uq_deposits_session_id")),
        comment="Money asked for to secure a time. At most one per lead can be paid.",
    )
    op.create_index("ix_deposits_lead", "deposits", ["lead_id", "id"], unique=False)
    op.create_index(
        "uq_deposits_live",
        "deposits",
        ["lead_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('requested', 'open', 'processing')"),
    )
    op.create_table(
        "flags",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_flags_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
        comment="Something that a person has to look at.",
    )
    op.create_index(
        "uq_flags_open",
        "flags",
        ["lead_id", "reason"],
        unique=True,
        postgresql_where=sa.text("resolved_at IS NULL"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=True),
        sa.Column("lead_id", sa.BigInteger(), nullable=True),
        sa.Column("artist_id", sa.BigInteger(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "body", sa.Text(), nullable=False, comment="JSON: the shape that was received or is to be sent."
        ),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "progress",
            sa.SmallInteger(),
            server_default="0",
            nullable=False,
            comment="Rank of the status: only up.",
        ),
        sa.Column("cause", sa.Text(), nullable=True, comment="Why it failed, in plain words."),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "instead",
            sa.Text(),
            nullable=True,
            comment="JSON: the template in its place when the service window is closed.",
        ),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_messages_direction")),
        sa.ForeignKeyConstraint(
            ["artist_id"], ["artists.id"], name=op.f("fk_messages_artist_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_messages_client_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_messages_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        comment="The transcript, as it was really said. A row with an artist is a notification to them.",
    )
    op.create_index(
        "ix_messages_waiting",
        "messages",
        ["client_id", "artist_id"],
        unique=False,
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index("ix_messages_client", "messages", ["client_id", "at", "id"], unique=False)
    op.create_index("ix_messages_lead", "messages", ["lead_id", "at", "id"], unique=False)
    op.create_index(
        "ix_messages_unread",
        "messages",
        ["client_id", "at", "id"],
        unique=False,
        postgresql_where=sa.text("direction = 'in' AND taken_at IS NULL"),
    )
    op.create_index(
        "uq_messages_provider",
        "messages",
        ["provider_id"],
        unique=True,
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    )
    op.create_table(
        "timeline",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=True),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_timeline_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline")),
        comment="Everything that happened to a lead, in order.",
    )
    op.create_index("ix_timeline_lead", "timeline", ["lead_id", "id"], unique=False)
    op.create_table(
        "photos",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("media_id", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), server_default="", nullable=False),
        sa.Column("caption", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("file", sa.Text(), nullable=True, comment="Name below DATA_DIR/photos."),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'kept', 'lost')", name=op.f("ck_photos_state")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_photos_client_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_photos_lead_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_photos_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        sa.UniqueConstraint("message_id", name=op.f("uq_photos_message_id")),
        comment="Pictures that clients sent.",
    )
    op.create_index("ix_photos_lead", "photos", ["lead_id"], unique=False)
    op.execute("INSERT INTO clock (id) VALUES (1)")
    _run_all(QueryBuilderEnvironment().build_install_query())


def downgrade() -> None:
    op.drop_index("ix_photos_lead", table_name="photos")
    op.drop_table("photos")
    op.drop_index("ix_timeline_lead", table_name="timeline")
    op.drop_table("timeline")
    op.drop_index(
        "uq_messages_provider", table_name="messages", postgresql_where=sa.text("provider_id IS NOT NULL")
    )
    op.drop_index(
        "ix_messages_unread",
        table_name="messages",
        postgresql_where=sa.text("direction = 'in' AND taken_at IS NULL"),
    )
    op.drop_index("ix_messages_lead", table_name="messages")
    op.drop_index(
        "ix_messages_waiting", table_name="messages", postgresql_where=sa.text("status = 'waiting'")
    )
    op.drop_index("ix_messages_client", table_name="messages")
    op.drop_table("messages")
    op.drop_index("uq_flags_open", table_name="flags", postgresql_where=sa.text("resolved_at IS NULL"))
    op.drop_table("flags")
    op.drop_index(
        "uq_deposits_live",
        table_name="deposits",
        postgresql_where=sa.text("status IN ('requested', 'open', 'processing')"),
    )
    op.drop_index("ix_deposits_lead", table_name="deposits")
    op.drop_table("deposits")
    op.drop_index("ix_action_tokens_lead", table_name="action_tokens")
    op.drop_table("action_tokens")
    op.drop_index("uq_opt_outs_now", table_name="opt_outs", postgresql_where=sa.text("ended_at IS NULL"))
    op.drop_table("opt_outs")
    op.drop_index(
        "uq_leads_open",
        table_name="leads",
        postgresql_where=sa.text(
            "status IN ('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending')"
        ),
    )
    op.drop_index("ix_leads_updated", table_name="leads")
    op.drop_index("ix_leads_status_updated", table_name="leads")
    op.drop_index("ix_leads_client", table_name="leads")
    op.drop_table("leads")
    op.drop_index("uq_handles_now", table_name="handles", postgresql_where=sa.text("valid_to IS NULL"))
    op.drop_index("ix_handles_client", table_name="handles")
    op.drop_table("handles")
    op.drop_index("ix_outbox_order", table_name="outbox", postgresql_where=sa.text("state <> 'dead'"))
    op.drop_index(
        "ix_outbox_message", table_name="outbox", postgresql_where=sa.text("message_id IS NOT NULL")
    )
    op.drop_index("ix_outbox_leases", table_name="outbox", postgresql_where=sa.text("state = 'sending'"))
    op.drop_index(
        "ix_outbox_due", table_name="outbox", postgresql_where=sa.text("state IN ('waiting', 'unsure')")
    )
    op.drop_table("outbox")
    op.drop_index(
        "ix_inbox_new", table_name="inbox", postgresql_where=sa.text("handled_at IS NULL AND failure IS NULL")
    )
    op.drop_index(
        "ix_inbox_failed",
        table_name="inbox",
        postgresql_where=sa.text("failure IS NOT NULL AND handled_at IS NULL"),
    )
    op.drop_table("inbox")
    op.drop_table("clock")
    op.drop_index(
        "ix_clients_turn_due", table_name="clients", postgresql_where=sa.text("turn_due_at IS NOT NULL")
    )
    op.drop_table("clients")
    op.drop_table("pauses")
    op.drop_table("artists")
    _run_all(QueryBuilderEnvironment().build_uninstall_query())


def _run_all(statements: str) -> None:
    """The tables of the job engine: several statements, which only the driver itself takes at once."""
    op.get_bind().connection.dbapi_connection.run_async(lambda driver: driver.execute(statements))  # type: ignore[union-attr]
