"""What gets twenty seconds on a quiet machine gets as many times more as pages take longer than a second."""

from contextlib import suppress

from tests.browser.patience import Patience


def after(*pages: float) -> Patience:
    """Patience that has seen pages open in so many seconds."""
    patience = Patience(iter([moment for took in pages for moment in (100.0, 100.0 + took)]).__next__)
    for _ in pages:
        with patience.measured():
            pass
    return patience


def seconds(*pages: float) -> tuple[float, float]:
    return after(*pages).seconds(20.0), after(*pages).milliseconds(20.0)


def test_a_quiet_machine_gets_no_more() -> None:
    assert seconds(1.0) == (20.0, 20_000.0)
    assert seconds(0.25) == (20.0, 20_000.0)


def test_the_slowest_of_the_last_five_pages_counts() -> None:
    assert seconds(3.0, 1.0, 2.0) == (60.0, 60_000.0)
    assert seconds(3.0, 1.0, 1.0, 1.5, 1.0, 1.0) == (30.0, 30_000.0)


def test_from_a_page_that_does_not_open_nothing_is_learnt() -> None:
    patience = Patience(iter([100.0, 102.0, 200.0, 500.0]).__next__)
    with patience.measured():
        pass
    with suppress(ZeroDivisionError), patience.measured():
        raise ZeroDivisionError
    assert patience.seconds(20.0) == 40.0
