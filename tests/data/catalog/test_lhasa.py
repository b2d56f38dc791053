import re

import pytest

from data.catalog.catalog import FORMULAS, Catalog, read_catalog
from evaluation.engine import formulas
from settings import ROOT

FOLDER = ROOT / "data" / "plans" / "lhasa"

FLOOR = set(
    re.findall(
        r"\w+",
        """
literacy_rate literacy_gap equal_importance coordination service_parity social_capital_share
school_science_room_rate science_demo_schools campus_carriers campus_events campus_reach_rate van_school_stops
counselor_school_rate counselor_sessions counselors_trained counselor_training_rate counselor_certified_rate
lifestyle_events farmer_trainings_per_1000 skilled_farmers rural_demo_sites village_specialist_rate demo_township_rate
worker_trainings enterprise_events enterprise_bases entrepreneur_sessions elder_health_sessions elder_reach_per_1000
elder_digital_trainings elder_expert_teams temple_station_rate temple_service_events cadre_sessions
cadre_training_rate cadre_events outreach_project_rate open_facilities science_volunteers content_items content_reach
media_columns media_staff_trained infra_in_plan bases venue_area_per_10k museum_progress township_station_rate
village_station_rate mobile_museum_stops van_trips venue_visits_per_100 free_open_rate civic_centre_rate
volunteers_per_10k orders_placed orders_dispatched orders_claimed orders_taken orders_done order_fulfilment_rate
grassroots_events three_heads_rate service_staff_trained aid_projects aid_funds exchange_events county_plan_included
annual_workplan survey_done inspections funding_per_capita funding_arrival_rate funding_execution_rate earmark_rate
funding_growth
""",
    )
)

# how the plan says in words what a target of its own says in a number
SAID = {100.0: ("各中小学至少配备一名", "确保专款专用"), 1.0: ("每年至少举办一期",), 10.0: ("10%",)}
# a record of a person would need one of these; posts, teams and head counts don't
PERSONAL = re.compile(
    r"姓名|身份证|电话|手机|住址|生日|出生|性别|民族|信仰|信教|法名|name_of|id_card|phone|belief|faith|religio"
)


@pytest.fixture(scope="module")
def lhasa() -> Catalog:
    return read_catalog(FOLDER)


