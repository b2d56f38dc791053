"""The addresses of every page, for tests that walk all of them."""

from layouts.kit import paths
from layouts.pages import PAGES

CODES = {paths.PLACES: "540121", paths.INDICATORS: "literacy_rate"}  # a member of each family of pages
SMALL_CODES = {paths.PLACES: "900101", paths.INDICATORS: "room_rate"}  # the same of the small city
# The editions' members are made: tests/browser/test_making.py opens one.
EVERY_PAGE = [page.path + CODES.get(page.path, "") for page in PAGES if page.path != paths.EDITIONS]
EVERY_SMALL_PAGE = [page.path + SMALL_CODES.get(page.path, "") for page in PAGES if page.path != paths.EDITIONS]
# The whole is examined in one language, and one page of each kind of layout in the other.
EVERY_PAGE_AND_ENGLISH = [*EVERY_PAGE, "/?lang=en", "/infrastructure?lang=en"]
