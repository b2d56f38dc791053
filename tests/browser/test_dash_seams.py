"""The seams in the browser: what assets/dash_seams.js and kesu.js need Dash's own scripts to do."""

from tests.browser.watch import Watched


def test_the_first_layout_needs_dash_to_ask_for_it_by_fetch_when_our_scripts_are_there(watched: Watched) -> None:
    page = watched.open("/gap")
    assert (
        page.evaluate("['first-layout', 'first-dependencies'].map((id) => document.getElementById(id))") == [None] * 2
    )
    assert {"/_dash-layout", "/_dash-dependencies"} & {*watched.requests} == set()


def test_a_step_needs_dash_to_ask_for_it_by_fetch(watched: Watched) -> None:
    page = watched.open("/gap")
    page.evaluate("window.answers = 0; window.kesuSeams.onAnswer(() => { window.answers += 1; })")
    page.evaluate("kesuGo('/plan')")
    watched.heading("方案")
    assert page.evaluate("[window.answers > 0, window.kesuSeams.asked()]") == [True, 0]


def test_going_to_an_address_needs_the_location_to_follow_the_browsers_history(watched: Watched) -> None:
    page = watched.open("/gap?lang=en")
    page.evaluate("kesuGo('/plan?lang=en')")
    page.wait_for_function("document.title.includes('Plan')")
    page.go_back()
    page.wait_for_function("document.title.includes('Gap') || document.title.includes('gap')")
    assert page.url.partition("?")[0].endswith("/gap")
