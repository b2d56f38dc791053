"""What a screen's own machine runs: the start script, the waiting page, the unit."""

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import pytest

KIOSK = Path(__file__).resolve().parents[2] / "deploy" / "kiosk"
LINK = "http://server:8050/wall?kiosk=abc"
SHELL_TOOLS = ("sh", "rm", "mkdir", "dirname")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with the tools of a bare machine: a shell, and no browser."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in SHELL_TOOLS:
        (tools / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def a_program(machine: Path, name: str) -> None:
    """Put a program there that writes down how it was started."""
    path = machine / "bin" / name
    path.write_text(f'#!/bin/sh\nfor each in {name} "$@"; do echo "$each"; done\n', encoding="utf-8")
    path.chmod(0o755)


def start(machine: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": str(machine / "bin"), "XDG_RUNTIME_DIR": str(machine)}
    command = [str(machine / "bin" / "sh"), str(KIOSK / "kesu-wall"), *arguments]
    return subprocess.run(command, env={**known, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("会议室",), ("http://server:8050/",)])
def test_what_is_no_link_is_refused(machine: Path, arguments: tuple[str, ...]) -> None:
    a_program(machine, "chromium")
    result = start(machine, *arguments, DISPLAY=":0")
    assert result.returncode == 2
    assert "kiosk=" in result.stderr


def test_a_missing_browser_is_said_with_what_to_install(machine: Path) -> None:
    result = start(machine, LINK, DISPLAY=":0")
    assert result.returncode == 3
    assert "install" in result.stderr


def test_the_browser_opens_the_waiting_page_with_the_link(machine: Path) -> None:
    a_program(machine, "chromium")
    result = start(machine, KESU_WALL=LINK, WAYLAND_DISPLAY="wayland-0")
    assert result.returncode == 0, result.stderr
    name, *flags, page = result.stdout.splitlines()
    assert name == "chromium"
    assert {"--kiosk", "--noerrdialogs", "--disable-background-timer-throttling"} <= set(flags)
    assert page == f"file://{KIOSK}/waiting.html#{LINK}"


def test_another_browser_can_be_named(machine: Path) -> None:
    a_program(machine, "chromium")
    a_program(machine, "qaxbrowser")
    assert start(machine, LINK, DISPLAY=":0", CHROMIUM="qaxbrowser").stdout.startswith("qaxbrowser\n")


def test_a_bare_machine_needs_cage(machine: Path) -> None:
    a_program(machine, "chromium")
    assert start(machine, LINK).returncode == 4
    a_program(machine, "cage")
    assert start(machine, LINK).stdout.splitlines()[:4] == ["cage", "-d", "--", "chromium"]


def test_each_start_begins_with_an_empty_profile(machine: Path) -> None:
    a_program(machine, "chromium")
    left = machine / "kesu-wall" / "Default" / "Sessions"
    left.mkdir(parents=True)
    start(machine, LINK, DISPLAY=":0")
    assert (machine / "kesu-wall").is_dir() and not left.exists()


def test_the_unit_starts_the_script_and_never_gives_up() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(KIOSK / "kesu-wall.service", encoding="utf-8")
    assert unit["Service"]["ExecStart"] == "/opt/kesu-wall/kesu-wall"
    assert (unit["Service"]["Restart"], unit["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    assert os.access(KIOSK / "kesu-wall", os.X_OK)
