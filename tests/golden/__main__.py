"""Renew the golden tables; see tests/README.md before."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.tables import differences, fill, kept, save, tables

with TemporaryDirectory() as name:
    for table, now in tables(fill(Path(name))).items():
        try:
            changed = differences(table, kept(table), now)
        except FileNotFoundError:
            changed = [f"{table}: new"]
        sys.stdout.writelines(f"{line}\n" for line in changed)
        save(table, now)
