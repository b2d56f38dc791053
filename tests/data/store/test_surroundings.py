"""What a report is compared with: the nearest months, the revision it replaces, the others' latest figures."""

from data.store.store import Store
from data.store.surroundings import Surroundings
from speech.months import NO_MONTH, Month
from tests.data.samples import NOON, a_report

JUNE = Month("2025-06")


def test_nothing_is_around_the_first_report(store: Store) -> None:
    assert store.surroundings("540121", JUNE, ["540122"]) == Surroundings(NO_MONTH, {}, NO_MONTH, {}, {}, {})


def test_the_nearest_months_the_newest_revision_and_the_others_latest_month(store: Store) -> None:
    own = (("2025-03", 3.0), ("2025-04", 4.0), ("2025-06", 6.0), ("2025-08", 8.0), ("2025-09", 9.0))
    for month, number in own:
        store.save(a_report({"schools": number, "pupils": None}, month=month), NOON, late=False)
    store.save(a_report({"schools": 6.5}), NOON, late=False)
    for month, number in (("2025-05", 50.0), ("2025-02", 20.0)):
        store.save(a_report({"schools": number}, "540122", month), NOON, late=False)
    store.save(a_report({"schools": 70.0}, "540123"), NOON, late=False)
    schools, pupils = ("schools", "total"), ("pupils", "total")
    assert store.surroundings("540121", JUNE, ["540122"]) == Surroundings(
        Month("2025-04"),
        {schools: 4.0, pupils: None},
        Month("2025-08"),
        {schools: 8.0, pupils: None},
        {schools: 6.5},
        {"540122": {schools: 50.0}},
        {"540122": Month("2025-05")},
    )
    assert store.surroundings("540121", JUNE).others == {}
