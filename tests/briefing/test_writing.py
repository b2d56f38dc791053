"""Briefs written from the real plan's newest month and from the small city."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefing.brief import Brief, Section
from briefing.writing import Imprint, with_changes, write
from data.catalog.catalog import read_catalog
from data.store.store import open_store
from editions.opened import figures_of
from evaluation.assessment import Assessment, Assessments
from evaluation.findings.gap import service_gap
from figures.kit.tables import Cell
from settings import Settings
from speech.words import LANGUAGES, speaking, words
from tests import lhasa
from tests.small import CITY, EAST, SmallCity, rooms

LHASA = "540100"
PLACES = (LHASA, *lhasa.LEVELS)
IMPRINT = Imprint("LS-2402-7KQ4", 2, datetime(2024, 3, 15, 20, 30, tzinfo=UTC), "0.1.0", "边界来源")
OF_CITY = ["findings", "moved", "measures", "counties", "gap", "money", "departments", "reports"]
OF_COUNTY = ["findings", "moved", "measures", "gap", "money", "reports"]


@pytest.fixture(scope="module")
def real(lhasa_settings: Settings) -> Iterator[Assessment]:
    """The real plan's newest month, in which 540122 says nothing."""
    store = open_store(lhasa_settings.database_url)
    yield Assessments(store, read_catalog(lhasa_settings.plan)).at()
    store.close()


def section(brief: Brief, name: str) -> Section:
    (found,) = (each for each in brief.sections if each.name == name)
    return found


def cells(found: Section) -> list[list[Cell]]:
    """The figures of each row of a table."""
    assert found.table is not None
    return [[entry for entry in row if isinstance(entry, Cell)] for row in found.table.rows]


@pytest.mark.parametrize("place", PLACES)
def test_sections_stand_in_their_order(real: Assessment, place: str) -> None:
    brief = write(real, place, "zh", IMPRINT)
    assert [each.name for each in brief.sections] == (OF_CITY if place == LHASA else OF_COUNTY)
    assert (brief.place, brief.month, brief.code, brief.lang) == (place, "2024-02", "LS-2402-7KQ4", "zh")


@pytest.mark.parametrize("place", PLACES)
def test_both_languages_say_the_same(real: Assessment, place: str) -> None:
    zh, en = (write(real, place, lang, IMPRINT) for lang in LANGUAGES)
    for mine, other in zip(zh.sections, en.sections, strict=True):
        assert mine.name == other.name and mine.title != other.title
        assert [each.figures for each in mine.sentences] == [each.figures for each in other.sentences]
        assert (mine.table is None, mine.chart is None) == (other.table is None, other.chart is None)
        if mine.table is not None and other.table is not None:
            assert len(mine.table.rows) == len(other.table.rows)
            figures = [[(cell.value, cell.figure) for cell in row] for row in cells(mine)]
            assert figures == [[(cell.value, cell.figure) for cell in row] for row in cells(other)]
        if mine.chart is not None and other.chart is not None:
            assert [each.values for each in mine.chart.series] == [each.values for each in other.chart.series]
    assert zh.headline.figures == en.headline.figures != ()
    numbers = [re.findall(r"\d+\.\d", brief.headline.text) for brief in (zh, en)]
    assert numbers[0] == numbers[1]
    assert zh.title != en.title and len(zh.facts) == len(en.facts)


def test_the_language_spoken_outside_stays(real: Assessment) -> None:
    with speaking("en"):
        brief = write(real, LHASA, "zh", IMPRINT)
        assert words("brief.sections.money") == "Money"
    assert section(brief, "money").title == "经费"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_cells_hold_what_is_stored(real: Assessment, place: str, lang: str) -> None:
    known = figures_of(real)
    brief = write(real, place, lang, IMPRINT)
    assert {key for each in brief.sentences() for key in each.figures} <= known.keys()
    found = [cell for each in brief.sections if each.table for row in cells(each) for cell in row if cell.figure]
    assert [cell.value for cell in found] == [known[cell.figure] for cell in found]
    assert all(f"{cell.value:.1f}" in cell.text for cell in found if cell.value is not None)
    assert found


