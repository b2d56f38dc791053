"""The reports behind the figures: where each stands, what came with warnings, what was corrected."""

from data.catalog import Catalog
from data.store import Store


class Records:
    """The door to what the reports say beyond their figures."""

    def __init__(self, store: Store, catalog: Catalog) -> None:
        self.catalog = catalog
        self._store = store
