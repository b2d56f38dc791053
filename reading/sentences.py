"""A sentence that page, wall and brief may say, and the figures that it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence and the figures that it rests on.

    A figure is a judged value ("indicator|place|month|split") or a score ("place|month|level|code").
    """

    text: str
    figures: tuple[str, ...] = ()
