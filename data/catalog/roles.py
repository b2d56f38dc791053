"""The roles in which pages, scenes, briefs and findings look for a plan's indicators and variables, whatever their ids.

A plan gives a role in the column `role` of indicators.csv or variables.csv. One that it gives to none is left out of
what is shown, or said to be lacking there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an indicator or a variable is to those who look for it."""

    HEADLINE_COVERAGE = "headline_coverage"
    """Opens the infrastructure page and the gap desk: the coverage that the plan's own words ask for."""
    COUNSELOR_COVERAGE = "counselor_coverage"
    """Opens the training page: the schools that have a counselor, of all schools."""
    COUNSELOR_COURSES = "counselor_courses"
    """The courses held in each county."""
    COUNSELORS_TAUGHT = "counselors_taught"
    """Who came to them."""
    COUNSELOR_TRAINING = "counselor_training"
    """The counselors taught this year, of all counselors."""
    COUNSELOR_CERTIFICATES = "counselor_certificates"
    """The certified counselors, of all counselors."""
    AUDIENCE_REACH = "audience_reach"
    """Tells best how many of an audience were reached; an action without one is told by its first indicator."""
    ORDER_STEP = "order_step"
    """A step of a service order, in the order in which they are taken."""
    ORDER_FULFILMENT = "order_fulfilment"
    """Opens the actions page: the orders done, of those placed."""
    MONEY_ARRIVED = "money_arrived"
    """What has arrived, of the year's budget."""
    MONEY_SPENT = "money_spent"
    """Opens the funding page: what is spent, of the year's budget."""
    CITY_MONEY_SPENT = "city_money_spent"
    """The same of the city government's own budget."""
    SURVEY_SAMPLE = "survey_sample"
    """The variable that counts a survey's valid responses: how sure its estimates are."""
    RESIDENTS = "residents"
    """The variable that counts the residents."""


@dataclass(frozen=True)
class Demand:
    """What must stand in the cells of a role's row, by column; `once` says that no second row may have the role."""

    cells: Mapping[str, tuple[str, ...]]
    once: bool = True


def _demand(once: bool = True, **cells: str) -> Demand:
    return Demand({column: tuple(allowed.split()) for column, allowed in cells.items()}, once)


INDICATOR_ROLES: Mapping[Role, Demand] = {
    Role.HEADLINE_COVERAGE: _demand(page="infrastructure", formula="share", split="urban_rural"),
    Role.COUNSELOR_COVERAGE: _demand(page="training", formula="share"),
    Role.COUNSELOR_COURSES: _demand(page="training", formula="count", rollup="sum"),
    Role.COUNSELORS_TAUGHT: _demand(page="training", formula="count"),
    Role.COUNSELOR_TRAINING: _demand(page="training", formula="share"),
    Role.COUNSELOR_CERTIFICATES: _demand(page="training", formula="share"),
    Role.AUDIENCE_REACH: _demand(once=False, page="actions training"),
    Role.ORDER_STEP: _demand(once=False, page="actions", formula="count", kind="flow", rollup="sum"),
    Role.ORDER_FULFILMENT: _demand(page="actions", formula="share", kind="flow", rollup="sum"),
    Role.MONEY_ARRIVED: _demand(page="funding", formula="share", rollup="sum", pace="year"),
    Role.MONEY_SPENT: _demand(page="funding", formula="share", rollup="sum", pace="year"),
    Role.CITY_MONEY_SPENT: _demand(page="funding", formula="share", rollup="city", pace="year"),
}
VARIABLE_ROLES: Mapping[Role, Demand] = {
    Role.SURVEY_SAMPLE: _demand(kind="annual", number="count", split="urban_rural"),
    Role.RESIDENTS: _demand(kind="stock", number="count", split="urban_rural", reporter="county"),
}
