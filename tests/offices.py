"""An office's installation in a folder of its own, whose command line a test runs."""

from pathlib import Path

from typer.testing import CliRunner, Result

from data.catalog.catalog import read_catalog
from manage import app
from tests.demonstration import write_demonstration

RUNNER = CliRunner()


class Office:
    """An installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = f"sqlite:///{folder / 'kesu.db'}"
        self.plan = write_demonstration(folder / "plan")
        self.catalog = read_catalog(self.plan)

    def run(self, *arguments: object, **settings: str) -> Result:
        environment = {"PLAN": str(self.plan), "VAR": str(self.folder), "DATABASE_URL": self.database, **settings}
        return RUNNER.invoke(app, [str(each) for each in arguments], env=environment)
