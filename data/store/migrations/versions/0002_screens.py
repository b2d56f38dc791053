"""Make the tables of wall screens: their links, the pages open on them, their remotes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "kiosks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.DateTime, nullable=False),
        sa.Column("revoked_at", sa.DateTime),
        sa.Column("seen_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_kiosks"),
        sa.UniqueConstraint("token_sha256", name="uq_kiosks_token_sha256"),
    )
    op.create_table(
        "screens",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("remote_at", sa.DateTime),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("commands", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_screens"),
        sa.UniqueConstraint("code", name="uq_screens_code"),
    )
    op.create_table(
        "remotes",
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("screen", sa.String(32), nullable=False),
        sa.Column("paired_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("secret_sha256", name="pk_remotes"),
        sa.ForeignKeyConstraint(["screen"], ["screens.id"], name="fk_remotes_screen"),
    )


def downgrade() -> None:
    """Drop the three tables."""
    for table in ("remotes", "screens", "kiosks"):
        op.drop_table(table)
