import csv
import io

import pytest

from evaluation.findings.records import Records
from layouts.kit.view import read_address
from layouts.pages import Pages
from speech.words import words
from tests.small import BOUNDARIES, EAST, SmallCity

ADDRESS = f"/infrastructure?month=2025-03&place={EAST}&indicator=room_rate"


@pytest.fixture
def pages(rooms_city: SmallCity) -> Pages:
    return Pages(rooms_city.assessments, Records(rooms_city.store, rooms_city.catalog), BOUNDARIES, None)


def test_a_file_says_what_its_figures_are(pages: Pages) -> None:
    file = pages.download(read_address(ADDRESS), "map", "csv")
    assert file is not None
    block = dict(row for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig"))) if len(row) == 2)
    assert {key: block[words(f"desk.block.{key}")] for key in ("month", "place", "indicator", "link")} == {
        "month": "2025年3月",
        "place": "东区",
        "indicator": "有活动室的学校占比",
        "link": ADDRESS,
    }
    assert block[words("desk.block.basis")].startswith(words("pages.basis.plan"))
    assert file.name == "基础设施-各县（区）分布-2025-03.csv"


@pytest.mark.parametrize(("name", "kind"), [("nothing", "csv"), ("map", "exe")])
def test_what_isnt_offered_isnt_there(pages: Pages, name: str, kind: str) -> None:
    assert pages.download(read_address(ADDRESS), name, kind) is None
