"""The tables of the database, and the exact shape of the frames that are kept in two of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """Keep a moment as UTC: SQLite has no time zones, so only the column's type can promise one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware moment into UTC without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r}: expected a moment with a time zone")
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def code() -> String:
    """Make the type of a code or month: both databases order it by code point, as pandas does."""
    return String().with_variant(String(collation="C"), "postgresql")


meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
    sqlite_with_rowid=False,
)

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reporter", code(), nullable=False),
    Column("place", code(), nullable=False),
    Column("month", code(), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("kind", String, nullable=False),
    Column("template_version", String, nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False, unique=True),
    Column("file_name", String, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    UniqueConstraint("reporter", "month", "revision"),
)
Index("ix_reports_place_month", reports.c.place, reports.c.month)
Index(
    "ix_reports_newest",
    reports.c.reporter,
    reports.c.month,
    unique=True,
    sqlite_where=reports.c.newest,
    postgresql_where=reports.c.newest,
)

figures = Table(
    "figures",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("variable", code(), primary_key=True),
    Column("split", code(), primary_key=True),
    Column("state", String, nullable=False),
    Column("value", Double),
    Column("sheet", String, nullable=False),
    Column("cell", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("warnings", Integer, nullable=False),
    sqlite_with_rowid=False,
)

problems = Table(
    "problems",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("severity", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("sheet", String, nullable=False),
    Column("cell", String, nullable=False),
    Column("variable", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("action", Text, nullable=False),
    sqlite_with_rowid=False,
)

stale = Table(
    "stale",
    metadata,
    Column("place", code(), primary_key=True),
    Column("from_month", code(), nullable=False),
    Column("marked", Integer, nullable=False),
    sqlite_with_rowid=False,
)

kiosks = Table(
    "kiosks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("token_sha256", String(64), nullable=False, unique=True),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
)

screens = Table(
    "screens",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("code", String(6), nullable=False, unique=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("remote_at", UtcDateTime),
    Column("state", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("commands", Text, nullable=False),
)

remotes = Table(
    "remotes",
    metadata,
    Column("secret_sha256", String(64), primary_key=True),
    Column("screen", ForeignKey("screens.id"), nullable=False),
    Column("paired_at", UtcDateTime, nullable=False),
)

JUDGED_DTYPES: Mapping[str, str] = {
    "place": "str",
    "month": "str",
    "split": "str",
    "indicator": "str",
    "state": "str",
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
    "months_reported": "float64",
    "months_expected": "float64",
    "places_reported": "int64",
    "places_expected": "int64",
    "places_carried": "int64",
    "carried": "str",
    "fresh": "float64",
    "late": "int64",
    "warnings": "int64",
    "approved": "bool",
    "target": "float64",
    "rule": "str",
    "basis": "str",
    "clause": "str",
    "version": "int64",
    "expected": "float64",
    "baseline": "float64",
    "doubt": "float64",
    "attainment": "float64",
    "distance": "float64",
    "shortfall": "float64",
    "low": "float64",
    "high": "float64",
    "status": "str",
    "floor": "str",
    "late_green": "str",
    "gate": "str",
}
JUDGED_KEY = ("place", "month", "split", "indicator")

SCORES_DTYPES: Mapping[str, str] = {
    "place": "str",
    "month": "str",
    "level": "str",
    "code": "str",
    "score": "float64",
    "low": "float64",
    "high": "float64",
    "share": "float64",
    "fresh": "float64",
    "absent": "float64",
    "on_track": "float64",
    "behind": "float64",
    "gated": "float64",
    "progress": "float64",
    "line": "float64",
    "excess": "float64",
    "weight": "float64",
    "grade": "str",
    "grade_to": "str",
}
SCORES_KEY = ("place", "month", "level", "code")

_TYPES: Mapping[str, Any] = {"str": String, "float64": Double, "int64": Integer, "bool": Boolean}


def _column(name: str, dtype: str, key: tuple[str, ...]) -> Column[Any]:
    if name in key:
        return Column(name, code(), primary_key=True)
    return Column(name, _TYPES[dtype], nullable=dtype == "float64")


def _frame_table(name: str, dtypes: Mapping[str, str], key: tuple[str, ...]) -> Table:
    columns = [_column(column, dtype, key) for column, dtype in dtypes.items()]
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


judged = _frame_table("judged", JUDGED_DTYPES, JUDGED_KEY)
Index("ix_judged_month", judged.c.month, judged.c.indicator)
Index("ix_judged_series", judged.c.indicator, judged.c.place, judged.c.month)

scores = _frame_table("scores", SCORES_DTYPES, SCORES_KEY)
Index("ix_scores_month", scores.c.month, scores.c.level)
