"""The questions of docs/questions.md: each is answered in three clicks or fewer from the overview."""

import re
from typing import TypeAlias

import pytest
from playwright.sync_api import Page, expect

from settings import ROOT
from tests.browser.watch import Watched

Step: TypeAlias = tuple[str, ...]
CLICKS = {"page": 1, "choose": 1, "search": 1, "menu": 2}
MOST = 3

# number → the steps, where the answer stands, what it must contain
ANSWERS: dict[int, tuple[tuple[Step, ...], str, str]] = {
    1: ((), ".panel-total", "综合得分"),
    2: ((("search", "林周县"),), "main", "位次"),
    3: ((("page", "基础设施"), ("choose", "地区", "540121")), ".headline", "序时应达"),
    4: ((("page", "基础设施"), ("choose", "地区", "540121")), ".panel-trend", "林周县趋势"),
    5: (
        (("page", "基础设施"), ("choose", "地区", "540121"), ("choose", "对比", "540123")),
        ".sides",
        "尼木县",
    ),
    6: ((("page", "基础设施"), ("menu", "map", "数字出处")), "#trace", ".xlsx"),
    7: ((("page", "基础设施"), ("menu", "map", "数字出处")), "#trace a[href^='/files/']", ".xlsx"),
    8: ((("page", "培训"),), "main", "最落后"),
    9: ((("page", "经费"),), ".headline", "序时"),
    10: ((("page", "经费"),), "main", "钱"),
    11: ((("page", "行动与服务"),), ".panel-funnel", "点单"),
    12: ((("page", "城乡差距"),), "main", "差距"),
    13: ((("page", "城乡差距"), ("choose", "指标", "village_station_rate")), "main", "年"),
    14: ((("page", "评价"), ("choose", "地区", "540123")), ".panel-why", "尼木县"),
    15: ((("page", "评价"), ("choose", "变化", "year")), "main", "上年同月"),
    16: ((("page", "评价"), ("choose", "目标", "first")), ".headline", "最初目标"),
    17: ((("search", "A1.3"),), "main", "科技辅导教师"),
    18: ((("page", "方案"), ("choose", "部门", "education")), "main", "市教育局"),
    19: ((("page", "数据"),), "main", "未报：当雄县"),
    20: ((("page", "方法"),), "main", "÷"),
}


def go(page: Page, step: Step) -> None:
    kind, *rest = step
    if kind == "page":
        page.locator("header nav").get_by_role("link", name=rest[0], exact=True).click()
        expect(page.locator("header .current")).to_have_text(rest[0])
    elif kind == "choose":
        page.get_by_role("combobox", name=rest[0], exact=True).select_option(rest[1])
        page.wait_for_function("(value) => window.location.search.includes(value)", arg=rest[1])
    elif kind == "menu":
        page.locator(f".panel-{rest[0]} .menu summary").first.click()
        page.locator(f".panel-{rest[0]} .menu").first.get_by_text(rest[1]).click()
    else:
        page.keyboard.press("Control+k")
        page.keyboard.type(rest[0])
        expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text(rest[0])
        page.keyboard.press("Enter")
        page.wait_for_function("window.location.pathname !== '/'")


@pytest.mark.parametrize("number", ANSWERS)
def test_a_question_is_answered_in_three_clicks(watched: Watched, number: int) -> None:
    steps, where, answer = ANSWERS[number]
    assert sum(CLICKS[step[0]] for step in steps) <= MOST
    page = watched.open("/")
    for step in steps:
        go(page, step)
    expect(page.locator(where).first).to_contain_text(answer)


def test_every_question_of_the_list_is_asked() -> None:
    rows = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "questions.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in rows] == [*ANSWERS]
