"""How figures are written in pictures: thousands apart, a true minus sign, never a negative zero."""

MINUS = "\N{MINUS SIGN}"


def least_written(decimals: int) -> float:
    """Give the least amount that isn't written as nothing with some decimals."""
    return 0.5 / float(10**decimals)


def number(value: float, decimals: int = 0) -> str:
    """Write a value with a comma between thousands."""
    text = f"{value:,.{decimals}f}"
    return text.replace("-", MINUS) if _is_nonzero(text) else text.removeprefix("-")


def signed(value: float, decimals: int = 0) -> str:
    """Write a difference with its sign; what rounds to zero has none."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and _is_nonzero(text) else text


def _is_nonzero(text: str) -> bool:
    return any(digit in text for digit in "123456789")
