"""What is to be made: orders by name, and what is due."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from briefing.capture import Captured
from briefing.progress import read_progress
from editions.kept import EditionError, pack
from publishing import making
from publishing.order import Order, as_json
from settings import Settings
from speech.clock import OFFICE_TIME
from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words


def an_edition(settings: Settings, month: str) -> None:
    """Keep an edition that says no more than what it is of."""
    manifest: Mapping[str, object] = {
        "code": f"LS-{month[2:4]}{month[5:]}-2345",
        "month": month,
        "place": "540100",
        "lang": "zh",
        "revision": 1,
        "version": 1,
        "previous": "",
        "made_at": "2024-03-16T00:00:00+00:00",
    }
    folder = making.folder_of(settings)
    folder.mkdir(parents=True, exist_ok=True)
    pack({"manifest.json": as_json(manifest)}, folder / f"{manifest['code']}.zip")


@pytest.fixture
def office(lhasa_settings: Settings, tmp_path: Path) -> Settings:
    return replace(lhasa_settings, var=tmp_path)


@pytest.mark.parametrize(
    ("day", "month"),
    [(datetime(2024, 3, 14, tzinfo=OFFICE_TIME), "2024-01"), (datetime(2024, 3, 15, tzinfo=OFFICE_TIME), "2024-02")],
)
def test_a_month_is_due_from_the_plans_day_of_the_next(office: Settings, day: datetime, month: str) -> None:
    assert making.due(office, day) == (Order(Month(month), "540100", "zh"),)


def test_what_is_made_is_not_due_again(office: Settings) -> None:
    an_edition(office, "2024-02")
    assert making.due(office, datetime(2024, 3, 20, tzinfo=OFFICE_TIME)) == ()


def test_a_month_without_data_is_not_due(office: Settings) -> None:
    assert making.due(office, datetime(2030, 1, 20, tzinfo=OFFICE_TIME)) == ()


def test_orders_name_the_city_a_county_or_each(office: Settings) -> None:
    def places(**given: object) -> list[str]:
        found = making.orders(
            office, Month("2024-02"), str(given.get("place", "")), "", each_place=bool(given.get("each"))
        )
        return [order.place for order in found]

    assert places() == ["540100"]
    assert places(place="540122") == ["540122"]
    assert len(places(each=True)) == 8


@pytest.mark.parametrize(("place", "lang", "said"), [("999999", "", "999999"), ("", "bo", "bo")])
def test_what_is_unknown_is_said(office: Settings, place: str, lang: str, said: str) -> None:
    with pytest.raises(EditionError, match=said):
        making.orders(office, Month("2024-02"), place, lang, each_place=False)


def test_what_a_killed_process_left_is_removed(office: Settings) -> None:
    left = making.folder_of(office) / "making-999999999-x"
    left.mkdir(parents=True)
    making._tidy(making.folder_of(office))
    assert not left.exists()


def test_pictures_and_paper_come_from_one_server_of_what_is_frozen(
    office: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Settings] = []
    asked: list[str] = []

    @contextmanager
    def serving(settings: Settings) -> Iterator[str]:
        served.append(settings)
        yield "http://sealed"
        asked.append("closed")

    def captured(*given: object) -> tuple[Captured, ...]:
        asked.append(f"pictures {given[3]}")
        return ()

    def printed(address: str, _html: str) -> bytes:
        asked.append(f"paper {address}")
        return b"%PDF"

    monkeypatch.setattr(making, "find_browser", lambda: None)
    monkeypatch.setattr(making, "captured_pictures", captured)
    monkeypatch.setattr(making, "print_pdf", printed)
    edition = making.make(office, Order(Month("2024-02"), "540100", "zh"), serving)
    assert edition.member("brief.pdf") == b"%PDF"
    assert asked == ["pictures http://sealed", "paper http://sealed", "closed"]
    (sealed,) = served
    assert sealed.database_url != office.database_url and sealed.plan != office.plan


@contextmanager
def nobody(_: Settings) -> Iterator[str]:
    yield ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Mistake("请安装 Chromium"), "请安装 Chromium"),
        (OSError("没有权限"), "没有权限"),
        (ValueError("shapes (3,) and (2,) not aligned"), words("editions.broken", error="ValueError")),
    ],
)
def test_who_waits_hears_a_mistake_as_it_is_and_a_fault_of_the_program_by_name(
    office: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def broken() -> str:
        raise error

    monkeypatch.setattr(making, "find_browser", broken)
    with pytest.raises(type(error)) as caught:
        making.make(office, Order(Month("2024-02"), "540100", "zh"), nobody)
    assert caught.value is error
    progress = read_progress(making.folder_of(office))
    assert progress is not None and progress.error == said
