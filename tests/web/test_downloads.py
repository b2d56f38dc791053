"""A report as it came, under its name."""

from pathlib import Path

from flask import Flask

from evaluation.findings.records import Records
from speech.months import Month
from tests.small import EAST, SmallCity, rooms
from web.downloads import serve_originals


def test_a_report_is_handed_out_as_it_came_under_its_name(tmp_path: Path) -> None:
    city = SmallCity(tmp_path).report(EAST, "2025-03", rooms(6, 4))
    records = Records(city.store, city.catalog)
    source = records.trace(EAST, Month("2025-03"), "room_rate")[0].source
    assert source is not None
    server = Flask("server")
    serve_originals(server, records)
    with server.test_client() as client:
        found = client.get(f"/files/{source.report.sha256}")
        missing = client.get(f"/files/{'0' * 64}")
    assert found.data == city.store.original(source.report.sha256)
    assert found.headers["Content-Disposition"] == f"attachment; filename={EAST}-2025-03.xlsx"
    assert missing.status_code == 404 and "没有这份文件" in missing.text
