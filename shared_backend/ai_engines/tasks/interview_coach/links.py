"""The small words that make sentences of notes: articles, pronouns, prepositions, forms of be and have."""

from __future__ import annotations

_WORDS = """
    the a an i we he she it they is was are were am be to of in on at for with because so that this then if my
    our not do did have had would will by from as when who which you your me him her them his their what there
    but and or
"""
LINKS = frozenset(_WORDS.split())
