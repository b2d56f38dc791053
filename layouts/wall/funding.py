"""The funding scene."""

from layouts.wall.arrange import Node, Part
from layouts.wall.pieces import explained
from layouts.wall.stage import Stage


def arrangement(stage: Stage) -> Node:  # noqa: ARG001
    """Compose the scene."""
    return Part("funding", lambda *_: explained("—"))
