"""The tables, each with a sentence. For Alembic only: the queries are SQL, in the files beside."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NOW = text("now()")
OPEN_STATUSES = "('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending')"
LIVE_DEPOSITS = "('requested', 'open', 'processing')"
STEPS = "('enquired', 'brief_completed', 'approved', 'deposit_paid', 'booked')"


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def _at(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=optional, server_default=None if optional else NOW)


def _to(table: str, name: str, *, optional: bool = False) -> Column[int]:
    return Column(
        name, BigInteger, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=optional, index=False
    )


artists = Table(
    "artists",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("whatsapp_number", Text),
    Column("booking_url", Text),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    _at("created_at"),
    _at("last_message_at", optional=True),
    comment="Who tattoos and decides. Written from the studio's file at start.",
)

clients = Table(
    "clients",
    metadata,
    _id(),
    Column("name", Text, nullable=False, server_default=""),
    Column("phone", Text, comment="Digits only; may be missing: WhatsApp hides it for some."),
    Column("user_id", Text, comment="Business-scoped user id, kept unchanged."),
    Column("language", Text),
    Column("opted_out", Boolean, nullable=False, server_default=text("false")),
    _at("last_message_at", optional=True),
    _at("burst_began_at", optional=True),
    _at("turn_due_at", optional=True),
    Column(
        "pace",
        JSONB,
        nullable=False,
        server_default=text("'{}'::jsonb"),
        comment="How the talk goes: what was said last, by its marks; how many answers today.",
    ),
    _at("created_at"),
    Column(
        "merged_into",
        BigInteger,
        ForeignKey("clients.id", ondelete="CASCADE"),
        comment="They turned out to be this client; everything of theirs is there.",
    ),
    Column("under_age", JSONB, comment="What they said of their age, while it makes them too young."),
    Index("ix_clients_turn_due", "turn_due_at", postgresql_where=text("turn_due_at IS NOT NULL")),
    Index("ix_clients_merged", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
    comment="Who writes to us, with the handles of today; all that ever were are in `handles`.",
)

handles = Table(
    "handles",
    metadata,
    _id(),
    _to("clients", "client_id"),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    _at("valid_from"),
    _at("valid_to", optional=True),
    Index("uq_handles_now", "kind", "value", unique=True, postgresql_where=text("valid_to IS NULL")),
    Index("ix_handles_client", "client_id"),
    Index("ix_handles_former", "kind", "value", postgresql_where=text("valid_to IS NOT NULL")),
    CheckConstraint("kind IN ('phone', 'user_id', 'parent_user_id')", name="kind"),
    comment="Every name under which WhatsApp has shown us a client.",
)

client_search = Table(
    "client_search",
    metadata,
    Column("client_id", BigInteger, ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True),
    Column("word", Text(collation="C"), primary_key=True),
    Index("ix_client_search_word", "word", "client_id"),
    comment="Words that find a client: of the name, and the number from both its ends. Kept by a trigger.",
)

opt_outs = Table(
    "opt_outs",
    metadata,
    _id(),
    _to("clients", "client_id"),
    _at("since"),
    _at("ended_at", optional=True),
    Column("wording", Text, nullable=False, server_default=""),
    Index("uq_opt_outs_now", "client_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    comment="The client said stop; and, later perhaps, start.",
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _to("clients", "client_id"),
    Column("purpose", Text, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("wording", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False),
    _at("at"),
    Index("ix_consents_client", "client_id", "purpose", "at", "id"),
    CheckConstraint("purpose IN ('service', 'marketing')", name="purpose"),
    comment="What a client agreed to and took back, when, in which words; the newest of a purpose counts.",
)

leads = Table(
    "leads",
    metadata,
    _id(),
    _to("clients", "client_id"),
    _to("artists", "artist_id"),
    Column("status", Text, nullable=False),
    Column("current_question", Text),
    Column("answers", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("asked", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("advert", JSONB, comment="What the client came from, as WhatsApp tells it."),
    _at("created_at"),
    _at("updated_at"),
    Index("uq_leads_open", "client_id", unique=True, postgresql_where=text(f"status IN {OPEN_STATUSES}")),
    Index("ix_leads_client", "client_id", "id"),
    Index("ix_leads_updated", "updated_at", "id"),
    Index("ix_leads_status_updated", "status", "updated_at", "id"),
    comment="One enquiry for one piece. The status is written by db/leads.py alone.",
)

messages = Table(
    "messages",
    metadata,
    _id(),
    _to("clients", "client_id", optional=True),
    _to("leads", "lead_id", optional=True),
    _to("artists", "artist_id", optional=True),
    Column("direction", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("body", Text, nullable=False, comment="JSON: the shape that was received or is to be sent."),
    Column("provider_id", Text),
    Column("status", Text, nullable=False),
    Column(
        "progress", SmallInteger, nullable=False, server_default="0", comment="Rank of the status: only up."
    ),
    Column("cause", Text, comment="Why it failed, in plain words."),
    _at("at"),
    _at("taken_at", optional=True),
    Column("instead", Text, comment="JSON: the template in its place when the service window is closed."),
    Column("links", Text, comment="JSON: the artist's links, made when it is sent."),
    Index(
        "uq_messages_provider", "provider_id", unique=True, postgresql_where=text("provider_id IS NOT NULL")
    ),
    Index(
        "ix_messages_unread",
        "client_id",
        "at",
        "id",
        postgresql_where=text("direction = 'in' AND taken_at IS NULL"),
    ),
    Index("ix_messages_client", "client_id", "at", "id"),
    Index("ix_messages_waiting", "client_id", "artist_id", postgresql_where=text("status = 'waiting'")),
    Index("ix_messages_lead", "lead_id", "at", "id"),
    CheckConstraint("direction IN ('in', 'out')", name="direction"),
    comment="The transcript, as it was really said. A row with an artist is a notification to them.",
)

photos = Table(
    "photos",
    metadata,
    _id(),
    _to("clients", "client_id"),
    _to("leads", "lead_id", optional=True),
    _to("messages", "message_id"),
    Column("media_id", Text, nullable=False),
    Column("mime_type", Text, nullable=False, server_default=""),
    Column("caption", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("file", Text, comment="Name below DATA_DIR/photos."),
    Column("sha256", Text),
    Column("bytes", Integer),
    _at("created_at"),
    _at("asked_again_at", optional=True),
    UniqueConstraint("message_id"),
    Index("ix_photos_lead", "lead_id"),
    Index("ix_photos_client", "client_id", "created_at"),
    CheckConstraint("state IN ('waiting', 'kept', 'lost')", name="state"),
    comment="Pictures that clients sent.",
)

deposits = Table(
    "deposits",
    metadata,
    _id(),
    _to("leads", "lead_id"),
    Column("status", Text, nullable=False),
    Column("amount", Numeric(14, 3), nullable=False),
    Column("currency", Text, nullable=False),
    Column("idempotency_key", Text, nullable=False, unique=True),
    Column("session_id", Text, unique=True),
    Column("url", Text),
    Column("payment_intent", Text),
    _at("expires_at"),
    _at("created_at"),
    _at("paid_at", optional=True),
    _at("checked_at", optional=True),
    Column("refunded", Numeric(14, 3), nullable=False, server_default=text("0")),
    Index("uq_deposits_live", "lead_id", unique=True, postgresql_where=text(f"status IN {LIVE_DEPOSITS}")),
    Index("ix_deposits_lead", "lead_id", "id"),
    Index("ix_deposits_payment_intent", "payment_intent"),
    comment="Money asked for to secure a time. At most one per lead can be paid.",
)

action_tokens = Table(
    "action_tokens",
    metadata,
    _id(),
    _to("leads", "lead_id"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="SHA-256 of the token."),
    Column("action", Text, nullable=False),
    Column("lead_status", Text, nullable=False),
    _at("expires_at"),
    _at("created_at"),
    _at("used_at", optional=True),
    Index("ix_action_tokens_lead", "lead_id"),
    comment="Single-use links for the artist. The token itself is only in the message that carried it.",
)

timeline = Table(
    "timeline",
    metadata,
    _id(),
    _to("leads", "lead_id"),
    _at("at"),
    Column("actor", Text, nullable=False),
    Column("happened", Text, nullable=False),
    Column("from_status", Text),
    Column("to_status", Text),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Index("ix_timeline_lead", "lead_id", "id"),
    Index("ix_timeline_steps", "happened", postgresql_where=text(f"happened IN {STEPS}")),
    comment="Everything that happened to a lead, in order.",
)

flags = Table(
    "flags",
    metadata,
    _id(),
    _to("leads", "lead_id"),
    Column("reason", Text, nullable=False),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    _at("since"),
    _at("resolved_at", optional=True),
    Index("uq_flags_open", "lead_id", "reason", unique=True, postgresql_where=text("resolved_at IS NULL")),
    comment="Something that a person has to look at.",
)

handovers = Table(
    "handovers",
    metadata,
    _id(),
    _to("clients", "client_id"),
    _to("leads", "lead_id"),
    Column("reason", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    _at("since"),
    Column("resumes_at", DateTime(timezone=True), nullable=False),
    _at("notified_at", optional=True),
    _at("answered_at", optional=True),
    _at("ended_at", optional=True),
    Column("ended_by", Text),
    Index("uq_handovers_open", "client_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    Index("ix_handovers_due", "resumes_at", postgresql_where=text("ended_at IS NULL")),
    Index("ix_handovers_lead", "lead_id"),
    CheckConstraint("asked_by IN ('client', 'artist')", name="asked_by"),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
    comment="A person answers this client, and the bot keeps quiet, until it ends.",
)

calls = Table(
    "calls",
    metadata,
    _id(),
    _to("artists", "artist_id"),
    _to("clients", "client_id"),
    _to("leads", "lead_id"),
    Column("reason", Text, nullable=False),
    _at("at"),
    _at("told_at", optional=True),
    Index("ix_calls_artist", "artist_id", "told_at"),
    Index("ix_calls_client", "client_id", "reason", "told_at"),
    Index("ix_calls_lead", "lead_id"),
    Index("ix_calls_waiting", "at", postgresql_where=text("told_at IS NULL")),
    comment="Clients who want something of the artist, and when the artist heard: each alone, or many together.",
)

lead_checks = Table(
    "lead_checks",
    metadata,
    Column("lead_id", BigInteger, ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    Column("look_at", DateTime(timezone=True), nullable=False),
    Index("ix_lead_checks_look_at", "look_at", "lead_id"),
    comment="When each lead is looked at next, for a reminder or its lapse. Triggers say at once when it changes.",
)

reminders = Table(
    "reminders",
    metadata,
    _id(),
    _to("leads", "lead_id"),
    Column("kind", Text, nullable=False),
    Column("occurrence", Text, nullable=False, comment="What it was about, where that can come again."),
    Column("recipient", Text, nullable=False),
    Column("lead_status", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, comment="Why it was not sent."),
    _at("at"),
    UniqueConstraint("lead_id", "kind", "occurrence"),
    CheckConstraint("recipient IN ('client', 'artist')", name="recipient"),
    CheckConstraint("outcome IN ('sent', 'not_sent', 'withdrawn')", name="outcome"),
    comment="Reminders that have been dealt with, each once.",
)

reminder_rules = Table(
    "reminder_rules",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("fingerprint", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
    comment="By which rules the leads were looked at: when they change, every lead is looked at again.",
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("provider", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False, comment="JSON as text: jsonb refuses what WhatsApp may send."),
    _at("received_at"),
    _at("due_at"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    _at("handled_at", optional=True),
    Column("failure", Text),
    UniqueConstraint("provider", "external_id"),
    Index(
        "ix_inbox_new",
        "provider",
        "id",
        postgresql_where=text("handled_at IS NULL AND failure IS NULL"),
    ),
    Index("ix_inbox_failed", "id", postgresql_where=text("failure IS NOT NULL AND handled_at IS NULL")),
    comment="What the providers told us, kept once, before anything else happens.",
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("message_id", BigInteger),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("priority", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _at("due_at"),
    Column("worker", BigInteger, comment="The number of the worker that holds it."),
    _at("lease_until", optional=True),
    _at("created_at"),
    Column("failure", Text),
    Column(
        "takeovers",
        SmallInteger,
        nullable=False,
        server_default="0",
        comment="So many workers in a row died with it.",
    ),
    Column(
        "even_if_opted_out",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="Sent to somebody who has said stop too: that this was heard.",
    ),
    Index(
        "ix_outbox_due",
        text("priority DESC"),
        "due_at",
        "id",
        postgresql_where=text("state IN ('waiting', 'unsure')"),
    ),
    Index("ix_outbox_order", "order_key", "id", postgresql_where=text("state <> 'dead'")),
    Index("ix_outbox_leases", "lease_until", postgresql_where=text("state = 'sending'")),
    Index("ix_outbox_message", "message_id", postgresql_where=text("message_id IS NOT NULL")),
    Index("ix_outbox_dead", "id", postgresql_where=text("state = 'dead'")),
    CheckConstraint("state IN ('waiting', 'sending', 'unsure', 'dead')", name="state"),
    comment="Effects that wait to be delivered; a delivered one is gone from here.",
)

turns_aside = Table(
    "turns_aside",
    metadata,
    Column("client_id", BigInteger, ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True),
    Column("cause", Text, nullable=False),
    _at("since"),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="1"),
    comment="Turns that could not be taken. In force while the client's turn is due at `until`.",
)

under_way = Table(
    "under_way",
    metadata,
    Column("work", Text, primary_key=True),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("worker", Integer, nullable=False),
    Column("deaths", SmallInteger, nullable=False, server_default="0"),
    comment="What a worker has in hand by itself, and how many died with it; gone when it is done.",
)

job_failures = Table(
    "job_failures",
    metadata,
    Column("job", Text, primary_key=True),
    Column("cause", Text, nullable=False),
    _at("since"),
    _at("last_at"),
    Column("times", Integer, nullable=False, server_default="1"),
    comment="Background jobs that break; a row goes when its job works again.",
)

dead_letters_settled = Table(
    "dead_letters_settled",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("cause", Text, nullable=False),
    _at("at"),
    Index("ix_dead_letters_settled_item", "kind", "item", "id"),
    CheckConstraint("outcome IN ('retried', 'dropped')", name="outcome"),
    comment="What a person decided about dead letters.",
)

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("labels", Text, primary_key=True, comment="JSON, in the order of the metric."),
    Column("le", Text, primary_key=True, comment="Upper edge of a histogram's bucket; else empty."),
    Column("value", Float(53), nullable=False),
    comment="What the processes have counted; each adds its own share every few seconds.",
)

pauses = Table(
    "pauses",
    metadata,
    Column("scope", Text, primary_key=True),
    _at("until"),
    _at("since"),
    Column("cause", Text, nullable=False),
    CheckConstraint("scope IN ('everything', 'templates')", name="scope"),
    comment="Nothing of this kind goes out to WhatsApp until then, whichever worker would send it.",
)

template_facts = Table(
    "template_facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    _at("at"),
    _at("until", optional=True),
    CheckConstraint("what IN ('status', 'category', 'quality')", name="what"),
    comment="What Meta said last about our templates.",
)

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("mark", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
    comment="What tells this installation from others that share its WhatsApp number: random, made once.",
)

clock = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("ahead_seconds", Numeric(14, 3), nullable=False, server_default=text("0")),
    CheckConstraint("id = 1", name="one_row"),
    comment="How far the sandbox has moved the product's clock. Stays at zero in production.",
)
