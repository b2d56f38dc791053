"""Kesu's web application: `python app.py` serves it."""

import logging
import sys

from data.catalog.catalog import CatalogError
from data.store.database import StoreError
from geo.problems import BoundaryError
from settings import read_settings
from speech.words import words
from web.application import create_app
from web.server import Server, prepare_once

__all__ = ["create_app"]


def main() -> None:
    """Serve as the settings say; what keeps the application from starting is told without a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings()
        prepare_once(settings)
    except BoundaryError as error:
        sys.exit("\n".join(words(f"geo.{problem.rule}", **problem.fields()) for problem in error.problems))
    except (CatalogError, StoreError, ValueError, OSError) as error:
        sys.exit(str(error))
    Server(settings).run()


if __name__ == "__main__":
    main()
