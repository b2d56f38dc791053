"""The small city with a plan that asks for money: budget, arrived, spent, by county and by the city itself."""

from pathlib import Path

from data.catalog.catalog import Role, read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessments
from tests.city import write_city
from tests.roles import write_roles
from tests.small import SmallCity, rooms

VARIABLES = """arrived,services,到位数,Arrived,1月1日以来到位。,万元,10 000 yuan,to_date,amount,total,county,budget,1
city_budget,city,市本级预算,City budget,调整后。,万元,10 000 yuan,stock,amount,total,science,,0.5
city_spent,city,市本级支出,City spent,1月1日以来。,万元,10 000 yuan,to_date,amount,total,science,,1
"""
INDICATORS = (
    "funding_arrival_rate,G1.1,,funding,经费到位率,到位率,Arrival rate,Arrival"
    ",share,arrived,budget,1,%,%,1,up,flow,county,sum,year,12,1,,,linear\n"
    "city_funding_execution_rate,G1.1,,funding,市本级执行率,市本级,City spending,City"
    ",share,city_spent,city_budget,1,%,%,1,up,flow,city,city,year,12,1,,,linear\n"
    "funding_per_capita,G1.1,,funding,人均经费,人均,Per head,Per head"
    ",rate,arrived,population,10000,元/人,yuan,2,up,flow,county,sum,due,1,1,,,linear\n"
)
TARGETS = """funding_arrival_rate,*,total,*,100,at_least,working,,1,2024-01-01,,,工作目标
city_funding_execution_rate,900100,total,*,100,at_least,working,,1,2024-01-01,,,工作目标
funding_per_capita,*,total,*,,growing,plan,G1.1,1,2024-01-01,,,小城方案
"""
ROLES = {
    "funding_execution_rate": Role.MONEY_SPENT,
    "funding_arrival_rate": Role.MONEY_ARRIVED,
    "city_funding_execution_rate": Role.CITY_MONEY_SPENT,
}
SERIES = "funding_per_capita,全国,China,total,2023,5.76,元/人,yuan per head,全国科普统计\n"


def money(budget: float, arrived: float, spent: float, urban: float = 9, rural: float = 9) -> dict[str, float]:
    """A report's amounts, with schools that have a room (of ten in town and ten in the countryside)."""
    return {"budget": budget, "arrived": arrived, "spent": spent, "population": 1000} | rooms(urban, rural)


class MoneyCity(SmallCity):
    """The small city, whose `spending_rate` is `funding_execution_rate`, with what has arrived beside it."""

    def __init__(self, folder: Path) -> None:
        self.catalog = read_catalog(write_roles(write_money(write_city(folder / "plan")), ROLES))
        self.store = open_store(f"sqlite:///{folder / 'small.db'}")
        self.store.initialise("office", self.catalog.plan.plan)
        self.assessments = Assessments(self.store, self.catalog)


def write_money(folder: Path) -> Path:
    """Add money to the plan of a folder."""
    additions = {"variables": VARIABLES, "indicators": INDICATORS, "targets": TARGETS, "series": SERIES, "flags": ""}
    for name, rows in additions.items():
        file = folder / f"{name}.csv"
        text = file.read_text("utf-8").replace("spending_rate", "funding_execution_rate")
        file.write_text(text + rows, "utf-8")
    return folder
