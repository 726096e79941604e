"""The studio's sheet: what it shows already."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("spreadsheet_id", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "columns", sa.Text(), server_default="", nullable=False, comment="Which columns its rows have."
        ),
        sa.Column("seen_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "logged",
            ARRAY(sa.BigInteger()),
            server_default=sa.text("'{}'::bigint[]"),
            nullable=False,
            comment="The newest lines of the timeline that stand in the log, in order.",
        ),
        sa.Column("unsure", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("log_unsure", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True, comment="Why nothing can be written, in plain words."),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.CheckConstraint("id = 1", name=op.f("ck_sheet_one_row")),
        comment="How far the studio's spreadsheet is written, and what hinders it.",
    )
    op.execute("INSERT INTO sheet DEFAULT VALUES")
    op.create_table(
        "sheet_rows",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "shown",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="The lead's updated_at, as it is shown.",
        ),
        sa.Column("rewrite", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sheet_rows")),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_sheet_rows_lead_id"), ondelete="SET NULL"
        ),
        comment="Leads that have been written into the studio's spreadsheet.",
    )
    op.create_index("ix_sheet_rows_lead", "sheet_rows", ["lead_id"])
    op.create_index("ix_sheet_rows_rewrite", "sheet_rows", ["number"], postgresql_where=sa.text("rewrite"))


def downgrade() -> None:
    op.drop_table("sheet_rows")
    op.drop_table("sheet")
