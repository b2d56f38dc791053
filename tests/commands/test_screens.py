"""The links of wall screens."""

from tests.offices import Office


def test_a_screen_gets_a_link_that_can_be_listed_and_revoked(office: Office) -> None:
    issued = office.run("kiosk-token", "--name", "会议室", "--base-url", "http://wall.example:8050/")
    assert "http://wall.example:8050/wall?kiosk=" in issued.output
    listed = office.run("kiosk-token", "--list").output
    assert all(word in listed for word in ("会议室", "从未", "有效"))
    assert office.run("kiosk-token", "--revoke", "会议室").exit_code == 0
    assert "已停用" in office.run("kiosk-token", "--list").output


def test_a_screens_link_is_asked_for_in_one_way(office: Office) -> None:
    assert "还没有" in office.run("kiosk-token", "--list").output
    for arguments in ((), ("--list", "--name", "大厅"), ("--name", "大厅", "--revoke", "大厅")):
        result = office.run("kiosk-token", *arguments)
        assert result.exit_code == 2
        assert "--name" in result.output
    unknown = office.run("kiosk-token", "--revoke", "大厅")
    assert unknown.exit_code == 2 and "大厅" in unknown.output
