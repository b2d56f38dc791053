"""The sentences that write themselves: what they say, what they rest on, and what they don't claim."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from data.catalog.catalog import Catalog, Role, read_catalog
from data.catalog.terms import Grade
from data.store.store import Store, open_store
from editions.opened import figures_of
from evaluation.assessment import Assessment, Assessments
from evaluation.findings.gap import service_gap
from reading.findings import findings, flags, gap_sentences, headline, measures_of, moved
from reading.sentences import Sentence
from settings import Settings
from speech.words import LANGUAGES, called, speaking, words
from tests import lhasa
from tests.evaluation.frames import a_month, save, small_city
from tests.layouts.samples import A_SCORE, a_total, with_scores
from tests.small import CITY, EAST, WEST, SmallCity, rooms

LHASA = "540100"
PLACES = (LHASA, *lhasa.LEVELS)
THIN = "\N{THIN SPACE}"
PARITY = "parity,A1.1,,infrastructure,名,名,P,P,parity,room_rate,,1,u,u,1,up,stock,county,derived,due,1,0,,,linear"
MONEY = (
    "funding_execution_rate,G1.1,,funding,执行率,执行率,E,E"
    ",share,spent,budget,1,%,%,1,up,flow,county,sum,year,12,0,,,linear"
)
ALL_SPENT = "funding_execution_rate,*,total,*,100,at_least,working,,1,2024-01-01,,,工作目标"
Coverage = tuple[float, float]  # schools with a room of 50 in town, and of 50 in the country


@pytest.fixture(scope="module")
def real(lhasa_settings: Settings) -> Iterator[Assessment]:
    """The real plan's newest month, in which 540122 says nothing."""
    store = open_store(lhasa_settings.database_url)
    yield Assessments(store, read_catalog(lhasa_settings.plan)).at()
    store.close()


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small city's plan with a parity index and the execution rate, of which 100 % are due by December."""
    added = {"indicators.csv": f"{PARITY}\n{MONEY}", "targets.csv": ALL_SPENT}
    roles = {"funding_execution_rate": Role.MONEY_SPENT}
    return small_city(tmp_path_factory.mktemp("rich"), added=added, roles=roles)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'kesu.db'}")
    opened.initialise("demonstration", "small")
    yield opened
    opened.close()


@pytest.fixture
def silent_west(city: SmallCity) -> Assessment:
    """March 2024: East alone reports, three schools of four have a room and 10 events of the 30 due were held."""
    for month, events in (("2024-01", 3), ("2024-02", 3), ("2024-03", 4)):
        city.report(EAST, month, {**rooms(8, 7), "events": events})
    return city.assessments.at()


def coverage(both: Coverage, spent: float = 10) -> dict[str, float | None]:
    urban, rural = both
    part = {"schools_with_room": urban + rural, "schools_with_room/urban": urban, "schools_with_room/rural": rural}
    return {**a_month(spent=spent), **part}


def at(store: Store, catalog: Catalog, reports: Mapping[tuple[str, str], Mapping[str, float | None]]) -> Assessment:
    for (place, month), values in reports.items():
        save(store, place, month, values)
    return Assessments(store, catalog).at()


# The headline


SCORED = "2025年3月，小城市 5 项已到评判：1 项达到，0 项明显落后，4 项缺数据"


def test_the_headline_counts_first_then_says_score_and_grade_and_what_is_missing(assessment: Assessment) -> None:
    """Rooms are on track; events, money and the survey are due and nobody reported them."""
    scored = with_scores(assessment, [replace(a_total(82.34), low=80.06, high=84.0, progress=71.04, line=80.0)])
    assert headline(scored, CITY) == Sentence(
        f"{SCORED}；低于序时 9.0；综合得分 82.3（80.1–84.0），等级“良”；3 份月报中有 1 份未报，全市数字只含已报部分。",
        ("900100|2025-03|total|total",),
    )


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (79.0, "；低于序时 1.0"),
        (79.94, "；低于序时 0.1"),
        (79.96, "；与序时持平"),  # no nearer can be written
        (80.0, "；与序时持平"),
        (95.0, "；高于序时 15.0"),
    ],
)
def test_the_headline_says_behind_only_of_what_is_behind(assessment: Assessment, progress: float, said: str) -> None:
    scored = with_scores(assessment, [replace(a_total(82.34), low=82.34, high=82.34, progress=progress, line=80.0)])
    assert headline(scored, CITY).text.startswith(f"{SCORED}{said}；综合得分 82.3，等级“良”；")


