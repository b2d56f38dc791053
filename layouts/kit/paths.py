"""The application's paths, each once; what ends in "/" is a family's: a code follows."""

from collections.abc import Mapping

OVERVIEW = "/"
INFRASTRUCTURE = "/infrastructure"
TRAINING = "/training"
FUNDING = "/funding"
ACTIONS = "/actions"
GAP = "/gap"
EVALUATION = "/evaluation"
PLAN = "/plan"
DATA = "/data"
METHOD = "/method"
BRIEFS = "/briefs"
EDITIONS = "/e/"
PLACES = "/places/"
INDICATORS = "/indicators/"

WALL = "/wall"
REMOTE = f"{WALL}/remote"

DOWNLOADS = "/download/"
ORIGINALS = "/files/"
EDITION_FILES = "/editions/"

# The pages that look into their own indicators, by the name that the plan calls them.
EXPLORED: Mapping[str, str] = {
    "infrastructure": INFRASTRUCTURE,
    "training": TRAINING,
    "funding": FUNDING,
    "actions": ACTIONS,
}
