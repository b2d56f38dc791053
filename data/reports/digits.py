"""Numbers as people type them: with thousands separators, or with a comma that may stand for a decimal point."""

import math
import re

from data.reports.form import CellValue, plain

_PLAIN = re.compile(r"[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_ONE_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)

_DIGITS = re.compile(r"[\d.,]*\d", re.ASCII)


class Grouped(float):
    """A number that was typed as 1,234: thousands to most, and one and a bit to who writes decimals with a comma."""

    def __str__(self) -> str:
        return f"{self:,.0f}"


def number_typed(text: str) -> str:
    """Give the number that a text is exactly, without thousands separators, "" where it is anything more or less."""
    digits = text.replace(",", "")
    return digits if _PLAIN.fullmatch(text) and math.isfinite(float(digits)) else ""


def as_typed(text: str) -> float | None:
    """Give the number that a text is exactly, marked where its comma can be read in two ways; None for other texts."""
    digits = number_typed(text)
    return Grouped(digits) if digits and _ONE_GROUP.fullmatch(text) else float(digits) if digits else None


def has_decimal_comma(text: str) -> bool:
    """Tell whether a text is two runs of digits with a comma between that can't be thousands: 3,5 or 0,123."""
    return not number_typed(text) and _ONE_COMMA.fullmatch(text) is not None


def holds_ambiguous(text: str) -> bool:
    """Tell whether the number in a text, such as 约1,234人, is one that can be read in two ways."""
    return any(map(_ONE_GROUP.fullmatch, _DIGITS.findall(plain(text))))


def is_ambiguous(value: CellValue) -> bool:
    """Tell whether a cell says 1,234, which is a number of thousands only where no decimals are written."""
    return isinstance(value, Grouped) or (isinstance(value, str) and _ONE_GROUP.fullmatch(plain(value)) is not None)
