"""The small city with service orders and science counselors in its plan, for the pages that show them."""

from pathlib import Path

from data.catalog.catalog import Role, read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessments
from tests.city import write_city
from tests.roles import write_roles
from tests.small import CITY, EAST, WEST, SmallCity

STEPS = ("orders_placed", "orders_dispatched", "orders_claimed", "orders_taken", "orders_done")
ROLES = dict.fromkeys(STEPS, Role.ORDER_STEP) | {
    "order_fulfilment_rate": Role.ORDER_FULFILMENT,
    "counselor_school_rate": Role.COUNSELOR_COVERAGE,
    "counselor_sessions": Role.COUNSELOR_COURSES,
}
VARIABLE = "{name},services,{name},{name},-,单,orders,{kind},count,{split},county,{most},3\n"
INDICATOR = (
    "{name},{clause},,{page},{name},{name},{name},{name},{formula},{over},{under},1,{unit},{unit},{decimals},up,{kind}"
    ",{split},sum,{pace},12,{weight},,,linear\n"
)
RATE = {"formula": "share", "unit": "%", "decimals": 1, "weight": 1, "split": "urban_rural"}
COUNT = {"formula": "count", "unit": "单", "decimals": 0, "weight": 0, "under": "", "kind": "flow", "pace": "year"}
TARGETS = """
order_fulfilment_rate,*,total,*,90,at_least,working,,1,2024-01-01,,,工作目标
counselor_school_rate,*,total,2025,100,at_least,plan,A1.1,1,2024-01-01,2024-01,,小城方案
counselor_sessions,900101,total,*,1,at_least,plan,A1.1,1,2024-01-01,,,小城方案
counselor_sessions,900102,total,*,1,at_least,plan,A1.1,1,2024-01-01,,,小城方案
"""


class ServicesCity(SmallCity):
    """Orders (flows) and counselors are added to the plan's folder; nothing is reported yet."""

    def __init__(self, folder: Path) -> None:
        self.catalog = read_catalog(write_roles(write_services(folder / "plan"), ROLES))
        self.store = open_store(f"sqlite:///{folder / 'services.db'}")
        self.store.initialise("office", self.catalog.plan.plan)
        self.assessments = Assessments(self.store, self.catalog)


def write_services(folder: Path) -> Path:
    """Write the small city's plan with orders and counselors."""
    write_city(folder)
    _append(folder / "variables.csv", _variables())
    _append(folder / "indicators.csv", _indicators())
    _append(folder / "targets.csv", TARGETS.lstrip("\n"))
    return folder


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def _variables() -> str:
    chain = zip(STEPS, ("", *STEPS), strict=False)
    lines = [VARIABLE.format(name=name, kind="flow", split="urban_rural", most=most) for name, most in chain]
    lines.append(VARIABLE.format(name="schools_with_counselor", kind="stock", split="urban_rural", most="schools"))
    lines.append(VARIABLE.format(name="counselor_sessions", kind="flow", split="total", most=""))
    return "".join(lines)


def _indicators() -> str:
    own = {"clause": "A1.2", "page": "actions"}
    orders = [INDICATOR.format(name=name, over=name, split="urban_rural", **own, **COUNT) for name in STEPS]
    done = INDICATOR.format(
        name="order_fulfilment_rate", over=STEPS[-1], under=STEPS[0], kind="flow", pace="due", **own, **RATE
    )
    taught = {"clause": "A1.1", "page": "training"}
    rate = INDICATOR.format(
        name="counselor_school_rate", over="schools_with_counselor", under="schools", kind="stock", pace="line",
        **taught, **RATE,
    )  # fmt: skip
    sessions = INDICATOR.format(
        name="counselor_sessions", over="counselor_sessions", split="county", **taught, **(COUNT | {"pace": "due"})
    )
    return "".join([*orders, done, rate, sessions])


def orders(*counts: float) -> dict[str, float]:
    """Orders of one month, from placed to done; as many in town as in the countryside."""
    parts = {"": 1.0, "/urban": 0.5, "/rural": 0.5}
    return {
        f"{name}{split}": count * part
        for name, count in zip(STEPS, counts, strict=True)
        for split, part in parts.items()
    }


__all__ = ["CITY", "EAST", "WEST", "ServicesCity", "orders"]
