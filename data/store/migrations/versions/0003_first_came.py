"""Let corrections be late only if their report first came late; what rested on it is evaluated again from 0004."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

reports = sa.table("reports", *map(sa.column, ("reporter", "month", "revision", "late")))


def upgrade() -> None:
    """Give every revision the lateness of its first."""
    first = reports.alias("first")
    same = (first.c.reporter == reports.c.reporter, first.c.month == reports.c.month, first.c.revision == 1)
    came_late = sa.select(first.c.late).where(*same).correlate(reports).scalar_subquery()
    op.get_bind().execute(sa.update(reports).where(reports.c.revision > 1).values(late=came_late))


def downgrade() -> None:
    """Leave it: an earlier program reads the same columns."""
