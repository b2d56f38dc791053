"""How figures are written in pictures: thousands apart, a true minus sign, never a negative zero."""

MINUS = "\N{MINUS SIGN}"


def least_written(decimals: int) -> float:
    """Give the least amount that isn't written as nothing with some decimals."""
    return 0.5 / float(10**decimals)


def number(value: float, decimals: int = 0) -> str:
    """Write a value with a comma between thousands."""
    return f"{value:z,.{decimals}f}".replace("-", MINUS)


def signed(value: float, decimals: int = 0) -> str:
    """Write a difference with its sign; what rounds to zero has none."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.") else text
