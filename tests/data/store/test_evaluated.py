"""The kept evaluation: replaced place by place, never by an older one, the same bits out as in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from data.store.evaluated import exact_judged, exact_scores
from data.store.store import Store, StoreError
from data.store.tables import JUDGED_DTYPES, SCORES_DTYPES
from speech.months import Month
from tests.data.samples import NOON, a_report, some_judged, some_scores

ALL = {"540102": "2025-01", "540121": "2025-01"}
NO_SCORES = some_scores([])


def values(store: Store) -> list[tuple[str, str, float]]:
    frame = store.judged()
    return list(zip(frame["place"], frame["month"], frame["value"], strict=True))


def test_frames_come_back_as_they_went_in(store: Store) -> None:
    judged = some_judged([("540121", "2025-02", "A2", 1 / 3), ("540121", "2025-02", "A1", float("nan"))])
    judged = judged.assign(approved=[True, False], late=[3, 0], gate=["late", ""])
    scores = some_scores([("540121", "2025-02", "total", 81.5)])
    assert store.replace_evaluation(judged, scores, ALL, "plan-1", store.stale())
    assert_frame_equal(store.judged(), exact_judged(judged), check_exact=True)
    assert_frame_equal(store.scores(), exact_scores(scores), check_exact=True)
    assert store.judged()["indicator"].tolist() == ["A1", "A2"]
    assert (store.fingerprint, store.months(), store.version) == ("plan-1", ("2025-02",), 1)


def test_an_empty_store_gives_empty_frames_of_the_same_types(store: Store) -> None:
    assert store.judged().dtypes.astype(str).to_dict() == dict(JUDGED_DTYPES)
    assert store.scores().dtypes.astype(str).to_dict() == dict(SCORES_DTYPES)
    store.replace_evaluation(some_judged([]), NO_SCORES, {}, "plan-1", store.stale())
    assert store.judged().empty


def test_only_the_spans_are_replaced(store: Store) -> None:
    rows = [(place, month, "A1", 1.0) for place in ALL for month in ("2025-01", "2025-02")]
    store.replace_evaluation(some_judged(rows), NO_SCORES, ALL, "plan-1", store.stale())
    newer = some_judged([("540121", "2025-02", "A1", 2.0), ("540121", "2025-03", "A1", 3.0)])
    store.replace_evaluation(newer, NO_SCORES, {"540121": "2025-02"}, "plan-1", store.stale())
    assert values(store) == [
        ("540102", "2025-01", 1.0),
        ("540102", "2025-02", 1.0),
        ("540121", "2025-01", 1.0),
        ("540121", "2025-02", 2.0),
        ("540121", "2025-03", 3.0),
    ]
    assert store.judged(month=Month("2025-02"), places=["540121"])["value"].tolist() == [2.0]


@pytest.mark.parametrize("row", [("540102", "2025-02", "A1", 1.0), ("540121", "2025-01", "A1", 1.0)])
def test_a_row_outside_the_spans_is_refused(store: Store, row: tuple[str, str, str, float]) -> None:
    with pytest.raises(StoreError, match=f"{row[0]} {row[1]}"):
        store.replace_evaluation(some_judged([row]), NO_SCORES, {"540121": "2025-02"}, "plan-1", store.stale())
    assert store.judged().empty


def test_columns_are_neither_missing_nor_lost(store: Store) -> None:
    wrong = some_judged([]).drop(columns="value").assign(colour="red")
    with pytest.raises(StoreError, match=r"\['value'\].*\['colour'\]"):
        store.replace_evaluation(wrong, NO_SCORES, {}, "plan-1", store.stale())


def test_a_report_marks_its_place_and_what_it_touches_from_the_earliest_month_on(store: Store) -> None:
    store.save(a_report({"schools": 1.0}, month="2025-05"), NOON, late=False, touches=["540100"])
    store.save(a_report({"schools": 1.0}, month="2025-03"), NOON, late=False)
    store.save(a_report({"schools": 1.0}, month="2025-04"), NOON, late=False, touches=["540100"])
    assert store.stale().spans == {"540100": "2025-04", "540121": "2025-03"}
    assert store.stale().version == 3


def test_evaluating_clears_the_marks_that_were_taken(store: Store) -> None:
    store.save(a_report({"schools": 1.0}), NOON, late=False, touches=["540100"])
    taken = store.stale()
    store.save(a_report({"schools": 2.0}), NOON, late=False)
    assert store.replace_evaluation(some_judged([]), NO_SCORES, taken.spans, "plan-1", taken)
    assert store.stale().spans == {"540121": "2025-06"}, "the correction came after the figures were read"
    taken = store.stale()
    store.replace_evaluation(some_judged([]), NO_SCORES, taken.spans, "plan-1", taken)
    assert store.stale().spans == {}


def test_a_slow_evaluation_of_older_figures_does_not_win(store: Store) -> None:
    slow = store.stale()
    store.save(a_report({"schools": 2.0}), NOON, late=False)
    spans = {"540121": "2025-06"}
    store.replace_evaluation(some_judged([("540121", "2025-06", "A1", 2.0)]), NO_SCORES, spans, "plan-1", store.stale())
    before = store.version
    older = some_judged([("540121", "2025-06", "A1", 1.0)])
    assert not store.replace_evaluation(older, NO_SCORES, spans, "plan-0", slow)
    assert (values(store), store.fingerprint, store.version) == ([("540121", "2025-06", 2.0)], "plan-1", before)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.floats(allow_infinity=False), min_size=1, max_size=40))
def test_every_judged_float_comes_back(store: Store, numbers: list[float]) -> None:
    judged = some_judged(("540121", "2025-06", f"i{number:02d}", value) for number, value in enumerate(numbers))
    store.replace_evaluation(judged, NO_SCORES, ALL, "plan-1", store.stale())
    read = store.judged()["value"]
    assert [value.hex() for value in read] == [(value + 0.0).hex() for value in numbers]