@pytest.mark.parametrize("place", [place for place in PLACES if place != lhasa.SILENT])
def test_measures_are_set_against_their_line(real: Assessment, place: str) -> None:
    found = section(write(real, place, "zh", IMPRINT), "measures")
    assert found.table is not None and found.chart is not None
    rows = [real.scores[place, "measure", row[0].figure.rpartition("|")[2]] for row in cells(found)]
    assert [[cell.value for cell in row] for row in cells(found)] == [
        [row.score, row.progress, row.line, row.distance, row.fresh * 100] for row in rows
    ]
    assert [each.values for each in found.chart.series] == [
        tuple(row.progress for row in rows),
        tuple(row.line for row in rows),
    ]
    behind = sum(row.distance <= -0.05 for row in rows)
    assert found.sentences[0].text == f"{len(rows)} 项中 {behind} 项低于序时应达。"


def test_counties_stand_by_rank_with_the_ends_of_their_scores(real: Assessment) -> None:
    found = section(write(real, LHASA, "zh", IMPRINT), "counties")
    assert found.table is not None and found.chart is not None
    ranked = sorted(real.bands.values(), key=lambda band: band.rank)
    scores = [row[0].value for row in cells(found)]
    assert scores == [band.score for band in ranked] == sorted(scores, key=lambda score: -(score or 0.0))
    assert len(scores) == 8 and found.chart.series[0].values == tuple(scores)
    silent = found.table.rows[-1]
    assert (silent[0], silent[2:4]) == ("当雄县", ("40.0–100.0", "3月起评等级"))
    assert [each.text for each in found.sentences] == ["8 个县（区）有综合得分。"]
    for band, row in zip(ranked, cells(found), strict=True):
        before = real.score_series(band.place, "total", "total")[-2].score
        assert before is not None and row[1].value == band.score - before


def test_a_county_without_a_score_stands_last_and_is_named(real: Assessment) -> None:
    known = {code: band for code, band in real.bands.items() if code != lhasa.SILENT}
    found = section(write(replace(real, bands=known), LHASA, "zh", IMPRINT), "counties")
    assert found.table is not None
    assert found.table.rows[-1] == ("当雄县", Cell(None, "未报送"), *[words("pages.none")] * 4)
    assert [each.text for each in found.sentences] == ["7 个县（区）有综合得分。", "当雄县本月没有得分。"]


def test_money_says_how_its_figures_came(real: Assessment) -> None:
    found = section(write(real, LHASA, "zh", IMPRINT), "money")
    assert found.table is not None
    came = {row[0]: row[-1] for row in found.table.rows}
    assert came["拉萨市"] == "沿用2024年1月；8 县区中 7 个新报、1 个沿用、0 个缺报"
    assert (came["当雄县"], came["城关区"]) == ("沿用2024年1月", "")


def test_the_share_that_nothing_else_takes_over_is_said(real: Assessment) -> None:
    """Of the county's weight 41.6 % isn't due in February or doesn't apply to a county."""
    _, absent = section(write(real, "540121", "zh", IMPRINT), "measures").sentences
    assert absent.text == "42% 的权重不适用或未到期，不由其他项目承接。"


def test_the_gap_stands_for_the_city_and_each_county(real: Assessment) -> None:
    found = section(write(real, LHASA, "zh", IMPRINT), "gap")
    assert found.table is not None
    assert [row[0] for row in found.table.rows] == ["拉萨市", *(each.name_zh for each in real.catalog.counties)]
    for place, row in zip((LHASA, *(each.place for each in real.catalog.counties)), cells(found), strict=True):
        reading = service_gap(real, place)
        values = [cell.value for cell in row]
        if reading is None:
            assert place == lhasa.SILENT and values == [None] * 5
        else:
            urban, rural, difference, ratio, change = values
            assert (urban, rural, change) == (reading.now.urban, reading.now.rural, reading.change)
            assert urban is not None and rural is not None
            assert (difference, ratio) == (urban - rural, urban / rural)


