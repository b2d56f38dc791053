"""How figures are named: the same wherever they are shown, stated or sealed."""

from evaluation.assessment import Judged, Score


def value_key(row: Judged) -> str:
    """Name a judged value."""
    return f"{row.indicator}|{row.place}|{row.month}|{row.split}"


def score_key(row: Score) -> str:
    """Name a score."""
    return f"{row.place}|{row.month}|{row.level}|{row.code}"
