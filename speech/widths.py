"""How wide a text is, before anything draws it."""

import re
import unicodedata

NARROW = 0.57  # a Latin letter's breadth in em, rather too much than too little


def ems(text: str) -> float:
    """Estimate the width of a line in em, tags aside: a full-width character is square, any other a bit over half."""
    plain = re.sub("<[^>]*>", "", text)
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else NARROW for character in plain)