@pytest.mark.parametrize(
    ("first", "grades", "fresh", "said"),
    [
        (3, ("fair", "good"), 0.852, "，等级“中到良”（只有 85.2% 的权重是当月新报，等级未定）"),
        (3, ("good", "good"), 0.95, "，等级“良”"),
        (4, ("", ""), 1.0, "，4月起评等级"),
    ],
)
def test_an_open_grade_and_none_are_said_to_be_so(
    assessment: Assessment, first: int, grades: tuple[Grade, Grade], fresh: float, said: str
) -> None:
    plan = assessment.catalog.plan
    method = replace(plan.method, silence="counted", grade_from_month=first)
    catalog = replace(assessment.catalog, plan=replace(plan, method=method))
    total = replace(a_total(82.3), low=82.3, high=82.3, fresh=fresh, grade=grades[0], grade_to=grades[1])
    known = replace(with_scores(assessment, [total]), catalog=catalog)
    assert f"；综合得分 82.3{said}；3 份月报中有 1 份未报，缺报不减目标。" in headline(known, CITY).text


def test_a_countys_headline_says_nothing_of_others_reports(assessment: Assessment) -> None:
    own = replace(a_total(91.0, "excellent"), place=EAST, low=91.0, high=91.0)
    text = "2025年3月，东区 5 项已到评判：1 项达到，0 项明显落后，4 项缺数据；高于序时 5.0；综合得分 91.0，等级“优”。"
    assert headline(with_scores(assessment, [own]), EAST) == Sentence(text, ("900101|2025-03|total|total",))


def test_where_all_reports_came_none_is_said_to_miss(assessment: Assessment) -> None:
    came = tuple(replace(row, state="late") for row in assessment.reporting)
    scored = replace(with_scores(assessment, [a_total(82.34)]), reporting=came)
    assert headline(scored, CITY).text.endswith("，等级“良”。")


def test_without_a_total_the_headline_says_how_little_can_be_scored(assessment: Assessment) -> None:
    """Of A1 (60 of 100) the clause of weight 3 of 4 is known, so 45 % are."""
    known = Sentence("2025年3月，小城市可计分的数据只占 45%，不计总分。", ("900100|2025-03|total|total",))
    assert headline(assessment, CITY) == known
    assert headline(with_scores(assessment, []), CITY) == Sentence("2025年3月，小城市可计分的数据只占 0%，不计总分。")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_the_headlines_numbers_are_those_stored(real: Assessment, place: str, lang: str) -> None:
    total = real.scores[place, "total", "total"]
    assert total.score is not None
    with speaking(lang):
        text = headline(real, place).text
    ends = [f"{end:.1f}" for end in (total.low, total.high)]
    expected = [f"{abs(total.distance):.1f}", f"{total.score:.1f}", *(ends if ends[0] != ends[1] else ())]
    assert re.findall(r"\d+\.\d+", text) == expected
    judged = [real.judged.get((place, "total", code)) for code, each in real.catalog.indicators.items() if each.weight]
    due = [row.status for row in judged if row and row.status in ("on_track", "at_risk", "behind", "no_data")]
    with speaking(lang):
        counts = words("doubt.standing", due=len(due), on_track=due.count("on_track"), behind=due.count("behind"))
    assert counts in text


def test_the_real_headline_counts_the_missing_report(real: Assessment) -> None:
    assert headline(real, LHASA).text.endswith("；13 份月报中有 1 份未报，缺报不减目标。")
    assert headline(real, lhasa.SILENT).text.endswith("；本月未报，只计以前报来的。")
    assert "未报" not in headline(real, "540102").text


# Five findings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_are_five(real: Assessment, assessment: Assessment, silent_west: Assessment, lang: str) -> None:
    with speaking(lang):
        for known, places in ((real, PLACES), (assessment, (CITY, EAST, WEST)), (silent_west, (CITY, EAST, WEST))):
            for place in places:
                found = findings(known, place)
                assert len(found) == 5 and all(each.text.strip() for each in found)


