"""The settings, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from speech.mistakes import Mistake
from speech.words import words

ROOT = Path(__file__).resolve().parent
ROOMS = (
    "commands",
    "web",
    "publishing",
    "callbacks",
    "layouts",
    "briefing",
    "reading",
    "editions",
    "evaluation",
    "figures",
    "data",
    "geo",
    "speech",
)
"""The folders that hold the product's code, from the top floor to the lowest."""


@dataclass(frozen=True)
class Settings:
    """Hold everything that an installation may choose; each field is one environment variable."""

    host: str
    port: int
    database_url: str
    plan: Path
    var: Path
    boundaries: Path | None
    map_review_number: str | None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings, with a default for each.

    Raises:
        Mistake: PORT is not a whole number between 1 and 65535.
    """
    var = Path(environment.get("VAR") or ROOT / "var")
    boundaries = environment.get("BOUNDARIES")
    return Settings(
        host=environment.get("HOST") or "127.0.0.1",
        port=_port(environment.get("PORT") or "8050"),
        database_url=environment.get("DATABASE_URL") or f"sqlite:///{var / 'kesu.db'}",
        plan=Path(environment.get("PLAN") or ROOT / "data" / "plans" / "lhasa"),
        var=var,
        boundaries=Path(boundaries) if boundaries else None,
        map_review_number=environment.get("MAP_REVIEW_NUMBER") or None,
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Mistake(words("manage.port", found=text))
    return int(text)
