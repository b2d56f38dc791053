from pathlib import Path
from string import Formatter

import pytest

from data.wording import FOLDER, read_wording, wording, words

LANGUAGES = [folder.name for folder in sorted(FOLDER.iterdir())]


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
