"""identity, consents, dead letters, counters."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
    _identity()
    _consents()
    _dead_letters()
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("labels", sa.Text(), nullable=False, comment="JSON, in the order of the metric."),
        sa.Column("le", sa.Text(), nullable=False, comment="Upper edge of a histogram's bucket; else empty."),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("name", "labels", "le", name=op.f("pk_counters")),
        comment="What the processes have counted; each adds its own share every few seconds.",
    )


def _identity() -> None:
    op.add_column("artists", sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "clients",
        sa.Column(
            "merged_into",
            sa.BigInteger(),
            nullable=True,
            comment="They turned out to be this client; everything of theirs is there.",
        ),
    )
    op.create_foreign_key(
        op.f("fk_clients_merged_into"), "clients", "clients", ["merged_into"], ["id"], ondelete="CASCADE"
    )
    op.create_index(
        "ix_clients_merged",
        "clients",
        ["merged_into"],
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_index(
        "ix_handles_former",
        "handles",
        ["kind", "value"],
        postgresql_where=sa.text("valid_to IS NOT NULL"),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint("purpose IN ('service', 'marketing')", name=op.f("ck_consents_purpose")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_consents_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        comment="What a client agreed to and took back, when, in which words; the newest of a purpose counts.",
    )
    op.create_index("ix_consents_client", "consents", ["client_id", "purpose", "at", "id"])
    op.execute(
        "INSERT INTO consents (client_id, purpose, given, wording, source, at)"
        " SELECT id, 'service', true, 'Wrote to the studio first.', 'first_message', created_at FROM clients"
    )


def _dead_letters() -> None:
    op.create_index("ix_outbox_dead", "outbox", ["id"], postgresql_where=sa.text("state = 'dead'"))
    op.create_table(
        "turns_aside",
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_turns_aside_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_turns_aside")),
        comment="Turns that could not be taken. In force while the client's turn is due at `until`.",
    )
    op.create_table(
        "job_failures",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_job_failures")),
        comment="Background jobs that break; a row goes when its job works again.",
    )
    op.create_table(
        "dead_letters_settled",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint("outcome IN ('retried', 'dropped')", name=op.f("ck_dead_letters_settled_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letters_settled")),
        comment="What a person decided about dead letters.",
    )
    op.create_index("ix_dead_letters_settled_item", "dead_letters_settled", ["kind", "item", "id"])


def downgrade() -> None:
    for table in ("counters", "dead_letters_settled", "job_failures", "turns_aside", "consents"):
        op.drop_table(table)
    op.drop_index("ix_outbox_dead", table_name="outbox")
    op.drop_index("ix_handles_former", table_name="handles")
    op.drop_index("ix_clients_merged", table_name="clients")
    op.drop_column("clients", "merged_into")
    op.drop_column("artists", "last_message_at")
