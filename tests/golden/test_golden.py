"""The engine says of the demonstration what it said when the tables were last renewed, to the bit."""

from pathlib import Path

import pandas as pd

from tests.golden.tables import KEYS, differences, kept, opened, tables


def test_every_figure_is_what_it_was(demonstration: Path) -> None:
    now = tables(opened(demonstration))
    was = {name: kept(name) for name in KEYS}
    assert all(len(table) > 0 for table in was.values())
    assert [line for name in KEYS for line in differences(name, was[name], now[name])] == []


def test_a_difference_names_place_indicator_column_was_and_is() -> None:
    was = pd.DataFrame({"month": ["2025-06"], "place": ["540121"], "score": ["81.5"], "gone": ["1"]})
    now = pd.DataFrame({"month": ["2025-06", "2025-06"], "place": ["540121", "540122"], "score": ["81.6", "70.0"]})
    assert differences("bands", was, now) == [
        "bands 2025-06 540121: score was 81.5 is 81.6",
        "bands 2025-06 540121: gone was 1 is -",
        "bands 2025-06 540122: month was - is 2025-06",
        "bands 2025-06 540122: place was - is 540122",
        "bands 2025-06 540122: score was - is 70.0",
    ]
