"""The remote: a phone beside a wall, both in front of one server."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_wall import SHOWN, Office, office, open_wall, passes, said, scene

__all__ = ["office"]  # a fixture
ASKED = (("下一景", "gap"), ("上一景", "city"), ("本月报送", "reports"))
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def hung(page: Page, office: Office) -> Page:
    """A wall with a clock that the test moves on: a beat a second is what a remote makes of it."""
    page.clock.install()
    return open_wall(page, office, "scenes=city,gap,reports&dwell=3600")


@pytest.fixture
def phone(browser: Browser, office: Office) -> Iterator[Page]:
    """A phone with nothing paired yet."""
    context = browser.new_context(base_url=office.address, viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/wall/remote")
    yield page
    context.close()


def code_of(wall: Page) -> str:
    wall.keyboard.press("h")
    passes(wall, 6000)
    text = wall.locator(".help").inner_text()
    wall.keyboard.press("Escape")
    found = re.search(r"\d{6}", text.split("配对码")[1])
    assert found
    return found[0]


def pair(phone: Page, wall: Page) -> None:
    phone.get_by_label("配对码").fill(code_of(wall))
    phone.get_by_role("button", name="配对", exact=True).click()
    expect(phone.get_by_role("button", name="下一景")).to_be_visible()
    passes(wall, 6000)


def test_a_wrong_code_is_said(phone: Page, hung: Page) -> None:
    code = f"{(int(code_of(hung)) + 1) % 1_000_000:06d}"
    phone.get_by_label("配对码").fill(code)
    phone.get_by_role("button", name="配对", exact=True).click()
    expect(phone.locator(".said")).to_contain_text("没有显示这个配对码的屏幕")


def test_a_phone_leads_the_wall(phone: Page, hung: Page) -> None:
    pair(phone, hung)
    expect(phone.locator(".now")).to_contain_text("全市进展")
    counties = phone.locator("section", has=phone.get_by_role("heading", name="县（区）", exact=True))
    asked = [(phone.get_by_role("button", name=name), key) for name, key in ASKED]
    for button, shown in (*asked, (counties.get_by_role("button").first, "county:900101")):
        button.click()
        passes(hung, 2000)
        scene(hung, shown)
    phone.get_by_role("button", name="回到轮换").click()
    passes(hung, 2000)
    scene(hung, "reports")


def test_a_phone_holds_and_freezes(phone: Page, hung: Page) -> None:
    pair(phone, hung)
    phone.get_by_role("button", name="暂停轮换").click()
    passes(hung, 2000)
    said(hung, "暂停轮换")
    passes(hung, 2000)
    expect(phone.get_by_role("button", name="继续轮换")).to_be_visible()
    phone.get_by_role("button", name="冻结数据").click()
    passes(hung, 2000)
    said(hung, "已冻结")
    passes(hung, 2000)
    expect(phone.get_by_role("button", name="解除冻结")).to_be_visible()


def test_a_phone_puts_an_indicator_in_the_light(phone: Page, hung: Page) -> None:
    pair(phone, hung)
    buttons = phone.locator(".indicators button")
    name = buttons.first.inner_text()
    phone.get_by_placeholder("查找指标").fill(name)
    expect(buttons).to_have_count(1)
    buttons.first.click()
    passes(hung, 2000)
    expect(hung.locator(SHOWN)).to_have_attribute("data-scene", re.compile("^spotlight:"))
    passes(hung, 200_000)
    scene(hung, "gap")


def test_a_reload_keeps_the_pair_and_a_gone_screen_is_said(phone: Page, hung: Page, office: Office) -> None:
    pair(phone, hung)
    phone.reload()
    expect(phone.get_by_role("button", name="下一景")).to_be_visible()
    office.stop()
    expect(phone.locator(".said")).to_contain_text("服务器没有答复")
    office.start()
    expect(phone.locator(".said")).to_have_text("")
    phone.evaluate("localStorage.setItem('kesu-remote', 'unknown')")
    phone.reload()
    expect(phone.locator(".said")).to_contain_text("请重新配对")


def test_the_code_in_an_address_pairs_by_itself(phone: Page, hung: Page, office: Office) -> None:
    phone.goto(f"/wall/remote?code={code_of(hung)}")
    expect(phone.get_by_role("button", name="下一景")).to_be_visible()
    assert "code=" not in phone.url
