"""Contexts to lay pages out from, made of a small city's store."""

from dataclasses import replace

from evaluation.findings.records import Records
from layouts.kit.context import Context
from layouts.kit.view import read_address, settle
from layouts.pages import page_of
from tests.small import BOUNDARIES, SmallCity


def context_of(city: SmallCity, address: str) -> Context:
    """Give the context of an address, as the pages settle it; the page's own settling is still to come."""
    view, assessment = settle(read_address(address), city.assessments)
    newer = city.assessments.newer(assessment.month)
    return Context(view, assessment, Records(city.store, city.catalog), BOUNDARIES, None, newer=newer)


def settled(city: SmallCity, address: str) -> Context:
    """Give the context of an address, settled by its page too."""
    context = context_of(city, address)
    page = page_of(context.view.path)
    assert page is not None, address
    return replace(context, view=page.settle(context.view, context.assessment))
