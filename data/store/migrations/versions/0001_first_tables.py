"""Make the first tables. A migration is history: it repeats the columns and imports nothing that may change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of reports, of their evaluation, and of the store's own state."""
    _reports()
    _figures()
    _judged()
    _scores()
    _state()


def downgrade() -> None:
    """Drop every table."""
    for table in ("stale", "meta", "scores", "judged", "problems", "figures", "reports", "files"):
        op.drop_table(table)


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _long(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _number(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _reports() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), nullable=False),
        _text("name"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )
    op.create_table(
        "reports",
        _whole("id"),
        *(_code(name) for name in ("reporter", "place", "month")),
        _whole("revision"),
        _flag("newest"),
        _text("kind"),
        _text("template_version"),
        sa.Column("sha256", sa.String(64), nullable=False),
        _text("file_name"),
        sa.Column("received_at", sa.DateTime, nullable=False),
        *(_flag(name) for name in ("late", "approved")),
        *(_whole(name) for name in ("warnings", "figures")),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name="fk_reports_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("reporter", "month", "revision", name="uq_reports_reporter_month_revision"),
        sa.UniqueConstraint("sha256", name="uq_reports_sha256"),
    )
    newest = sa.text("newest")
    op.create_index(
        "ix_reports_newest",
        "reports",
        ["reporter", "month"],
        unique=True,
        sqlite_where=newest,
        postgresql_where=newest,
    )
    op.create_index("ix_reports_place_month", "reports", ["place", "month"])


def _figures() -> None:
    op.create_table(
        "figures",
        _whole("report"),
        *(_code(name) for name in ("variable", "split")),
        _text("state"),
        _number("value"),
        *(_text(name) for name in ("sheet", "cell")),
        _long("note"),
        _whole("warnings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_figures_report"),
        sa.PrimaryKeyConstraint("report", "variable", "split", name="pk_figures"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "problems",
        _whole("report"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *(_text(name) for name in ("severity", "rule", "sheet", "cell", "variable")),
        *(_long(name) for name in ("value", "message", "action")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_problems_report"),
        sa.PrimaryKeyConstraint("report", "number", name="pk_problems"),
        sqlite_with_rowid=False,
    )


def _judged() -> None:
    key = ("place", "month", "split", "indicator")
    op.create_table(
        "judged",
        *(_code(name) for name in key),
        _text("state"),
        *(_number(name) for name in ("value", "numerator", "denominator")),
        *(_number(name) for name in ("months_reported", "months_expected")),
        *(_whole(name) for name in ("places_reported", "places_expected", "late", "warnings")),
        _flag("approved"),
        _number("target"),
        *(_text(name) for name in ("rule", "basis", "clause")),
        _whole("version"),
        *(_number(name) for name in ("expected", "attainment", "distance", "projected")),
        *(_text(name) for name in ("status", "late_green", "gate")),
        sa.PrimaryKeyConstraint(*key, name="pk_judged"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_judged_month", "judged", ["month", "indicator"])
    op.create_index("ix_judged_series", "judged", ["indicator", "place", "month"])


def _scores() -> None:
    key = ("place", "month", "level", "code")
    op.create_table(
        "scores",
        *(_code(name) for name in key),
        *(_number(name) for name in ("score", "share", "gated", "progress", "line", "excess", "weight")),
        _text("grade"),
        sa.PrimaryKeyConstraint(*key, name="pk_scores"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_scores_month", "scores", ["month", "level"])


def _state() -> None:
    op.create_table(
        "meta",
        _text("key"),
        _text("value"),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stale",
        *(_code(name) for name in ("place", "from_month")),
        _whole("marked"),
        sa.PrimaryKeyConstraint("place", name="pk_stale"),
        sqlite_with_rowid=False,
    )
