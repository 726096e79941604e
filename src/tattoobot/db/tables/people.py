"""Who writes and who decides."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from tattoobot.db.tables import base
from tattoobot.db.tables.base import metadata

artists = Table(
    "artists",
    metadata,
    base.identity(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("whatsapp_number", Text),
    Column("booking_url", Text),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    base.moment("created_at"),
    base.moment("last_message_at", optional=True),
    Column(
        "push_instead",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="They want notices in their browsers in place of WhatsApp's.",
    ),
    comment="Who tattoos and decides. Written from the studio's file at start.",
)

clients = Table(
    "clients",
    metadata,
    base.identity(),
    Column("name", Text, nullable=False, server_default=""),
    Column("phone", Text, comment="Digits only; may be missing: WhatsApp hides it for some."),
    Column("user_id", Text, comment="Business-scoped user id, kept unchanged."),
    Column("language", Text),
    Column("opted_out", Boolean, nullable=False, server_default=text("false")),
    base.moment("last_message_at", optional=True),
    base.moment("burst_began_at", optional=True),
    base.moment("turn_due_at", optional=True),
    Column(
        "pace",
        JSONB,
        nullable=False,
        server_default=text("'{}'::jsonb"),
        comment="How the talk goes: what was said last, by its marks; how many answers today.",
    ),
    base.moment("created_at"),
    Column(
        "merged_into",
        BigInteger,
        ForeignKey("clients.id", ondelete="CASCADE"),
        comment="They turned out to be this client; everything of theirs is there.",
    ),
    Column("under_age", JSONB, comment="What they said of their age, while it makes them too young."),
    Column(
        "erased_at",
        DateTime(timezone=True),
        comment="Since then nothing of theirs is here but, where money came, its record.",
    ),
    Index("ix_clients_turn_due", "turn_due_at", postgresql_where=text("turn_due_at IS NOT NULL")),
    Index("ix_clients_merged", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
    Index("ix_clients_erased", "id", postgresql_where=text("erased_at IS NOT NULL")),
    comment="Who writes to us, with the handles of today; all that ever were are in `handles`.",
)

handles = Table(
    "handles",
    metadata,
    base.identity(),
    base.reference("clients", "client_id"),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    base.moment("valid_from"),
    base.moment("valid_to", optional=True),
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
    base.identity(),
    base.reference("clients", "client_id"),
    base.moment("since"),
    base.moment("ended_at", optional=True),
    Column("wording", Text, nullable=False, server_default=""),
    Index("uq_opt_outs_now", "client_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    comment="The client said stop; and, later perhaps, start.",
)

consents = Table(
    "consents",
    metadata,
    base.identity(),
    base.reference("clients", "client_id"),
    Column("purpose", Text, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("wording", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False),
    base.moment("at"),
    Index("ix_consents_client", "client_id", "purpose", "at", "id"),
    CheckConstraint("purpose IN ('service', 'marketing')", name="purpose"),
    comment="What a client agreed to and took back, when, in which words; the newest of a purpose counts.",
)

data_links = Table(
    "data_links",
    metadata,
    base.identity(),
    base.reference("clients", "client_id"),
    Column("digest", LargeBinary, nullable=False, unique=True),
    base.moment("created_at"),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Index("ix_data_links_client", "client_id"),
    comment="Links to a client's own archive, by a hash; gone with their use.",
)

desk_links = Table(
    "desk_links",
    metadata,
    base.identity(),
    base.reference("artists", "artist_id"),
    Column("digest", LargeBinary, nullable=False, unique=True),
    base.moment("created_at"),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Index("ix_desk_links_artist", "artist_id"),
    comment="Links that open the front desk for an artist, by a hash; gone with their use.",
)

desk_sessions = Table(
    "desk_sessions",
    metadata,
    base.identity(),
    Column(
        "artist_id",
        BigInteger,
        ForeignKey("artists.id", ondelete="CASCADE"),
        comment="None: whoever has the admin key.",
    ),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="SHA-256 of what the cookie holds."),
    Column("device", Text, nullable=False, server_default=""),
    base.moment("created_at"),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column(
        "passkey_id",
        BigInteger,
        ForeignKey("passkeys.id", ondelete="CASCADE"),
        comment="What opened it; it ends with that.",
    ),
    Index("ix_desk_sessions_artist", "artist_id"),
    Index("ix_desk_sessions_passkey", "passkey_id"),
    comment="Devices on which the front desk is open. Gone when they are signed out.",
)

desk_drafts = Table(
    "desk_drafts",
    metadata,
    Column("session_id", BigInteger, ForeignKey("desk_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("lead_id", BigInteger, ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    Column("form", Text, nullable=False),
    Column("given", JSONB, nullable=False, comment="Its fields, as they were typed."),
    Column("problem", Text, nullable=False, comment="Why it could not be done; empty: nothing."),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("ix_desk_drafts_lead", "lead_id"),
    comment="What was typed at the desk and is not done: shown again on the device that it was typed on.",
)

passkeys = Table(
    "passkeys",
    metadata,
    base.identity(),
    base.reference("artists", "artist_id"),
    Column("credential_id", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("device", Text, nullable=False, server_default=""),
    base.moment("created_at"),
    base.moment("used_at", optional=True),
    Index("ix_passkeys_artist", "artist_id"),
    comment="The public halves of the keys that open the front desk for an artist.",
)

used_challenges = Table(
    "used_challenges",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    comment="What a passkey has signed once and may not be shown again, until it has run out.",
)

push_devices = Table(
    "push_devices",
    metadata,
    base.identity(),
    Column(
        "session_id",
        BigInteger,
        ForeignKey("desk_sessions.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("endpoint", Text, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("auth", LargeBinary, nullable=False),
    base.moment("created_at"),
    comment="Browsers that show notices, as long as they are signed in.",
)
