import pytest
from dash import dcc, html

from layouts.kit.components import marked, named
from layouts.wall.markup import as_html


def test_text_and_attributes_are_escaped() -> None:
    component = named(html.Div("<b> & 'x'", className='a"b'), 'say "<i>"')
    assert as_html(component, []) == (
        '<div aria-label="say &quot;&lt;i&gt;&quot;" class="a&quot;b">&lt;b&gt; &amp; &#x27;x&#x27;</div>'
    )


def test_graphs_leave_numbered_places() -> None:
    figures: list[object] = []
    component = html.Div([dcc.Graph(figure={"data": [1]}), html.Span("and"), dcc.Graph(figure={"data": [2]})])
    written = as_html(component, figures)  # type: ignore[arg-type]
    assert written == (
        '<div><div class="drawn" data-figure="0"></div><span>and</span><div class="drawn" data-figure="1"></div></div>'
    )
    assert figures == [{"data": [1]}, {"data": [2]}]


def test_styles_are_written_as_sheets_do_and_nothing_is_skipped() -> None:
    component = html.Div([None, 3, html.Br(), "a", "b"], style={"minWidth": "3px", "--dwell": "1s"})
    assert as_html(component, []) == '<div style="min-width:3px;--dwell:1s">3<br>ab</div>'


@pytest.mark.parametrize("attribute", ["data-figure", "aria-hidden"])
def test_marks_are_kept(attribute: str) -> None:
    assert as_html(marked(html.P("x"), attribute, "1"), []) == f'<p {attribute}="1">x</p>'
