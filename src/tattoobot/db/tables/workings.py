"""The mailboxes, and what the workers know of each other."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    Interval,
    LargeBinary,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from tattoobot.db.tables import base
from tattoobot.db.tables.base import metadata

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
    base.identity(),
    Column("provider", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False, comment="JSON as text: jsonb refuses what WhatsApp may send."),
    base.moment("received_at"),
    base.moment("due_at"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    base.moment("handled_at", optional=True),
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
    base.identity(),
    Column("kind", Text, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("message_id", BigInteger),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("priority", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    base.moment("due_at"),
    Column("worker", BigInteger, comment="The number of the worker that holds it."),
    base.moment("lease_until", optional=True),
    base.moment("created_at"),
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
    base.moment("since"),
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
    base.moment("since"),
    base.moment("last_at"),
    Column("times", Integer, nullable=False, server_default="1"),
    comment="Background jobs that break; a row goes when its job works again.",
)

dead_letters_settled = Table(
    "dead_letters_settled",
    metadata,
    base.identity(),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("cause", Text, nullable=False),
    base.moment("at"),
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

wrong_tries = Table(
    "wrong_tries",
    metadata,
    Column(
        "source",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="16 bits of a hash of the address, and of what was tried: no address is kept.",
    ),
    Column("times", Integer, nullable=False),
    base.moment("since"),
    comment="Wrong keys and links by source. Nothing is lost with it: it is not even logged.",
    prefixes=["UNLOGGED"],
)

pauses = Table(
    "pauses",
    metadata,
    Column("scope", Text, primary_key=True),
    base.moment("until"),
    base.moment("since"),
    Column("cause", Text, nullable=False),
    CheckConstraint("scope IN ('everything', 'templates')", name="scope"),
    comment="Nothing of this kind goes out to WhatsApp until then, whichever worker would send it.",
)

heard = Table(
    "heard",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("inbox_id", BigInteger, nullable=False, server_default="0", comment="Looked at so far."),
    Column("updates", BigInteger, nullable=False, server_default="0"),
    base.moment("first_at", optional=True),
    base.moment("last_at", optional=True),
    Column("longest", Interval, nullable=False, server_default="0"),
    base.moment("standby_at", optional=True),
    base.moment("handed_at", optional=True),
    base.moment("cut_off_until", optional=True),
    CheckConstraint("id = 1", name="one_row"),
    comment="When WhatsApp told us anything, and the longest silence of this studio.",
)

alarms = Table(
    "alarms",
    metadata,
    base.identity(),
    Column("cause", Text, nullable=False),
    base.moment("since"),
    base.moment("told_at", optional=True),
    Column("told_by", Text, comment="whatsapp, or address: the owner's own."),
    base.moment("over_at", optional=True),
    Index("uq_alarms_open", "cause", unique=True, postgresql_where=text("over_at IS NULL")),
    comment="What keeps the bot from being heard, and when its owner was told.",
)

number_pace = Table(
    "number_pace",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("level", Text, nullable=False, comment="In Meta's word."),
    Column("a_second", Integer, nullable=False, comment="Messages a second, in and out together."),
    Column("messaging_limit", Text, nullable=False, server_default="", comment="In Meta's word."),
    base.moment("seen_at"),
    CheckConstraint("id = 1", name="one_row"),
    comment="How many messages WhatsApp allows the studio's number, as last told.",
)

template_facts = Table(
    "template_facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    base.moment("at"),
    base.moment("until", optional=True),
    CheckConstraint("what IN ('status', 'category', 'quality')", name="what"),
    comment="What Meta said last about our templates.",
)

sheet = Table(
    "sheet",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("spreadsheet_id", Text, nullable=False, server_default=""),
    Column("columns", Text, nullable=False, server_default="", comment="Which columns its rows have."),
    base.moment("seen_until", optional=True),
    Column(
        "logged",
        ARRAY(BigInteger),
        nullable=False,
        server_default=text("'{}'::bigint[]"),
        comment="The newest lines of the timeline that stand in the log, in order.",
    ),
    Column("unsure", Boolean, nullable=False, server_default=text("false")),
    Column("log_unsure", Boolean, nullable=False, server_default=text("false")),
    Column("failures", Integer, nullable=False, server_default="0"),
    base.moment("retry_at", optional=True),
    Column("cause", Text, comment="Why nothing can be written, in plain words."),
    base.moment("since", optional=True),
    base.moment("written_at", optional=True),
    CheckConstraint("id = 1", name="one_row"),
    comment="How far the studio's spreadsheet is written, and what hinders it.",
)

sheet_rows = Table(
    "sheet_rows",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("lead_id", BigInteger, ForeignKey("leads.id", ondelete="SET NULL")),
    Column(
        "shown", DateTime(timezone=True), nullable=False, comment="The lead's updated_at, as it is shown."
    ),
    Column("rewrite", Boolean, nullable=False, server_default=text("false")),
    Index("ix_sheet_rows_lead", "lead_id"),
    Index("ix_sheet_rows_rewrite", "number", postgresql_where=text("rewrite")),
    comment="Leads that have been written into the studio's spreadsheet.",
)

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, server_default=text("1")),
    Column("mark", Text, nullable=False),
    Column(
        "secret",
        LargeBinary,
        nullable=False,
        server_default=text("sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))"),
        comment="Keys of ours follow from it. Told to nobody.",
    ),
    Column(
        "calendar_links_from",
        DateTime(timezone=True),
        nullable=False,
        server_default=text("now()"),
        comment="Links to dates that were made before may follow from the mark.",
    ),
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
