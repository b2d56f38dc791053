"""A score taken apart: measures, clauses, indicators, and under each indicator the figures that were reported."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog, Indicator
from evaluation.assessment import Judged
from evaluation.findings.explain import Node, is_additive, score_tree
from figures.kit.tables import Column, Entry, Table
from layouts.kit.components import explained, link
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, indicator_view, number_cell, show, stated, value_cell, where_from
from layouts.kit.tables import doubt_cells
from reading.doubt import freshness_short, freshness_words
from reading.text import amount, clause_name, expected_amount, joined, notes, shown, written
from speech.words import called, words

NAMED = 3  # measures that the reading names
DECIMALS = {
    "weight": 1,
    "score": 1,
    "contribution": 2,
    "lost": 2,
    "value": 2,
    "target": 2,
    "expected": 2,
    "attainment": 1,
    "low": 1,
    "high": 1,
    "fresh": 0,
    "numerator": 0,
    "denominator": 0,
}
COLUMNS = ("level", "name", *tuple(DECIMALS)[:5], "unit", *tuple(DECIMALS)[5:], "counties", "carried", "status")


def why_exhibit(context: Context) -> Exhibit:
    """The chosen place's total, taken apart."""
    tree = score_tree(context.assessment, context.place)
    name = called(context.catalog.places[context.place])
    return Exhibit(
        name="why",
        title=words("evaluation.why.title", name=name),
        reading=_reading(context.catalog, tree),
        table=lambda: why_table(context),
        body=lambda: _body(context, tree),
        note=words("evaluation.why.note"),
        foot=html.P(words("evaluation.why.foot"), className="foot")
        if tree is not None and tree.score is not None
        else None,
    )


def why_panel(context: Context) -> Component:
    """Frame the tree."""
    return show(context, why_exhibit(context))


def node_name(catalog: Catalog, node: Node) -> str:
    """Name a node in the language that is spoken."""
    match node.level:
        case "measure":
            return called(catalog.measures[node.code], "short")
        case "clause":
            return called(catalog.clauses[node.code], "title").rstrip("。；") or node.code
        case "indicator":
            return called(catalog.indicators[node.code], "short")
        case _:
            return words("evaluation.why.levels.total")


def _reading(catalog: Catalog, tree: Node | None) -> str:
    if tree is None or tree.score is None:
        return ""
    losing = [child for child in tree.children if child.lost >= 0.05][:NAMED]
    if not losing:
        return words("evaluation.why.reading_full")
    parts = [
        words("evaluation.why.reading_part", name=node_name(catalog, child), points=written(child.lost, 1))
        for child in losing
    ]
    names = words("evaluation.why.reading_join").join(parts)
    return words("evaluation.why.reading", score=written(tree.score, 1), lost=written(100 - tree.score, 1), names=names)


def _body(context: Context, tree: Node | None) -> Component:
    if tree is None or tree.score is None:
        key = "none" if is_additive(context.catalog) else "not_additive"
        return explained(words(f"evaluation.why.{key}"))
    most = max((child.lost for child in tree.children), default=0.0)
    opened = context.view.measure or tree.children[0].code
    heads = ("weight", "score", "contribution", "lost")
    head = html.Div(
        [html.Span(""), *(html.Span(words(f"evaluation.why.{key}"), className=f"why-{key}") for key in heads)],
        className="why-head why-line",
    )
    branches = [_branch(context, child, most, child.code == opened) for child in tree.children]
    return html.Div([head, *branches], className="why")


def _branch(context: Context, node: Node, most: float, is_open: bool) -> Component:
    """Lay out a measure or a clause with what is below it."""
    below = [
        _leaf(context, child, most)
        if child.level == "indicator"
        else _branch(context, child, most, is_open and child is node.children[0])
        for child in node.children
    ]
    name: list[Component | str] = [node_name(context.catalog, node)]
    if node.level == "clause":
        number = clause_name(context.assessment, context.catalog.clauses[node.code])
        name = [html.Span(number, className="why-number"), *name]
    summary = html.Summary([html.Span(name, className="why-name"), *_figures(node, most)], className="why-line")
    return html.Details([summary, *below], open=is_open, className=f"why-{node.level}")


