"""Checks of the cover: whose report it is, of which month, made with which template, and whether it came before."""

from collections.abc import Callable, Iterator

from data.reports.case import KINDS, NATURES, Case, Unit, cover_text, find_unit, find_units, may_be, reports
from data.reports.form import COVER_FIELDS
from data.reports.report import Problem
from data.reports.rules import Rule, Spot, problem
from speech.clock import at_office
from speech.months import month_named
from speech.words import words

OPTIONAL_FIELDS = ("unit_name", "office")


def same_template(case: Case) -> bool:
    """Tell whether the file was made with the template in force, so that its cells are where they are expected."""
    return cover_text(case.reading, "template_version") == case.catalog.plan.template_version


def fields(case: Case) -> Iterator[Problem]:
    """The cover is there, and each field that must be filled is."""
    if not case.reading.cover:
        yield problem("cover_missing", Spot(case.reading.file), details={"sheet": words("workbook.cover_sheet")})
        return
    for field in COVER_FIELDS:
        if field not in OPTIONAL_FIELDS and field not in case.reading.cover:
            sheet = next(iter(case.reading.cover.values())).sheet
            label = words(f"workbook.cover.{field}")
            yield problem("cover_field_missing", Spot(case.reading.file, sheet), details={"label": label})


def twice(case: Case) -> Iterator[Problem]:
    """No field is filled in two places: nobody knows which one counts."""
    for repeat in case.reading.repeats:
        details = {
            "label": words(f"workbook.cover.{repeat.name}"),
            "first": repeat.first.cell,
            "before": repeat.first.value,
        }
        yield problem("cover_field_twice", case.spot(repeat.second), repeat.second.value, details)


def versions(case: Case) -> Iterator[Problem]:
    """The template is the one in force, of this plan."""
    expected = {"template_version": case.catalog.plan.template_version, "plan": case.catalog.plan.plan}
    rules: dict[str, Rule] = {"template_version": "template_version", "plan": "other_plan"}
    for field, rule in rules.items():
        if cover_text(case.reading, field) != expected[field]:
            yield from _about(case, field, rule, expected=expected[field])


def unit(case: Case) -> Iterator[Problem]:
    """The code stands for a unit that reports, and for one alone."""
    candidates = find_units(cover_text(case.reading, "unit_code"), case.catalog)
    if not candidates:
        yield from _about(case, "unit_code", "unit_unknown", expected=_reporters(case))
    elif len(candidates) > 1:
        listed = (words("checks.code_and_name", code=each.reporter, name=each.name) for each in candidates)
        yield from _about(case, "unit_code", "unit_ambiguous", candidates=words("checks.comma").join(listed))
    else:
        yield from _about_one(case, candidates[0])


def _about_one(case: Case, found: Unit) -> Iterator[Problem]:
    if found.alias and not found.alias.place:
        yield from _about(case, "unit_code", "unit_refused", reason=found.alias.reason_zh)
    elif not reports(found, case.catalog):
        yield from _about(case, "unit_code", "unit_reports_nothing", name=found.name)
    else:
        yield from _retired(case, found)


def unit_name(case: Case) -> Iterator[Problem]:
    """The name is that of the code's unit."""
    code = find_unit(cover_text(case.reading, "unit_code"), case.catalog)
    text = cover_text(case.reading, "unit_name")
    if code and case.identity.reporter and text and not may_be(text, code.reporter, case.catalog):
        yield from _about(case, "unit_name", "unit_name_differs", code=code.reporter, expected=code.name)


def month(case: Case) -> Iterator[Problem]:
    """The month is written as YYYY-MM, has begun, and isn't before the first one of the plan."""
    text, first = cover_text(case.reading, "month"), case.catalog.plan.first_month
    now = at_office(case.received_at).strftime("%Y-%m")
    if month_named(text) is None:
        yield from _about(case, "month", "month_malformed")
    elif text > now:
        yield from _about(case, "month", "month_future", now=now)
    elif text < first:
        yield from _about(case, "month", "month_before_plan", first=first)


def choices(case: Case) -> Iterator[Problem]:
    """The kind of report and the nature of its data are ones that the template offers."""
    offered: tuple[tuple[str, Rule, tuple[str, ...]], ...] = (
        ("kind", "kind_unknown", KINDS),
        ("nature", "nature_unknown", NATURES),
    )
    for field, rule, names in offered:
        texts = [words(f"workbook.{field}.{name}") for name in names]
        if cover_text(case.reading, field) not in texts:
            yield from _about(case, field, rule, expected=words("checks.or").join(texts))


def nature(case: Case) -> Iterator[Problem]:
    """Demonstration figures stay out of an office's database, and real ones out of a demonstration."""
    text = cover_text(case.reading, "nature")
    given = next((name for name in NATURES if words(f"workbook.nature.{name}") == text), None)
    if given and case.history.holds not in (None, given):
        yield from _about(case, "nature", "nature_mixed", held=words(f"workbook.nature.{case.history.holds}"))


def repeated(case: Case) -> Iterator[Problem]:
    """A month is reported once; what comes after is a correction and says so."""
    if case.history.twin:
        yield from _about(case, "kind", "twice_in_batch", twin=case.history.twin, month=case.identity.month)
    elif case.identity.kind == "correction":
        if case.identity.reporter and case.identity.month and not case.history.revisions:
            yield from _about(case, "kind", "correction_without_first", month=case.identity.month)
    elif case.history.revisions:
        correction = words("workbook.kind.correction")
        yield from _about(case, "kind", "already_reported", month=case.identity.month, correction=correction)


COVER_CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    fields, twice, versions, unit, unit_name, month, choices, nature, repeated,
)  # fmt: skip


def _about(case: Case, field: str, rule: Rule, **details: object) -> Iterator[Problem]:
    """Say that a rule is broken in a field of the cover; that the field is empty is said by `fields` alone."""
    if cell := case.reading.cover.get(field):
        yield problem(rule, case.spot(cell), cell.value, details)


def _retired(case: Case, found: Unit) -> Iterator[Problem]:
    named = find_unit(cover_text(case.reading, "unit_name"), case.catalog)
    for field, unit_found in (("unit_code", found), ("unit_name", named)):
        if unit_found and unit_found.alias and unit_found.alias.place == found.reporter:
            details = {"reason": unit_found.alias.reason_zh, "code": found.reporter, "name": found.name}
            yield from _about(case, field, "unit_retired", **details)
            return


def _reporters(case: Case) -> str:
    departments = [department for department in case.catalog.departments.values() if department.reports]
    codes = [place.place for place in case.catalog.counties] + [department.department for department in departments]
    return words("checks.comma").join(codes)