def joined(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_clauses_are_the_plan_word_for_word(lhasa: Catalog) -> None:
    plan = (FOLDER / "plan.txt").read_text("utf-8")
    assert joined("".join(clause.words_zh for clause in lhasa.clauses.values())) == joined(plan)


def test_every_clause_of_the_plan_stands_at_its_number(lhasa: Catalog) -> None:
    assert lhasa.clauses["T1"].words_zh == "到2025年，拉萨市公民具备科学素质的比例达到10%左右。"
    assert lhasa.clauses["A1.3"].heading_zh == "加强中小学科技教师队伍建设"
    assert lhasa.clauses["P5.2"].parent == "P5"
    assert [clause.clause for clause in lhasa.clauses.values() if clause.parent == "IV"] == ["G1", "G2", "G3"]
    assert len(lhasa.clauses) == 57


def test_every_leaf_of_the_measures_is_answered_by_an_indicator(lhasa: Catalog) -> None:
    parents = {clause.parent for clause in lhasa.clauses.values()}
    leaves = [name for name, clause in lhasa.clauses.items() if clause.measure and name not in parents]
    assert len(leaves) == 6 + 18 + 12 + 3
    assert [leaf for leaf in leaves if not lhasa.indicators_of(leaf)] == []


def test_every_indicator_of_the_floor_is_there(lhasa: Catalog) -> None:
    assert sorted(FLOOR - lhasa.indicators.keys()) == []


def test_the_formulas_by_name_are_those_that_can_be_computed(lhasa: Catalog) -> None:
    derived = {"gap", "parity", "dispersion"}
    assert set(FORMULAS) == set(formulas.FORMULAS) | derived
    used = {each.formula for each in lhasa.indicators.values()}
    assert used == set(FORMULAS) - {"dispersion"}
    assert {each.formula for each in lhasa.indicators.values() if each.rollup == "derived"} == derived - {"dispersion"}


def test_the_measures_weigh_a_hundred_together_and_have_leads(lhasa: Catalog) -> None:
    assert list(lhasa.measures) == [
        "T",
        *(f"A{n}" for n in range(1, 7)),
        *(f"P{n}" for n in range(1, 6)),
        "G1",
        "G2",
        "G3",
    ]
    assert sum(measure.weight for measure in lhasa.measures.values()) == 100
    assert all(measure.leads for measure in lhasa.measures.values())
    assert lhasa.measures["A4"].leads == ("health", "civil_affairs", "science_association")
    assert len(lhasa.measures["A4"].supports) == len(lhasa.departments) - 3


def test_lead_departments_are_named_in_the_plan(lhasa: Catalog) -> None:
    """The plan names them after each action and project; 市 and 市委 stand before some of them only."""
    for name, measure in lhasa.measures.items():
        if measure.kind in ("action", "project"):
            words = "".join(clause.words_zh for clause in lhasa.clauses.values() if clause.measure == name)
            leads = re.findall(r"（牵头部门：(.*?)\s*配合部门：", words)[0].split("、")
            ours = [lhasa.departments[lead].name_zh for lead in measure.leads]
            assert [lead.lstrip("市") for lead in leads] == [our.lstrip("市") for our in ours]


def test_a_target_of_the_plan_rests_on_words_of_its_clause(lhasa: Catalog) -> None:
    for target in lhasa.targets:
        if target.basis == "plan" and target.rule == "at_least":
            words, value = lhasa.clauses[target.clause].words_zh, target.value
            assert value is not None
            assert any(said in words for said in SAID[value]), target


def test_only_growing_narrowing_and_milestones_rest_on_the_plan_without_a_number(lhasa: Catalog) -> None:
    numbered = {"literacy_rate", "counselor_school_rate", "counselor_sessions", "earmark_rate"}
    for target in lhasa.targets:
        if target.basis == "plan":
            assert target.indicator in numbered or target.rule in ("growing", "narrowing", "milestone"), target
        else:
            assert target.basis == "working"
            assert not target.clause


def test_a_target_of_the_plan_rests_on_its_indicators_own_clause(lhasa: Catalog) -> None:
    for target in lhasa.targets:
        assert target.basis != "plan" or target.clause == lhasa.indicators[target.indicator].clause, target


def test_some_working_targets_were_moved_and_the_first_is_kept(lhasa: Catalog) -> None:
    moved = {(target.indicator, target.version) for target in lhasa.targets if target.version > 1}
    assert moved == {("village_station_rate", 2), ("volunteers_per_10k", 2), ("campus_events", 2)}


def test_counts_have_a_target_for_every_county(lhasa: Catalog) -> None:
    counties = {county.place for county in lhasa.counties}
    for name, indicator in lhasa.indicators.items():
        if indicator.formula in ("count", "steps") and indicator.rollup == "sum" and indicator.weight:
            assert {target.place for target in lhasa.targets if target.indicator == name} == counties, name


def test_no_county_is_judged_on_literacy(lhasa: Catalog) -> None:
    literacy = [each for each in lhasa.indicators.values() if "literacy" in each.indicator]
    assert len(literacy) == 2  # how counties differ can't be known: the survey's finest level is the city
    assert {each.split for each in literacy if each.rollup == "derived"} == {"city"}
    assert lhasa.indicators["literacy_rate"].rollup == "city"
    assert {target.place for target in lhasa.targets if "literacy" in target.indicator} == {"540100"}


def test_money_and_orders_and_shares_have_their_ceilings(lhasa: Catalog) -> None:
    ceilings = {name: variable.at_most for name, variable in lhasa.variables.items()}
    assert (ceilings["funds_earmarked"], ceilings["funds_spent"], ceilings["funds_arrived"]) == (
        "funds_spent",
        "funds_arrived",
        "budget",
    )
    assert ceilings["orders_done"] == "orders_taken"
    for indicator in lhasa.indicators.values():
        if indicator.formula == "share":
            (numerator,), (denominator,) = indicator.numerator, indicator.denominator
            assert denominator in chain(numerator, ceilings), indicator.indicator


def chain(variable: str, ceilings: dict[str, str]) -> list[str]:
    above = ceilings[variable]
    return [above, *chain(above, ceilings)] if above else []


def test_counselors_are_no_other_teachers(lhasa: Catalog) -> None:
    assert "不含科学副校长和科学课教师" in lhasa.variables["counselors"].definition_zh
    assert "科学副校长和科学课教师不计入" in lhasa.variables["schools_with_counselor"].definition_zh


def test_nothing_reported_could_hold_a_person_or_a_belief(lhasa: Catalog) -> None:
    for variable in lhasa.variables.values():
        text = f"{variable.variable} {variable.name_zh} {variable.definition_zh} {variable.name_en}"
        assert not PERSONAL.search(text), variable
        assert variable.number in ("count", "amount", "rate")


def test_every_reported_variable_is_used_or_says_how_sure_a_survey_is(lhasa: Catalog) -> None:
    used = {name for each in lhasa.indicators.values() for name in (*each.numerator, *each.denominator)}
    assert lhasa.variables.keys() - used == {"literacy_sample", "literacy_low", "literacy_high"}


def test_the_eight_counties_add_up_to_the_census(lhasa: Catalog) -> None:
    census = {row.place: row.persons for row in lhasa.population if row.year == 2020}
    assert len(lhasa.counties) == 8
    assert sum(census[county.place] for county in lhasa.counties) == census["540100"] == 867_891
    late = {row.split: row.persons for row in lhasa.population if row.year == 2024}
    assert late["urban"] + late["rural"] == late["total"] == 876_400
    assert round(late["urban"] / late["total"] * 100, 2) == 73.06


def test_retired_codes_lead_to_their_places_and_zones_are_refused(lhasa: Catalog) -> None:
    assert lhasa.aliases["540125"].place == lhasa.aliases["堆龙德庆县"].place == "540103"
    assert lhasa.aliases["540126"].place == lhasa.aliases["达孜县"].place == "540104"
    assert {lhasa.aliases[str(zone)].place for zone in range(540171, 540175)} == {""}


def test_tibetan_names_wait_for_the_office(lhasa: Catalog) -> None:
    assert all(place.name_bo and not place.bo_confirmed for place in lhasa.places.values())


def test_milestones_fall_due_within_the_plan(lhasa: Catalog) -> None:
    dues = [step.due for step in lhasa.milestones]
    assert min(dues) >= lhasa.plan.first_month
    assert max(dues) <= f"{lhasa.plan.last_year}-12"
