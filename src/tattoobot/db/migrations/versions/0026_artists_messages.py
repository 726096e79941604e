"""What was lately said to an artist is found without reading through the transcript."""

from alembic import op
from sqlalchemy import text

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TO_ARTIST = text("client_id IS NULL AND artist_id IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_messages_artist", "messages", ["artist_id", "at"], postgresql_where=TO_ARTIST)


def downgrade() -> None:
    op.drop_index("ix_messages_artist", "messages")