def test_reports_are_listed_as_they_came(real: Assessment) -> None:
    found = section(write(real, LHASA, "zh", IMPRINT), "reports")
    assert found.table is not None and len(found.table.rows) == 13
    assert [each.text for each in found.sentences] == [
        "应报 13 份，收到 12 份。",
        "未报：当雄县。",
        "迟报：达孜区。",
        "带校验提醒：曲水县。",
    ]
    rows = {str(row[0]): row[1:] for row in found.table.rows}
    assert rows["当雄县"] == ("未报送", words("pages.none"), Cell(0, "0"))
    assert rows["达孜区"] == ("迟报", "2024年3月15日", Cell(0, "0"))
    assert rows["曲水县"][2] == Cell(1, "1")
    own = section(write(real, lhasa.SILENT, "zh", IMPRINT), "reports")
    assert [each.text for each in own.sentences] == ["应报 1 份，收到 0 份。", "未报：当雄县。"]
    whole = section(write(real, "540102", "zh", IMPRINT), "reports")
    assert [each.text for each in whole.sentences] == ["应报 1 份，收到 1 份。", words("brief.reports.whole")]


def test_departments_are_counted(city: SmallCity) -> None:
    """In March East has held 10 of the 30 events due; every school has its room."""
    for month, events in (("2024-01", 3), ("2024-02", 3), ("2024-03", 4)):
        city.report(EAST, month, {**rooms(10, 10), "events": events})
    known = city.assessments.at()
    found = section(write(known, CITY, "zh", IMPRINT), "departments")
    assert found.table is not None
    (education,) = (row for row in found.table.rows if row[0] == "市教育局")
    counts = [entry.value for entry in education if isinstance(entry, Cell)]
    own = [
        row
        for row in known.judged.values()
        if (row.place, row.split) == (CITY, "total")
        and known.catalog.clauses[known.catalog.indicators[row.indicator].clause].measure == "A1"
    ]
    statuses = [row.status for row in own]
    assert counts == [len(own), *(statuses.count(each) for each in ("behind", "at_risk", "on_track"))]
    assert statuses.count("on_track") >= 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_foot_holds_code_month_and_moment(real: Assessment, lang: str) -> None:
    foot = write(real, LHASA, lang, IMPRINT).foot
    month = {"zh": "2024年2月", "en": "Feb 2024"}[lang]
    assert "LS-2402-7KQ4" in foot and month in foot
    assert "2024-03-16 04:30" in foot  # Beijing's time
    assert foot == foot.strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_demonstration_is_marked_and_real_figures_are_not(real: Assessment, lang: str) -> None:
    assert real.kind == "demonstration"
    shown, office = (write(each, LHASA, lang, IMPRINT) for each in (real, replace(real, kind="office")))
    with speaking(lang):
        short, long = words("pages.demonstration"), words("pages.demonstration_long")
    assert (shown.mark, office.mark) == (long, "")
    assert shown.foot.endswith(short) and short not in office.foot
    assert shown.foot.startswith(office.foot)


def test_the_facts_say_what_it_rests_on(real: Assessment) -> None:
    facts = dict(write(real, LHASA, "zh", IMPRINT).facts)
    assert (facts["编号"], facts["数据月份"], facts["制作时间"]) == ("LS-2402-7KQ4", "2024年2月", "2024-03-16 04:30")
    assert (facts["数据版本"], facts["软件版本"], facts["边界"]) == (str(real.version), "0.1.0", "边界来源")
    assert real.catalog.fingerprint.startswith(facts["方案数据指纹"]) and len(facts["方案数据指纹"]) == 16
    bases = {
        basis: {row.indicator for row in real.judged.values() if row.basis == basis} for basis in ("plan", "working")
    }
    for basis, found in bases.items():
        assert f"{words(f'pages.basis.{basis}')} {len(found)} 项" in facts["目标依据"]


def test_title_and_subtitle_name_place_month_code_and_revision(real: Assessment) -> None:
    city, county = (write(real, place, "zh", IMPRINT) for place in (LHASA, "540123"))
    assert city.title == "拉萨市全民科学素质行动监测月报" and county.title == "尼木县全民科学素质行动监测月报"
    assert city.subtitle == county.subtitle == "2024年2月　编号 LS-2402-7KQ4　第 2 版"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "与 LS-2402-AAAA 相比，数字没有变化"), (3, "与 LS-2402-AAAA 相比，3 个数字不同，清单 manifest.json 逐项列出")],
)
def test_what_changed_since_the_revision_before_is_a_fact(real: Assessment, count: int, text: str) -> None:
    brief = write(real, LHASA, "zh", IMPRINT)
    changed = with_changes(brief, "LS-2402-AAAA", count)
    assert changed == replace(brief, facts=(*brief.facts, ("与上一版相比", text)))
