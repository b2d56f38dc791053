"""The rules of the method in words, with the plan's own numbers in them."""

from collections import Counter

from data.catalog.catalog import FORMULAS
from data.catalog.terms import STATUSES
from layouts.kit.context import Context
from reading.text import listed
from speech.numbers import number
from speech.words import called, words

Rows = list[tuple[str, str]]
READING = ("city", "flows", "nothing", "rural", "late_green", "gates", "gap", "lags", "versions")
LEVELS = ("clause", "measure", "total")


def grade_rows(context: Context) -> Rows:
    """Where each grade begins."""
    return [
        (f"{grade.mark} {called(grade)}", words("method.at_least", value=number(grade.at_least)))
        for grade in context.catalog.grades
    ]


def scoring_rows(context: Context) -> Rows:
    """How scores and rank bands are made, with the plan's settings."""
    scoring, bands = context.catalog.plan.scoring, context.catalog.plan.bands
    levels = listed(
        words(
            "method.level",
            level=words(f"method.levels.{level}"),
            way=words(f"method.aggregate.{getattr(scoring, f'aggregate_{level}')}"),
        )
        for level in LEVELS
    )
    share = f"{number(scoring.minimum_share * 100, 1)}%"
    normalise = listed(words(f"method.normalise.{each}") for each in bands.normalise)
    aggregate = listed(words(f"method.aggregate.{each}") for each in bands.aggregate)
    low, high = (number(each) for each in bands.interval)
    drawn = words(
        "method.bands",
        draws=number(bands.draws),
        spread=f"{number(bands.weight_spread * 100)}%",
        normalise=normalise,
        aggregate=aggregate,
        low=low,
        high=high,
        seed=str(bands.seed),
    )
    return [
        (words("method.names.normalise"), words(f"method.normalise_long.{scoring.normalise}")),
        (words("method.names.goalposts"), words("method.normalise_long.goalposts")),
        (words("method.names.aggregate"), words("method.aggregate_long", levels=levels)),
        (words("method.names.share"), words("method.minimum_share", share=share)),
        (words("method.names.progress"), words("method.progress")),
        (words("method.names.bands"), drawn),
        (words("method.names.ties"), words("method.ties")),
    ]


def status_rows(context: Context) -> Rows:
    """From which attainment on each status is given."""
    plan = context.catalog.plan
    values = {"on_track": f"{number(plan.on_track)}%", "at_risk": f"{number(plan.at_risk)}%"}
    rows = [(words("method.names.attainment"), words("method.attainment"))]
    return rows + [
        (words(f"pages.status.{status}"), words(f"method.statuses.{status}", **values)) for status in STATUSES
    ]


def pace_rows(context: Context) -> Rows:
    """What is expected by now, and of how many indicators in each way."""
    counts = Counter(each.pace for each in context.catalog.indicators.values())
    rows = [
        (words(f"method.paces.{pace}"), words("method.counted", text=words(f"method.paces_long.{pace}"), count=count))
        for pace, count in counts.items()
    ]
    due = words("method.due_day", day=context.catalog.plan.due_day)
    return [*rows, (words("method.names.milestone"), words("method.milestone")), (words("method.names.due_day"), due)]


def target_rows(context: Context) -> Rows:
    """The rules and the bases of targets, with how many each."""
    rules = Counter(target.rule for target in context.catalog.targets)
    bases = Counter(target.basis for target in context.catalog.targets)
    return [
        *((words(f"method.rules.{key}"), _counted(f"method.rules_long.{key}", count)) for key, count in rules.items()),
        *((words(f"pages.basis.{key}"), _counted(f"method.bases_long.{key}", count)) for key, count in bases.items()),
    ]


def _counted(key: str, count: int) -> str:
    return words("method.counted_targets", text=words(key), count=count)


def formula_rows(context: Context) -> Rows:
    """What each formula's name means; those that the plan uses."""
    used = Counter(each.formula for each in context.catalog.indicators.values())
    return [
        (
            words(f"method.formulas.{name}"),
            words("method.counted", text=words(f"method.formulas_long.{name}"), count=used[name]),
        )
        for name in FORMULAS
        if used[name]
    ]


def reading_rows(context: Context) -> Rows:  # noqa: ARG001
    """What else must be known to read a figure."""
    return [(words(f"method.reading.{key}"), words(f"method.reading_long.{key}")) for key in READING]


def department_rows(context: Context) -> Rows:
    """Which measures each department leads and supports, and whether it reports."""
    measures = context.catalog.measures.values()
    rows = []
    for code, department in context.catalog.departments.items():
        leads = listed(called(each, "short") for each in measures if code in each.leads)
        supports = listed(called(each, "short") for each in measures if code in each.supports)
        parts = [
            words("method.leads", names=leads) if leads else "",
            words("method.supports", names=supports) if supports else "",
            words("method.reports") if department.reports else "",
        ]
        rows.append((called(department), "".join(part + words("pages.overview.stop") for part in parts if part)))
    return rows
