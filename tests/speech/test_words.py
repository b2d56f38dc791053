import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import yaml

from speech.words import FOLDER, LANGUAGES, WITH_FORMS, read_wording, speaking, wording, words

ROOT = FOLDER.parent.parent
# What the command line says and what is written into the offices' workbooks is Chinese alone.
OFFICE = {"catalog", "checks", "editions", "manage", "store", "workbook"}
PAGE_FILES = sorted(file.stem for file in (FOLDER / "zh").glob("*.yaml") if file.stem not in OFFICE)
# A language is offered under its own name, a document is cited by its number.
QUOTED = {"desk.other_language", "training.teachers.note"}
# What the wall's scripts say comes to them under the last part of its key.
SCRIPTS = ("wall.screen.", "wall_remote.screen.")
CHINESE = re.compile(r"[\u3400-\u9fff]")
SPEAKING = [
    path
    for place in ("app.py", "web", "publishing", "callbacks", "layouts", "briefing", "reading", "figures", "speech")
    for path in sorted([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
]
SILENT = [
    path
    for name in (
        "web",
        "publishing",
        "callbacks",
        "layouts",
        "briefing",
        "reading",
        "figures",
        "evaluation",
        "editions",
    )
    for path in (ROOT / name).rglob("*.py")
]


def a_folder(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


def test_keys_are_the_files_stem_and_the_sentences_name(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, checks="text: 应为数\n", pages="home:\n  title: 总览 {month}\n", empty="")
    sentences = read_wording(folder)
    assert sentences.say("checks.text") == "应为数"
    assert sentences.say("pages.home.title", month="2025-06") == "总览 2025-06"


def test_a_missing_key_names_the_key_and_its_file() -> None:
    with pytest.raises(KeyError, match=r"catalog\.no_such_sentence: not in .*catalog\.yaml"):
        words("catalog.no_such_sentence")


def test_a_placeholder_without_a_value_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=r"checks\.text: no value given for 'month'"):
        read_wording(a_folder(tmp_path, checks="text: '{month}'")).say("checks.text")


def test_a_sentence_that_is_a_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="checks.text is 5; expected text"):
        read_wording(a_folder(tmp_path, checks="text: 5"))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 indicators are late"),
        (1, "1 indicator is late"),
        (2, "2 indicators are late"),
        (1.0, "1.0 indicators are late"),
        ("1", "1 indicator is late"),
        ("1.0", "1.0 indicators are late"),
        ("−1", "−1 indicator is late"),
        ("1,001", "1,001 indicators are late"),
        ("—", "— indicators are late"),
    ],
)
def test_a_count_takes_its_form(tmp_path: Path, count: object, said: str) -> None:
    folder = a_folder(tmp_path, pages='late: "{count} {count:indicator is|indicators are} late"')
    assert read_wording(folder, "en").say("pages.late", count=count) == said


def test_a_form_may_hold_the_count_or_be_empty(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, pages='all: "{count:The one|All {count}} place{count:|s}"')
    english = read_wording(folder, "en")
    assert [english.say("pages.all", count=count) for count in (1, 3)] == ["The one place", "All 3 places"]


@pytest.mark.parametrize(
    ("came", "due", "said"), [(0, 1, "report has"), (1, 1, "report has"), (1, 2, "reports has"), (2, 3, "reports have")]
)
def test_a_form_may_depend_on_another_count(tmp_path: Path, came: int, due: int, said: str) -> None:
    folder = a_folder(tmp_path, pages='came: "{due:report has|reports {came:has|have}}"')
    assert read_wording(folder, "en").say("pages.came", came=came, due=due) == said


@pytest.mark.parametrize("count", [0, 1, 2, "1.0"])
def test_chinese_has_one_form(tmp_path: Path, count: object) -> None:
    folder = a_folder(tmp_path, pages='late: "{count}{count:项}"')
    assert read_wording(folder, "zh").say("pages.late", count=count) == f"{count}项"


@pytest.mark.parametrize(("language", "forms", "names"), [("en", "a", "one|other"), ("zh", "a|b", "other")])
def test_a_missing_form_is_an_error_that_names_the_key(tmp_path: Path, language: str, forms: str, names: str) -> None:
    wrong = read_wording(a_folder(tmp_path, pages=f'late: "{{count:{forms}}}"'), language)
    with pytest.raises(ValueError, match=re.escape(f"pages.late: '{forms}': expected a form for each of {names}")):
        wrong.say("pages.late", count=1)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_wording(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_placeholders_with_plain_names(language: str) -> None:
    unparsable = []
    for key, sentence in wording(language).sentences.items():
        try:
            names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
        except ValueError as error:
            unparsable.append(f"{key}: {error}")
            continue
        unparsable += [f"{key}: {name}" for name in names if not name.isidentifier()]
    assert not unparsable


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_as_many_forms_as_its_language(language: str) -> None:
    spoken = wording(language)
    for key, sentence in spoken.sentences.items():
        said = spoken.say(key, **dict.fromkeys(re.findall(r"\{(\w+)", sentence), 1))
        assert "|" not in said, key


@pytest.mark.parametrize(
    ("key", "counts", "one", "more"),
    [
        ("brief.facts.changed", ("count",), "1 figure differs from KE", "2 figures differ from KE"),
        ("brief.reports.came", ("came", "all"), "1 of 1 report has come.", "2 of 2 reports have come."),
        ("data.trace.every", ("count",), "Report and cell of the one figure", "Report and cell of all 2 figures"),
        ("evaluation.changes.others", ("count",), "1 other", "2 others"),
        (
            "training.held_none",
            ("count",),
            "; the one county with figures has not held this year's courses yet",
            "; none of the 2 counties with figures has held this year's courses yet",
        ),
    ],
)
def test_english_counts_one_as_one(key: str, counts: tuple[str, ...], one: str, more: str) -> None:
    with speaking("en"):
        said = [words(key, previous="KE", **dict.fromkeys(counts, count)) for count in (1, 2)]
    assert said[0].startswith(one) and said[1].startswith(more)


def test_a_script_gets_no_sentence_with_forms() -> None:
    """A script fills in what it says by itself."""
    for language in LANGUAGES:
        said = {key: text for key, text in wording(language).sentences.items() if key.startswith(SCRIPTS)}
        assert said and [key for key, text in said.items() if WITH_FORMS.search(text)] == []


def test_every_language_has_a_folder_and_pages_are_worded_in_each() -> None:
    assert {folder.name for folder in FOLDER.iterdir()} == set(LANGUAGES)
    for language in LANGUAGES[1:]:
        assert sorted(file.stem for file in (FOLDER / language).glob("*.yaml")) == PAGE_FILES


def placeholders(sentence: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(sentence) if name})


