from data.catalog.catalog import Catalog
from evaluation.engine.first_targets import with_first_targets


def test_only_the_first_version_of_each_target_is_kept(city: Catalog) -> None:
    kept = with_first_targets(city)
    assert [target for target in city.targets if target not in kept.targets] == [
        target for target in city.targets if target.version > 1
    ]
    east = [each for each in kept.targets if (each.indicator, each.place, each.period) == ("events", "900101", "2025")]
    assert [(each.version, each.value) for each in east] == [(1, 240)]


def test_nothing_else_changes(city: Catalog) -> None:
    kept = with_first_targets(city)
    assert (kept.fingerprint, kept.indicators, kept.plan) == (city.fingerprint, city.indicators, city.plan)
    assert with_first_targets(kept).targets == kept.targets
