"""Let corrections be late only if their report first came late, and have what rested on it evaluated again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

reports = sa.table("reports", *map(sa.column, ("reporter", "month", "revision", "late")))
judged = sa.table("judged", sa.column("place"))
stale = sa.table("stale", *map(sa.column, ("place", "from_month", "marked")))
meta = sa.table("meta", *map(sa.column, ("key", "value")))


def upgrade() -> None:
    """Give every revision the lateness of its first, and mark every place from the first month that this changes."""
    connection = op.get_bind()
    first = reports.alias("first")
    same = (first.c.reporter == reports.c.reporter, first.c.month == reports.c.month, first.c.revision == 1)
    came_late = sa.select(first.c.late).where(*same).correlate(reports).scalar_subquery()
    other = reports.c.late != came_late
    from_month = connection.scalar(sa.select(sa.func.min(reports.c.month)).where(other))
    if from_month is None:
        return
    connection.execute(sa.update(reports).where(other).values(late=came_late))
    _mark_stale(connection, from_month)


def _mark_stale(connection: sa.Connection, from_month: str) -> None:
    """Mark the places that have been evaluated; those that are marked from an earlier month stay so."""
    version = int(connection.scalar(sa.select(meta.c.value).where(meta.c.key == "version")) or 0)
    marked = {row.place: row.from_month for row in connection.execute(sa.select(stale.c.place, stale.c.from_month))}
    for place in connection.scalars(sa.select(judged.c.place).distinct()).all():
        earlier = min(from_month, marked.get(place, from_month))
        connection.execute(sa.delete(stale).where(stale.c.place == place))
        connection.execute(sa.insert(stale).values(place=place, from_month=earlier, marked=version))


def downgrade() -> None:
    """Leave it: an earlier program reads the same columns."""
