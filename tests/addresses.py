"""The addresses of every page, for tests that walk all of them."""

from layouts.pages import PAGES

CODES = {"/places/": "540121", "/indicators/": "literacy_rate"}  # a member of each family of pages
SMALL_CODES = {"/places/": "900101", "/indicators/": "room_rate"}  # the same of the small city
EDITIONS = "/e/"  # a family whose members are made: tests/browser/test_making.py opens one
EVERY_PAGE = [page.path + CODES.get(page.path, "") for page in PAGES if page.path != EDITIONS]
EVERY_SMALL_PAGE = [page.path + SMALL_CODES.get(page.path, "") for page in PAGES if page.path != EDITIONS]
# The whole is examined in one language, and one page of each kind of layout in the other.
EVERY_PAGE_AND_ENGLISH = [*EVERY_PAGE, "/?lang=en", "/infrastructure?lang=en"]
