import plotly.graph_objects as go

from figures.kit.tables import text_of
from layouts.data.reports import completeness_exhibit
from tests.contexts import context_of
from tests.small import EAST, SmallCity


def test_the_grid_tells_who_is_in_time(rooms_city: SmallCity) -> None:
    """Of three reporters and three months with data: West late once, the department never reported."""
    exhibit = completeness_exhibit(context_of(rooms_city, "/data"))
    months = len(rooms_city.assessments.at().months)
    assert exhibit.reading.startswith(f"2024年1月至2025年3月应报 {3 * months} 份，")
    assert exhibit.figure is not None
    go.Figure(exhibit.figure())


def test_the_table_has_each_reporters_share_and_every_month(rooms_city: SmallCity) -> None:
    table = completeness_exhibit(context_of(rooms_city, "/data")).table()
    east = [text_of(entry) for entry in table.rows[0]]
    assert [column.title for column in table.columns][:6] == ["报送单位", "按时率", "按时", "迟报", "缺报", "2025年3月"]
    assert (east[0], east[2], east[3], east[5]) == ("东区", "3", "0", "按时")
    assert table.codes[0] == EAST and table.codes[-1] == ""


def test_beside_another_month_there_is_room_for_fewer(rooms_city: SmallCity) -> None:
    context = context_of(rooms_city, "/data?month=2024-01&against=2024-03")
    table = completeness_exhibit(context).table()
    assert table.columns[-1].key == "2024-01"
