"""How a person's own words are written inside a sentence of ours."""

from __future__ import annotations

SURELY_CUT = 180  # characters: a quote of this length that ends without a mark was shortened


def quoted(words: str) -> str:
    """The words in quotation marks; an ellipsis says that the sentence goes on.

    >>> quoted("I called him myself. ")
    '“I called him myself.”'
    """
    said = words.strip()
    cut = len(said) >= SURELY_CUT and not said.endswith((".", "!", "?", "”", '"', "…"))
    return f"“{said} …”" if cut else f"“{said}”"