def test_the_measure_that_is_furthest_behind_comes_first(assessment: Assessment) -> None:
    behind = replace(A_SCORE, progress=71.04, line=80.0)
    first = findings(with_scores(assessment, [behind]), CITY)[0]
    text = "青少年落后最多：完成目标 71.0%，序时应达 80.0%，相差 9.0 个百分点。"
    assert first == Sentence(text, ("900100|2025-03|measure|A1",))


def test_of_the_real_measures_the_furthest_behind_is_named(real: Assessment) -> None:
    rows = measures_of(real, "540102")
    assert len(rows) > 2
    worst = max(rows, key=lambda row: -row.distance)
    first = findings(real, "540102")[0]
    assert first.text.startswith(called(real.catalog.measures[worst.code], "short"))
    assert first.figures == (f"540102|2024-02|measure|{worst.code}",)
    assert f"相差 {-worst.distance:.1f} 个百分点" in first.text


def test_a_measure_so_near_that_no_difference_is_written_is_fine(assessment: Assessment) -> None:
    even = with_scores(assessment, [replace(A_SCORE, progress=79.96, line=80.0)])
    assert findings(even, CITY)[0] == Sentence(words("brief.findings.fine"), ("900100|2025-03|measure|A1",))


def test_a_guarantee_is_no_action(assessment: Assessment) -> None:
    behind = replace(A_SCORE, code="G1", progress=10.0, line=80.0)
    assert findings(with_scores(assessment, [behind]), CITY)[0] == Sentence(words("brief.findings.unknown"))


def test_of_a_county_without_a_report_nothing_is_claimed(silent_west: Assessment) -> None:
    assert findings(silent_west, WEST) == (
        Sentence("本月没有可以判断的数据。"),
        Sentence("西县本月没有得分。"),
        Sentence("本月没有可比的城乡数据。"),
        Sentence("本月没有可以判断的数据。"),
        Sentence("本月没有可以计算的经费执行率。"),
    )
    assert moved(silent_west, WEST) == (Sentence("与上月没有可比的总分。"),)
    assert flags(silent_west, WEST) == (Sentence("本月没有可以对照的支出与办事数据。"),)


def test_of_the_real_county_without_a_report_it_is_said_since_when(real: Assessment) -> None:
    """Silence counts in this plan: of the states the month before is carried, and said to be."""
    _, rank, gap, _, money = (each.text for each in findings(real, lhasa.SILENT))
    assert rank == "综合得分位次为第8（7–8）。"
    assert "城乡比值 1.99（沿用2024年1月）。" in gap
    assert re.match(r"经费执行率 \d\.\d%（沿用2024年1月），", money)


def test_beside_a_figure_of_the_city_stands_how_its_counties_came(real: Assessment) -> None:
    _, _, gap, _, money = (each.text for each in findings(real, LHASA))
    came = "（沿用2024年1月；8 县区中 7 个新报、1 个沿用、0 个缺报）"
    assert f"{came}。按百分点差计" in gap and f"%{came}，" in money
    assert "县区中" not in "".join(each.text for each in findings(real, "540121"))


def test_what_lags_most_is_named_with_its_value_line_and_lead(silent_west: Assessment) -> None:
    """Of 120 events a year 30 are due by March; 10 were held."""
    text = f"最滞后的事项是东区“科普活动”：10{THIN}场，序时应达 30{THIN}场，牵头单位市教育局。"
    for place in (CITY, EAST):
        assert findings(silent_west, place)[3] == Sentence(text, ("events|900101|2024-03|total",))


def test_that_nothing_lags_is_said_of_what_is_known(assessment: Assessment) -> None:
    """East has 95 % of its rooms, more than is due; West has 75 %, less than the 76.5 % due."""
    assert findings(assessment, EAST)[3] == Sentence(words("brief.findings.no_lag"))
    assert "西县“有活动室的学校占比”：75.0%，序时应达 76.5%" in findings(assessment, WEST)[3].text


