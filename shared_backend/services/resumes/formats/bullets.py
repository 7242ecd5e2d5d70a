"""The marks that begin an item of a list."""

from __future__ import annotations

import re

# Symbol fonts put their bullets into the private use area; hyphens and small letters count only before a space.
GLYPHS = "•◦▪▫■□●○◆◇►▸▹▶➢➤➔→⇒»›‣⁃∙·✓✔✦★☆❖❑❒–—*"
_MARK = re.compile(rf"^(?:[{GLYPHS}\u2022\uE000-\uF8FF]|[-−+](?=\s)|o(?=\s\s?\S)|\(cid:\d+\))[\s\u00a0\t]*(?=\S)")
ALONE = re.compile(rf"^(?:[{GLYPHS}\uE000-\uF8FF−o+-]|\(cid:\d+\))$")


def without_mark(text: str) -> tuple[str, bool]:
    """The text after its list mark, and whether there was one.

    >>> without_mark("• Led a team")
    ('Led a team', True)
    >>> without_mark("2019 – 2021")
    ('2019 – 2021', False)
    """
    found = _MARK.match(text)
    if found is None:
        return text, False
    return text[found.end() :], True
