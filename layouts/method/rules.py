"""The rules of the method in words, with the plan's own numbers in them."""

from collections import Counter

from data.catalog.catalog import FORMULAS
from data.catalog.terms import STATUSES
from layouts.kit.context import Context
from reading.doubt import grade_bounds
from reading.text import listed
from speech.months import month_word
from speech.numbers import number
from speech.words import called, words

Rows = list[tuple[str, str]]
READING = ("city", "flows", "nothing", "rural", "late_green", "gates", "gap", "lags", "versions")
SILENT = ("city", "flows", "nothing", "gates")  # what reads otherwise where silence is counted
COUNTED = ("carried", "fresh", "undetectable", "baseline")
LEVELS = ("clause", "measure", "total")


def grade_rows(context: Context) -> Rows:
    """Where each grade begins, and under which conditions."""
    return [(f"{grade.mark} {called(grade)}", grade_bounds(grade)) for grade in context.catalog.grades]


def scoring_rows(context: Context) -> Rows:
    """How scores and rank bands are made, with the plan's settings."""
    plan = context.catalog.plan
    scoring, bands = plan.scoring, plan.bands
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
        (
            words("method.names.normalise"),
            words(f"method.normalise_long.{scoring.normalise}", span=_share(plan.method.least_span)),
        ),
        (words("method.names.goalposts"), words("method.normalise_long.goalposts")),
        (words("method.names.aggregate"), words("method.aggregate_long", levels=levels)),
        (words("method.names.share"), words("method.minimum_share", share=share)),
        (words("method.names.absent"), words(f"method.absent.{plan.method.absent}")),
        (words("method.names.progress"), words("method.progress")),
        *_doubt_rows(context),
        (words("method.names.bands"), drawn),
        (words("method.names.ties"), words("method.ties")),
    ]


def _doubt_rows(context: Context) -> Rows:
    """How sure a score is said to be, where silence is counted."""
    method = context.catalog.plan.method
    if not method.counts_silence:
        return []
    grade = words("method.grade", fresh=_share(method.fresh_for_grade), month=month_word(method.grade_from_month))
    return [(words("method.names.interval"), words("method.interval")), (words("method.names.grade"), grade)]


def _share(share: float) -> str:
    return f"{number(share * 100)}%"


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
    method = context.catalog.plan.method
    ways = {key: words(f"method.paces_long.{key}.{getattr(method, key)}") for key in ("course", "silence")}
    rows = [
        (
            words(f"method.paces.{pace}"),
            words("method.counted", text=words(f"method.paces_long.{pace}", **ways), count=count),
        )
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


def reading_rows(context: Context) -> Rows:
    """What else must be known to read a figure; what silence does to it, as the plan wants it."""
    method = context.catalog.plan.method
    keys = [f"{key}_counted" if method.counts_silence and key in SILENT else key for key in READING]
    values = {"gate": _share(method.gate_share), "months": str(method.carry_months)}
    keys += COUNTED if method.counts_silence else ()
    return [(words(f"method.reading.{key}"), words(f"method.reading_long.{key}", **values)) for key in keys]


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
