"""Kesu's web application: `python app.py` serves it."""

import logging
import sys

from settings import read_settings
from speech.mistakes import Mistake
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
    except (Mistake, OSError) as error:
        sys.exit(str(error))
    Server(settings).run()


if __name__ == "__main__":
    main()
