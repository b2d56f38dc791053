"""Roles for the plans of the tests."""

from collections.abc import Mapping
from pathlib import Path

from data.catalog.catalog import Role
from data.catalog.roles import INDICATOR_ROLES, VARIABLE_ROLES


def write_roles(folder: Path, roles: Mapping[str, Role]) -> Path:
    """Give the indicators and variables of a plan's folder their roles, by id, and return the folder."""
    for name, known in (("indicators.csv", INDICATOR_ROLES), ("variables.csv", VARIABLE_ROLES)):
        head, *rows = (folder / name).read_text(encoding="utf-8").splitlines()
        own = {code: role for code, role in roles.items() if role in known}
        codes = [row.partition(",")[0] for row in rows]
        assert own.keys() <= set(codes)
        given = [f"{row},{own.get(code, '')}" for row, code in zip(rows, codes, strict=True)]
        (folder / name).write_text("\n".join([f"{head},role", *given, ""]), encoding="utf-8")
    return folder
