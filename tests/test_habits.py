"""What the repository promises about itself."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from settings import ROOMS, Settings

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "node_modules", "var", "vendor", "__pycache__", "test-results"}
LONGEST_FILE_LINES = 400
# In pieces, so that this file doesn't hold what it looks for.
OF_THE_MACHINE = re.compile(
    "|".join(
        (
            r"(?<![\w.<>-])/(?:work|root|home)/\w",
            r"file:" + "///",
            r"pypi" + r"\.org",
            r"pythonhosted" + r"\.org",
            r"registry\.npm" + r"\w+\.",
            r"\bdeb\." + r"debian",
            r"--(?:extra-)?index-" + r"url \S",
        )
    )
)


def own_files(*suffixes: str) -> Iterator[Path]:
    """Every file that people of this project wrote, or those with one of the suffixes."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith(("_cache", ".hypothesis"))]
        yield from (Path(folder, name) for name in names if not suffixes or name.endswith(suffixes))


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", [field.name.upper() for field in fields(Settings)])
def test_the_readme_has_a_row_for_each_setting(setting: str) -> None:
    assert re.search(rf"^\| *`{setting}` *\|", read("README.md"), re.MULTILINE)


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in own_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in OF_THE_MACHINE.finditer(text)]
    assert found == []


def test_no_python_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in own_files(".py")}
    assert lengths
    assert {path.name: lines for path, lines in lengths.items() if lines > LONGEST_FILE_LINES} == {}


def test_our_style_sheets_and_scripts_fetch_nothing_from_outside() -> None:
    ours = [path for path in own_files(".css", ".js") if path.is_relative_to(ROOT / "assets")]
    assert ours
    outside = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]", re.IGNORECASE)
    assert [path.name for path in ours if outside.search(path.read_text(encoding="utf-8"))] == []


def test_ci_runs_the_commands_that_the_readme_gives() -> None:
    commands = {line.strip() for line in read(".ci/run").splitlines()}
    assert {"make check", "make test"} <= commands
    assert all(command in read("README.md") for command in ("make run", "make check", "make test"))


def test_the_rooms_are_the_folders_with_code_and_those_that_the_contracts_know() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"benchmarks"}
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]
    assert set(ROOMS) == packages == set(contracts["root_packages"])


def test_every_folder_with_code_is_a_package_that_the_contracts_see() -> None:
    folders = {path.parent for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts}
    assert len(folders) > len(ROOMS)
    assert [str(each.relative_to(ROOT)) for each in sorted(folders) if not (each / "__init__.py").is_file()] == []


def test_the_root_holds_the_programs_and_the_settings_alone() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    programs = next(each["forbidden_modules"] for each in contracts if each["name"] == "Nothing imports the programs")
    assert {path.stem for path in ROOT.glob("*.py")} == {*programs, "settings"}


@pytest.mark.parametrize("lock", ["requirements", "requirements-dev"])
def test_every_package_asked_for_is_locked_with_hashes(lock: str) -> None:
    entries = read(f"{lock}.txt").replace("\\\n", " ").splitlines()
    assert all(re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    locked = {entry.split("==")[0] + "==" + entry.split("==")[1].split()[0] for entry in entries}
    asked = {re.sub(r"\[.*?]", "", line) for line in read(f"{lock}.in").splitlines() if not line.startswith("-")}
    assert asked - locked == set()
