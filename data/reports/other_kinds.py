"""What a file is that is no workbook: a healthy one of another kind should hear its name, not that it's damaged."""

import zipfile

from speech.words import words

_BEGINNINGS = {
    b"%PDF": "pdf",
    b"{\\rtf": "rtf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"<html": "web_page",
    b"<!doctype html": "web_page",
    b"<table": "web_page",
}
_MEMBERS = {"word/": "word", "ppt/": "slides", "Index/": "numbers", "Index.zip": "numbers"}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def kind_of_archive(archive: zipfile.ZipFile) -> str:
    """Name the kind of an archive's document, "" where it isn't known."""
    names = archive.namelist()
    if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
        return words("checks.kind_opendocument")
    found = (kind for member, kind in _MEMBERS.items() if any(name.startswith(member) for name in names))
    return next((words(f"checks.kind_{kind}") for kind in found), "")


def kind_of(content: bytes) -> str:
    """Name the kind of a file that is no archive, by its beginning, "" where it isn't known."""
    start = content[:100].removeprefix(b"\xef\xbb\xbf").lstrip()
    found = (kind for beginning, kind in _BEGINNINGS.items() if start.lower().startswith(beginning.lower()))
    return next((words(f"checks.kind_{kind}") for kind in found), "")
