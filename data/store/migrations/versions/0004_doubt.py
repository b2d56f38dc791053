"""Make the judged and scored tables anew, with what says how sure a figure is; reports are evaluated again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

JUDGED, SCORES = ("place", "month", "split", "indicator"), ("place", "month", "level", "code")


def upgrade() -> None:
    """Make both tables, empty; without a fingerprint everything is evaluated again."""
    _drop()
    op.create_table(
        "judged",
        *map(_code, JUDGED),
        _text("state"),
        *map(_number, ("value", "numerator", "denominator", "months_reported", "months_expected")),
        *map(_whole, ("places_reported", "places_expected", "places_carried")),
        _text("carried"),
        _number("fresh"),
        *map(_whole, ("late", "warnings")),
        sa.Column("approved", sa.Boolean, nullable=False),
        _number("target"),
        *map(_text, ("rule", "basis", "clause")),
        _whole("version"),
        *map(_number, ("expected", "baseline", "doubt", "attainment", "distance", "shortfall", "low", "high")),
        *map(_text, ("status", "floor", "late_green", "gate")),
        sa.PrimaryKeyConstraint(*JUDGED, name="pk_judged"),
        sqlite_with_rowid=False,
    )
    numbers = ("score", "low", "high", "share", "fresh", "absent", "on_track", "behind")
    op.create_table(
        "scores",
        *map(_code, SCORES),
        *map(_number, (*numbers, "gated", "progress", "line", "excess", "weight")),
        *map(_text, ("grade", "grade_to")),
        sa.PrimaryKeyConstraint(*SCORES, name="pk_scores"),
        sqlite_with_rowid=False,
    )
    _index()


def downgrade() -> None:
    """Make both tables as they were, empty."""
    _drop()
    op.create_table(
        "judged",
        *map(_code, JUDGED),
        _text("state"),
        *map(_number, ("value", "numerator", "denominator", "months_reported", "months_expected")),
        *map(_whole, ("places_reported", "places_expected", "late", "warnings")),
        sa.Column("approved", sa.Boolean, nullable=False),
        _number("target"),
        *map(_text, ("rule", "basis", "clause")),
        _whole("version"),
        *map(_number, ("expected", "attainment", "distance", "projected")),
        *map(_text, ("status", "late_green", "gate")),
        sa.PrimaryKeyConstraint(*JUDGED, name="pk_judged"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "scores",
        *map(_code, SCORES),
        *map(_number, ("score", "share", "gated", "progress", "line", "excess", "weight")),
        _text("grade"),
        sa.PrimaryKeyConstraint(*SCORES, name="pk_scores"),
        sqlite_with_rowid=False,
    )
    _index()


def _drop() -> None:
    op.drop_table("judged")
    op.drop_table("scores")
    op.execute("DELETE FROM meta WHERE key = 'fingerprint'")


def _index() -> None:
    op.create_index("ix_judged_month", "judged", ["month", "indicator"])
    op.create_index("ix_judged_series", "judged", ["indicator", "place", "month"])
    op.create_index("ix_scores_month", "scores", ["month", "level"])


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _number(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double)