def test_the_city_names_first_and_last_county(real: Assessment) -> None:
    scores = {band.place: band.score for band in real.bands.values()}
    first, last = max(scores, key=scores.__getitem__), min(scores, key=scores.__getitem__)
    assert (len(scores), first, last) == (8, "540103", "540122")
    second = findings(real, LHASA)[1]
    stated = f"得分最高的是堆龙德庆区（{scores[first]:.1f}），最低的是当雄县（{scores[last]:.1f}），"
    assert second.text.startswith(f"{stated}相差 {scores[first] - scores[last]:.1f} 分。")
    assert second.figures == ("540103|2024-02|total|total", "540122|2024-02|total|total")


def test_counties_whose_ranks_overlap_are_said_to_be_level(real: Assessment) -> None:
    ties = {band.place: band.ties for band in real.bands.values()}
    assert ties["540103"] == ("540104", "540102")
    assert findings(real, LHASA)[1].text.endswith("堆龙德庆区、达孜区、城关区的位次区间重叠，不分先后。")
    apart = {code: replace(band, ties=()) for code, band in real.bands.items()}
    assert "重叠" not in findings(replace(real, bands=apart), LHASA)[1].text


def test_with_less_than_two_totals_no_county_is_first(real: Assessment) -> None:
    for count in (0, 1):
        few = replace(real, bands=dict(list(real.bands.items())[:count]))
        assert findings(few, LHASA)[1] == Sentence(f"{count} 个县（区）有综合得分。")


def test_a_county_is_told_its_own_rank(real: Assessment) -> None:
    second = findings(real, "540121")[1]
    assert second == Sentence("综合得分位次为第5。", ("540121|2024-02|total|total",))
    assert findings(real, "540102")[1].text == "综合得分位次为第3（1–4）。"


@pytest.mark.parametrize(
    ("spent", "text"),
    [
        (54, "经费执行率 45.0%，比序时应达的 50.0% 低 5.0 个百分点。"),
        (60, "经费执行率 50.0%，不低于序时应达的 50.0%。"),
        (90, "经费执行率 75.0%，不低于序时应达的 50.0%。"),
    ],
)
def test_the_money_is_held_against_its_line(kept: Store, rich: Catalog, spent: float, text: str) -> None:
    """Of a budget of 120; by June half of it is due."""
    known = at(kept, rich, {(EAST, "2024-06"): coverage((40, 20), spent)})
    key = "funding_execution_rate|900101|2024-06|total"
    assert findings(known, EAST)[4] == Sentence(text, (key,))


# The gap


@pytest.mark.parametrize(
    ("now", "change", "said"),
    [
        ((40, 25), -10, "按百分点差计，比上年同月缩小 10.0 个百分点，因乡村上升。"),
        ((35, 20), -10, "按百分点差计，比上年同月缩小 10.0 个百分点，因城镇下降。"),
        ((45, 25), 0, "按百分点差计，与上年同月持平。"),
        ((45, 20), 10, "按百分点差计，比上年同月扩大 10.0 个百分点，城镇上升更快。"),
        ((40, 15), 10, "按百分点差计，比上年同月扩大 10.0 个百分点，因乡村下降。"),
    ],
)
def test_a_gap_narrows_only_where_its_difference_shrinks(
    kept: Store, rich: Catalog, now: Coverage, change: float, said: str
) -> None:
    known = at(kept, rich, {(EAST, "2024-06"): coverage((40, 20)), (EAST, "2025-06"): coverage(now)})
    (sentence,) = gap_sentences(known, EAST)
    assert sentence.text.endswith(said)
    assert ("缩小" in sentence.text) == (change < 0)
    assert sentence.figures == ("room_rate|900101|2025-06|urban", "room_rate|900101|2025-06|rural")


def test_the_gap_is_said_by_the_name_of_its_measure(kept: Store, rich: Catalog) -> None:
    known = at(kept, rich, {(EAST, "2024-06"): coverage((40, 25))})
    assert gap_sentences(known, EAST)[0].text == (
        "科普服务覆盖率（1 项指标的平均）城镇 80.0%、乡村 50.0%，相差 30.0 个百分点，城乡比值 1.60。"
        "上年同月没有可比的数据，看不出变化。"
    )
    with speaking("en"):
        assert "30.0 percentage points apart, ratio 1.60." in gap_sentences(known, EAST)[0].text


