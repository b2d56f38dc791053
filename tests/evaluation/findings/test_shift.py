"""What moved a city's total: the same reporters first, and who reports, targets and what is due beside it."""

from pathlib import Path

import pytest

from data.store.store import open_store
from evaluation.assessment import Assessment, Assessments
from evaluation.findings.shift import Shift, shift_since
from tests.city import COUNTED
from tests.evaluation.frames import CITY, EAST, WEST, save, small_city


def report(spent: float, events: float = 10.0, rooms: float = 5.0) -> dict[str, float | None]:
    """A county of ten schools and a budget of 120, of which 10 a month are expected to be spent."""
    both = {"schools": (4.0, 6.0), "schools_with_room": (0.0, rooms), "events": (0.0, events), "visits": (0.0, 60.0)}
    cells: dict[str, float | None] = {"budget": 120.0, "spent": spent, "plan_steps": 1.0, "farm_days/rural": 1.0}
    for name, (urban, rural) in {**both, "population": (40.0, 60.0)}.items():
        cells |= {name: urban + rural, f"{name}/urban": urban, f"{name}/rural": rural}
    return cells


def opened(folder: Path, *months: dict[str, dict[str, float | None]]) -> Assessment:
    """Save the reports of the first months of 2024 and open the last of them."""
    plan = folder / "plan"
    plan.mkdir()
    store = open_store(f"sqlite:///{folder / 'kesu.db'}")
    store.initialise("demonstration", "small")
    for number, reports in enumerate(months, start=1):
        for place, cells in reports.items():
            save(store, place, f"2024-{number:02d}", cells)
    found = Assessments(store, small_city(plan, COUNTED)).at(f"2024-{len(months):02d}")
    store.close()
    return found


def shifted(folder: Path, *months: dict[str, dict[str, float | None]]) -> Shift:
    found = shift_since(opened(folder, *months), 1)
    assert found is not None
    return found


def adds_up(shift: Shift) -> bool:
    parts = shift.same + shift.reporters + shift.targets + shift.due
    return parts == pytest.approx(shift.now - shift.before, abs=1e-9)


def test_where_all_report_both_months_it_is_all_their_own(tmp_path: Path) -> None:
    shift = shifted(tmp_path, *({EAST: report(spent), WEST: report(spent)} for spent in (8.0, 10.0)))
    assert shift.reporters == pytest.approx(0) and shift.targets == 0
    assert adds_up(shift) and shift.same < 0  # 8 of 10, then 10 of 20


def test_who_stops_reporting_is_told_apart_from_those_who_do(tmp_path: Path) -> None:
    """The East stays as it is, on its line each month; the West, far behind already, doesn't report in May."""
    april = {EAST: report(40.0), WEST: report(4.0, events=0.0, rooms=0.0)}
    shift = shifted(tmp_path, {}, {}, {EAST: report(30.0), WEST: report(3.0)}, april, {EAST: report(50.0)})
    assert adds_up(shift)
    assert shift.reporters < -0.5 < 0 < shift.same  # its part of the targets is kept


def test_without_the_earlier_month_there_is_nothing_to_take_apart(tmp_path: Path) -> None:
    january = opened(tmp_path, {EAST: report(10.0), WEST: report(10.0)})
    assert (CITY, "total", "total") in january.scores
    assert shift_since(january, 1) is None