def _figures(node: Node, most: float) -> list[Component]:
    if node.score is None:
        return [html.Span(words("evaluation.why.unscored"), className="why-unscored")]
    share = round(node.lost / most * 100, 1) if most else 0
    return [
        html.Span(f"{written(node.weight * 100, 1)}%", className="why-weight"),
        html.Span(written(node.score, 1), className=f"why-score grade-{node.grade or 'none'}"),
        html.Span(written(node.contribution, 2), className="why-contribution"),
        html.Span(
            [
                html.Span(html.Span(style={"width": f"{share}%"}), className="why-bar"),
                html.Span(written(node.lost, 2), className="why-points"),
            ],
            className="why-lost",
        ),
    ]


def _leaf(context: Context, node: Node, most: float) -> Component:
    indicator = context.catalog.indicators[node.code]
    place = context.place
    name = link(called(indicator, "short"), indicator_view(context, indicator, place).href, className="why-name")
    line = html.Div([name, *_figures(node, most)], className="why-line")
    row = context.judged(node.code)
    return html.Div([line, *([] if row is None else [_facts(context, row, indicator)])], className="why-indicator")


def _facts(context: Context, row: Judged, indicator: Indicator) -> Component:
    facts: list[Component | str] = [stated(row, words("evaluation.why.value", value=shown(row, indicator)))]
    if row.expected is not None:
        facts.append(words("evaluation.why.expected", expected=expected_amount(row.expected, indicator)))
    if row.target is not None:
        facts.append(words("evaluation.why.target", target=amount(row.target, indicator)))
    if row.attainment is not None:
        facts.append(words("evaluation.why.attainment", attainment=written(row.attainment, 1)))
    facts += [text for text in (_fraction(row, indicator), freshness_words(row), notes(row)) if text]
    spans = [fact if isinstance(fact, Component) else html.Span(fact) for fact in facts]
    source = link(words("evaluation.why.source"), where_from(context, row).href)
    return html.P([*spans, source], className="why-facts")


def _fraction(row: Judged, indicator: Indicator) -> str:
    """Write what a value is made of, where that says more than the value."""
    if row.numerator is None or row.denominator is None or not indicator.denominator:
        return ""
    return words("evaluation.why.fraction", numerator=_amount(row.numerator), denominator=_amount(row.denominator))


def _amount(value: float) -> str:
    return written(value, 0 if value == round(value) else 1)


def why_table(context: Context) -> Table:
    """Every node in a row, those of one parent together."""
    tree = score_tree(context.assessment, context.place)
    columns = tuple(
        Column(
            key,
            words(f"evaluation.why.columns.{key}"),
            "%" if key in ("weight", "attainment", "fresh") else "",
            decimals,
        )
        for key, decimals in ((key, DECIMALS.get(key)) for key in COLUMNS)
    )
    return Table(columns, tuple(_entries(context, node) for node in _walk(tree)) if tree else ())


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _entries(context: Context, node: Node) -> tuple[Entry, ...]:
    known = node.score is not None
    figures = (
        words(f"evaluation.why.levels.{node.level}"),
        node_name(context.catalog, node),
        number_cell(node.weight * 100 if known else None, 1),
        number_cell(node.score, 1),
        number_cell(node.contribution if known else None, 2),
        number_cell(node.lost if known else None, 2),
    )
    row = context.judged(node.code) if node.level == "indicator" else None
    if row is None:
        return (*figures, *[""] * (len(COLUMNS) - len(figures)))
    indicator = context.catalog.indicators[node.code]
    return (
        *figures,
        value_cell(row, indicator),
        called(indicator, "unit"),
        number_cell(row.target, indicator.decimals),
        number_cell(row.expected, indicator.decimals),
        number_cell(row.attainment, 1),
        *doubt_cells(row),
        number_cell(row.numerator),
        number_cell(row.denominator if indicator.denominator else None),
        freshness_short(row),
        row.carried,
        joined((words(f"pages.status.{row.status}"), notes(row))),
    )
