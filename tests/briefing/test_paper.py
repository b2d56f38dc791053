import re
from base64 import b64encode

from briefing.paper import as_html
from tests.briefing.sample_brief import brief, png


def sheets(document: str) -> list[str]:
    return re.findall(r'<section class="sheet"[^>]*>(.*?)</section>', document, re.DOTALL)


def contents(document: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="#page-\d+"><span>(.*?)</span><span>(\d+)</span></a>', document)


def test_the_contents_name_the_page_of_every_part() -> None:
    document = as_html(brief())
    assert contents(document) == [
        ("各县（区）", "2"),
        ("行动：[五] 项", "2"),
        ("变化", "2"),
        ("经费", "2"),
        ("页面与大屏", "3"),
        ("依据和口径", "4"),
    ]
    for title, page in contents(document):
        assert f"<h2>{title}</h2>" in sheets(document)[int(page) - 1]


def test_every_sheet_has_its_number_and_the_foot() -> None:
    found = sheets(as_html(brief()))
    assert len(found) == 4
    for number, sheet in enumerate(found, start=1):
        assert sheet.endswith(f"<footer><span>KS-1 &lt;脚注&gt;</span><span>{number} / 4</span></footer>")


def test_all_text_is_escaped() -> None:
    document = as_html(brief())
    assert "<b>东区" not in document
    assert "&lt;b&gt;东区&lt;/b&gt;最高。" in document
    assert "<title>东城市 &lt;月报&gt; &amp; 更多</title>" in document


def test_a_long_table_goes_on_with_its_head_and_loses_no_row() -> None:
    document = as_html(brief(rows=60))
    assert re.findall(r"第 (\d+) 区", document) == [str(number) for number in range(58)]
    with_table = [sheet for sheet in sheets(document) if "<thead>" in sheet]
    assert len(with_table) == 2
    assert all(sheet.count("<thead><tr><th>县（区）</th>") == 1 for sheet in with_table)
    assert [sheet.count("<td>") >= 2 for sheet in with_table] == [True, True]


def test_two_pictures_share_a_sheet() -> None:
    found = [sheet.count("<figure>") for sheet in sheets(as_html(brief(pictures=5)))]
    assert found == [0, 0, 2, 2, 1, 0]
    assert f"data:image/png;base64,{b64encode(png()).decode()}" in as_html(brief(pictures=1))


def test_the_document_says_its_language_and_fetches_only_its_fonts() -> None:
    assert '<html lang="zh-CN">' in as_html(brief())
    assert '<html lang="en">' in as_html(brief("en"))
    assert "<h2>Contents</h2>" in as_html(brief("en"))
    assert re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', as_html(brief())) == ["/assets/fonts.css"]


def test_the_same_brief_gives_the_same_document() -> None:
    assert as_html(brief()) == as_html(brief())
