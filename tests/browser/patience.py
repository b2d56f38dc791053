"""How long to wait for what must come: as much longer as the machine is slower, by what its last pages took to open."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

QUIET = 1.0  # seconds in which a page opens on a quiet machine (README, Performance)
LONGEST = 180.0  # seconds for the very first page, of which nothing is known


class Patience:
    """Knows what the last pages took; the slowest of them counts, since a machine may be busy again at once."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._took: deque[float] = deque(maxlen=5)

    @property
    def times(self) -> float:
        """How many times slower than a quiet machine this one is, never less than once."""
        slowest = max(self._took, default=LONGEST)
        return max(1.0, slowest / QUIET)

    def seconds(self, quiet: float) -> float:
        """Give the patience here for what gets so many seconds on a quiet machine."""
        return round(quiet * self.times, 1)

    def milliseconds(self, quiet: float) -> float:
        """Give the same as browsers are told it."""
        return self.seconds(quiet) * 1000

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Learn from a page that opens meanwhile; from one that doesn't there is nothing to learn."""
        start = self._clock()
        yield
        self._took.append(self._clock() - start)


MACHINE = Patience()  # one for all: every test's pages tell of the same machine
