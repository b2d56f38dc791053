from layouts.kit.groups import grouped


def test_a_group_is_whole_whatever_stands_between_its_items() -> None:
    assert grouped(["a1", "b1", "a2"], lambda each: each[0]) == {"a": ["a1", "a2"], "b": ["b1"]}


def test_groups_stand_in_the_order_given_and_empty_ones_nowhere() -> None:
    found = grouped(["a1", "c1", "b1"], lambda each: each[0], order="bxa")
    assert list(found) == ["b", "a", "c"]