def test_a_countryside_with_nothing_has_no_ratio(kept: Store, rich: Catalog) -> None:
    known = at(kept, rich, {(EAST, "2024-06"): coverage((40, 0))})
    assert f"相差 80.0 个百分点，城乡比值 {words('pages.none')}。" in gap_sentences(known, EAST)[0].text


def test_the_city_names_where_the_gap_is_widest_and_narrowest(kept: Store, rich: Catalog) -> None:
    """80 and 40 % in the East, 60 and 50 % in the West: 70 and 45 % in the city."""
    known = at(kept, rich, {(EAST, "2024-06"): coverage((40, 20)), (WEST, "2024-06"): coverage((30, 25))})
    first, second = gap_sentences(known, CITY)
    assert "城镇 70.0%、乡村 45.0%，相差 25.0 个百分点" in first.text
    assert second.text == "差距最大的是东区（40.0 个百分点），最小的是西县（10.0 个百分点）。"
    rests = [f"room_rate|{place}|2024-06|{side}" for place in (EAST, WEST) for side in ("urban", "rural")]
    assert second.figures == tuple(rests)
    assert len(gap_sentences(known, EAST)) == 1


def test_a_gap_that_lacks_a_county_is_not_compared(kept: Store, rich: Catalog) -> None:
    """A year ago both counties reported, now East alone."""
    before = {(county, "2024-06"): coverage((40, 25)) for county in (EAST, WEST)}
    known = at(kept, rich, {**before, (EAST, "2025-06"): coverage((45, 20))})
    text = gap_sentences(known, CITY)[0].text
    assert text.endswith("（2 县区中 1 个新报、0 个沿用、1 个缺报）。含缺报的县（区），不与上年同月相比。")
    assert gap_sentences(known, EAST)[0].text.endswith("扩大 20.0 个百分点，城镇上升、乡村下降。")


@pytest.mark.parametrize("place", [place for place in PLACES if place != lhasa.SILENT])
def test_the_real_gaps_go_the_way_that_is_said(real: Assessment, place: str) -> None:
    reading = service_gap(real, place)
    assert reading is not None and reading.change is not None
    text = gap_sentences(real, place)[0].text
    assert "按百分点差计" in text
    assert ("缩小" in text, "扩大" in text) == (reading.change <= -0.05, reading.change >= 0.05)


# What moved, and the money


def test_what_moved_adds_up_to_what_is_printed(real: Assessment) -> None:
    now, before = real.scores[LHASA, "total", "total"].score, real.score_series(LHASA, "total", "total")[-2].score
    assert now is not None and before is not None and now < before
    since, *apart, up, down = moved(real, LHASA)
    change = f"{before - now:.1f}"
    assert since.text == f"与 2024年1月相比，综合得分由 {before:.1f} 变为 {now:.1f}（−{change} 分）。"
    assert all(each.text.startswith("其中两个月都报送的单位同口径变动") for each in apart)
    assert up.text.startswith("抬高得分最多的是") and "−" not in up.text and 1 <= len(up.figures) <= 3
    assert down.text.startswith("拉低得分最多的是") and "+" not in down.text and 1 <= len(down.figures) <= 3


def test_a_flag_names_place_flag_and_thing(kept: Store, rich: Catalog) -> None:
    """In June half of the budget of 120 is due: 54 of 60 is 90 %; all visits are missing but one."""
    known = at(kept, rich, {(EAST, "2024-06"): {**a_month(spent=54), "visits": 1}})
    found = flags(known, EAST)
    assert found and all("东区：钱花了、事没办成，" in each.text for each in found)
    assert all(each.figures[0] == "spending_rate|900101|2024-06|total" for each in found)
    assert flags(known, WEST) == (Sentence(words("brief.money.unknown")),)


# What sentences rest on


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_every_figure_of_every_sentence_is_there(real: Assessment, place: str, lang: str) -> None:
    known = figures_of(real)
    with speaking(lang):
        parts = (findings, gap_sentences, moved, flags)
        sentences = [headline(real, place), *(each for part in parts for each in part(real, place))]
    keys = [key for each in sentences for key in each.figures]
    assert keys and set(keys) <= known.keys()
    stated = [each for each in sentences if re.search(r"\d+\.\d", each.text)]
    assert stated and all(each.figures for each in stated)
