"""Items in groups, whatever order they come in."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def grouped(items: Iterable[Item], key: Callable[[Item], Key], order: Iterable[Key] = ()) -> dict[Key, list[Item]]:
    """Group items by a key; the groups stand in a given order, and those it doesn't name as they first occur."""
    groups: dict[Key, list[Item]] = {each: [] for each in order}
    for each in items:
        groups.setdefault(key(each), []).append(each)
    return {each: found for each, found in groups.items() if found}
