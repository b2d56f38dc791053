from layouts.kit import ids
from layouts.kit.components import DEFAULT, choice, grade_badge, panel, picture
from tests.documents import as_json, nodes, text


def test_a_choice_of_nothing_is_the_pages_default() -> None:
    (select,) = nodes(as_json(choice("split", "Split", [("", "All"), ("rural", "Rural")], "")), "Select")
    assert select["props"]["value"] == DEFAULT
    assert [option["value"] for option in select["props"]["options"]] == [DEFAULT, "rural"]
    assert select["props"]["id"] == ids.choice("split")


def test_a_choice_is_labelled_by_what_surrounds_it() -> None:
    label = as_json(choice("split", "Split", [("rural", "Rural")], "rural"))
    assert label["type"] == "Label" and text(label) == "Split"
    assert len(list(nodes(label, "Select"))) == 1


def test_a_picture_has_a_name_and_says_where_clicks_go() -> None:
    shown = as_json(picture("map", "place", {"data": [], "layout": {}}, "Counties", 300))
    (graph,) = nodes(shown, "Graph")
    assert (shown["props"]["aria-label"], shown["props"]["role"]) == ("Counties", "group")
    assert graph["props"]["id"] == {"type": "picture", "name": "map", "key": "place"}
    assert graph["props"]["style"] == {"height": "300px"}
    assert graph["props"]["config"]["displayModeBar"] is False


def test_a_panel_has_a_heading_and_leaves_out_what_is_none() -> None:
    made = as_json(panel("Title", None, "body", note="note", name="gap"))
    assert (made["type"], text(made)) == ("Section", "Titlenotebody")
    assert text(next(nodes(made, "H2"))) == "Title"


def test_a_grade_is_colour_shape_and_word() -> None:
    badge = as_json(grade_badge("good", "◆", "良"))
    assert (text(badge), badge["props"]["className"]) == ("◆良", "grade grade-good")
