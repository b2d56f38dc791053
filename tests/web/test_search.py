"""What the search finds, asked for and asked for again."""

from pathlib import Path

from flask import Flask

from data.catalog.catalog import read_catalog
from tests.city import write_city
from web.search import serve_search


def test_what_the_search_finds_is_answered_in_each_language_and_only_asked_about_again(tmp_path: Path) -> None:
    server = Flask("server")
    serve_search(server, read_catalog(write_city(tmp_path / "plan")))
    client = server.test_client()
    answers = {language: client.get(f"/search.json?lang={language}") for language in ("zh", "en", "xx")}
    names = {language: answer.get_json()["entries"][0]["name"] for language, answer in answers.items()}
    assert names == {"zh": "总览", "en": "Overview", "xx": "总览"}
    tag = answers["en"].headers["ETag"]
    again = client.get("/search.json?lang=en", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert tag != answers["zh"].headers["ETag"]
