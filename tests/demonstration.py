"""The small city's demonstration: settings with which its figures can be foretold."""

from pathlib import Path

from data.demonstration.knobs import FILE
from tests.city import write_city

KNOBS = """
seed: 7
places:
  "900101": {level: [1.0, 1.0], urban: 0.8, parity: [0.5, 0.5], delay: 0}
  "900102": {level: [0.8, 0.6], urban: 0.0, parity: [0.5, 0.5], delay: 2}
profiles:
  events: [1, 1, 1, 1, 1, 1, 1, 1, 4, 1, 1, 1]
variables:
  population: {size: {of: residents}, noise: 0}
  schools: {size: {places: {"900101": [8, 4], "900102": [0, 5]}}}
  budget: {size: {places: {"900101": [400], "900102": [200]}}, growth: 0.1}
  events: {noise: 0}
  literacy: {values: {2024: [8.0, 9.5, 6.0], 2025: [9.0, 10.0, 7.5]}}
exceptions:
  - {place: "900102", variable: plan_steps, delays: [2, null]}
  - {place: "900102", variable: farm_days, absent: true}
reports:
  late_share: 0
  corrected_share: 0
  missing: [{reporter: "900102", month: "2025-05"}]
  late: [{reporter: "900101", month: "2025-12"}]
  corrected: [{reporter: "900101", month: "2025-03"}]
  jumps: [{reporter: "900101", month: "2025-06", variable: budget, by: 2, note: 追加（演示）}]
"""


def write_demonstration(folder: Path) -> Path:
    """Write the small city with settings for its demonstration, and return the folder.

    East attains its targets and has 8 schools in town, 4 in the countryside; West has 5, all in the countryside.
    50 reports are due, of which one is missing, and one is corrected; East's budget jumps once.
    """
    write_city(folder)
    (folder / FILE).write_text(KNOBS, encoding="utf-8")
    return folder
