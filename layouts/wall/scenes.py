"""The wall's scenes: one list, in the order in which they take turns unless the plan or the address says otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from layouts.kit.context import Context
from layouts.wall import city, county, funding, gap, infrastructure, reports, spotlight, training
from layouts.wall.arrange import Node
from layouts.wall.stage import Stage
from speech.words import called, words

SPOTLIGHT = "spotlight"  # one indicator, shown when the remote asks for it


@dataclass(frozen=True)
class Scene:
    """A composition for each shape of wall. `title` names it; one that is `each` stands for a county at a time."""

    name: str
    arrangement: Callable[[Stage], Node]
    each: bool = False

    def title(self, context: Context) -> str:
        """Name the scene: a county's by the county."""
        if self.each:
            return called(context.catalog.places[context.place])
        if self.name == SPOTLIGHT:
            return called(context.catalog.indicators[context.view.indicator], "short")
        return words(f"wall.scenes.{self.name}")


SCENES: Mapping[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("city", city.arrangement),
        Scene("gap", gap.arrangement),
        Scene("infrastructure", infrastructure.arrangement),
        Scene("training", training.arrangement),
        Scene("funding", funding.arrangement),
        Scene("counties", county.arrangement, each=True),
        Scene("reports", reports.arrangement),
        Scene(SPOTLIGHT, spotlight.arrangement),
    )
}
IN_TURN: tuple[str, ...] = tuple(name for name in SCENES if name != SPOTLIGHT)
"""The scenes that may take turns."""
