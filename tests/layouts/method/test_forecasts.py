from collections.abc import Iterator

import pytest

from layouts.kit.context import Context
from layouts.method.forecasts import calibration_exhibit, forecasts_exhibit
from speech.months import span
from tests.contexts import context_of
from tests.documents import as_json, nodes, text
from tests.small import EAST, WEST, SmallCity


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The method page of a small city with two years behind it: ten activities a month in East, twelve in West."""
    made = SmallCity(tmp_path_factory.mktemp("record"))
    for month in span("2024-01", "2025-12"):
        made.report(EAST, month, {"events": 10.0}).report(WEST, month, {"events": 12.0})
    yield context_of(made, "/method")
    made.store.close()


def test_the_record_is_told_of_three_six_and_nine_months(context: Context) -> None:
    # East and the city miss 2025's targets, West meets its own. 2024's three are met: 4/5 is usual, and
    # (0.8² + 0.8² + 0.2²) / 3 = 0.44.
    table = forecasts_exhibit(context).table()
    assert [row[1] for row in table.rows] == ["1月至3月", "1月至6月", "1月至9月"] * 2
    assert [getattr(row[4], "text", "") for row in table.rows] == ["0.440"] * 3 + ["—"] * 3
    assert [row[5] for row in table.rows] == ["显示"] * 3 + ["尚未检验"] * 3
    assert "0.440" in text(as_json(forecasts_exhibit(context).body))


def test_chances_stand_beside_what_came(context: Context) -> None:
    table = calibration_exhibit(context).table()
    assert sum(getattr(row[2], "value", 0) for row in table.rows) == 9
    assert len(list(nodes(as_json(calibration_exhibit(context).body), "Tr"))) == len(table.rows) + 1


def test_without_a_past_forecast_it_says_so(rooms_city: SmallCity) -> None:
    early = context_of(rooms_city, "/method")
    for made in (forecasts_exhibit(early), calibration_exhibit(early)):
        assert {getattr(row[2], "value", None) for row in made.table().rows} == {0}
        assert "还没有往年的预测" in made.reading