def of_file(language: str, stem: str) -> dict[str, str]:
    sentences = wording(language).sentences
    return {key: sentence for key, sentence in sentences.items() if key.startswith(f"{stem}.")}


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("stem", PAGE_FILES)
def test_a_page_file_has_the_same_keys_and_placeholders_in_every_language(stem: str, language: str) -> None:
    plan, other = of_file("zh", stem), of_file(language, stem)
    assert sorted(plan) == sorted(other)
    differing = [key for key in plan if placeholders(plan[key]) != placeholders(other[key])]
    assert differing == []
    assert [key for key in plan if bool(plan[key].strip()) != bool(other[key].strip())] == []


def test_english_sentences_hold_no_chinese() -> None:
    sentences = wording("en").sentences
    assert [key for key in sentences if CHINESE.search(sentences[key]) and key not in QUOTED] == []


@cache
def literals(path: Path) -> tuple[ast.expr, ...]:
    """Every string of a module but the docstrings, those with expressions in them whole."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Constant))
    return tuple(each for each in strings if id(each) not in docstrings and pattern(each))


def pattern(node: ast.expr) -> str:
    """Write a string as a pattern in which each expression may be anything; "" for what isn't a string."""
    if isinstance(node, ast.Constant):
        return re.escape(node.value) if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern(part) if isinstance(part, ast.Constant) else ".+" for part in node.values)
    return ""


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The line and pattern of every key that a module hands to `words`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    for call in calls:
        if getattr(call.func, "id", "") == "words":
            first = call.args[0]
            for choice in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if pattern(choice):
                    yield call.lineno, pattern(choice)


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_every_key_that_pages_ask_for_exists(path: Path) -> None:
    keys = wording().sentences
    unknown = [(line, asked) for line, asked in spoken(path) if not any(re.fullmatch(asked, key) for key in keys)]
    assert unknown == []


def test_no_sentence_of_a_page_file_is_unused() -> None:
    keys = {key for stem in PAGE_FILES for key in of_file("zh", stem)}
    begins = tuple(f"{stem}." for stem in PAGE_FILES)
    asked = {pattern(each).replace("\\.", ".") for path in SPEAKING for each in literals(path)}
    patterns = [re.compile(each) for each in asked if each.startswith(begins)]
    unused = [key for key in keys if not key.startswith(SCRIPTS) and not any(p.fullmatch(key) for p in patterns)]
    assert sorted(unused) == []


@pytest.mark.parametrize("begins", SCRIPTS)
def test_the_walls_scripts_say_each_of_their_sentences(begins: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "wall").glob("*.js"))
    names = [key.removeprefix(begins) for key in wording().sentences if key.startswith(begins)]
    families = [name.partition("_")[0] + "_${" for name in names]
    unsaid = [
        name
        for name, family in zip(names, families, strict=True)
        if not re.search(rf"\b{name}\b", text) and family not in text
    ]
    assert unsaid == []


@pytest.mark.parametrize("path", SILENT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_stands_in_python(path: Path) -> None:
    assert [(each.lineno, pattern(each)) for each in literals(path) if CHINESE.search(pattern(each))] == []


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "assets").glob("*.js"), *(ROOT / "assets" / "wall").glob("*.js")]),
    ids=lambda path: path.name,
)
def test_no_sentence_stands_in_a_script(path: Path) -> None:
    code = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert CHINESE.findall(code) == []


def twice(node: yaml.Node | None) -> list[str]:
    """The keys that stand twice in one mapping of a YAML document, of which the last alone would count."""
    if isinstance(node, yaml.SequenceNode):
        return [key for each in node.value for key in twice(each)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value]
    return [key for key in set(keys) if keys.count(key) > 1] + [key for _, each in node.value for key in twice(each)]


def test_a_key_that_stands_twice_is_found() -> None:
    assert twice(yaml.compose("a: 1\nb: [{c: 1, c: 2}]\na: 2")) == ["a", "c"]


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "speech").rglob("*.yaml"), *(ROOT / "data").rglob("*.yaml")]),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_key_stands_twice_in_a_file(path: Path) -> None:
    assert twice(yaml.compose(path.read_text("utf-8"))) == []
