"""Urban and rural as two dots of a row, in a column of fixed width beside the bars."""

from dataclasses import dataclass

from figures.kit.cells import Part, caption, disc, mark, text_width
from figures.kit.theme import Theme


@dataclass(frozen=True)
class Column:
    """Where the dots of all rows lie: `start` and `width` in pixels from the plot's right edge."""

    start: float
    width: float

    def shift(self, share: float) -> float:
        """Give the pixels from the plot's right edge of a value at `share` (0 to 1) of the scale."""
        return self.start + self.width * share


def width_for(theme: Theme, urban: str, rural: str) -> float:
    """Give the width of a column in which the dots and both names over them have room."""
    small = theme.size_small
    return max(theme.size * 5.5, text_width(urban + rural, small) + 2.7 * small - 2 * _radius(theme))


def captions(column: Column, theme: Theme, urban: str, rural: str) -> list[Part]:
    """Name the two dots over the column, the countryside at the left where its dots mostly lie."""
    left, right = column.start - _radius(theme), column.shift(1) + _radius(theme)
    parts = ((rural, theme.rural, left, "left"), (urban, theme.urban, right, "right"))
    return [
        caption(f'<span style="color:{colour}">\N{BLACK CIRCLE}</span>{name}', theme, 1, shift, anchor)
        for name, colour, shift, anchor in parts
    ]


def draw(column: Column, theme: Theme, y: float, urban: float | None, rural: float | None) -> list[Part]:
    """Draw a row's dots at their shares of the scale (None: no dot); two that nearly coincide part upwards and down."""
    radius = _radius(theme)
    rail = (column.start, 0.0, column.shift(1), 0.0)
    parts = [mark("line", 1, y, rail, {"line": {"color": theme.track, "width": 1}, "layer": "below"})]
    if urban is None or rural is None:
        alone = ((urban, theme.urban), (rural, theme.rural))
        return parts + [_dot(column, share, y, theme, colour, 0) for share, colour in alone if share is not None]
    ends = (column.shift(rural), 0.0, column.shift(urban), 0.0)
    apart = abs(ends[0] - ends[2])
    lift = radius if apart < 2 * radius else 0.0
    return [
        *parts,
        mark("line", 1, y, ends, {"line": {"color": theme.quiet, "width": 2}}),
        _dot(column, urban, y, theme, theme.urban, lift),
        _dot(column, rural, y, theme, theme.rural, -lift),
    ]


def _dot(column: Column, share: float, y: float, theme: Theme, colour: str, lift: float) -> Part:
    look = {"fillcolor": colour, "line": {"width": 1, "color": theme.card}}
    return disc(1, column.shift(share), y, _radius(theme), look, lift)


def _radius(theme: Theme) -> float:
    return theme.size * 0.4
