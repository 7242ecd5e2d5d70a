"""What a rule of a form asks for, in plain words instead of a program's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WORDS: Mapping[str, str] = {
    "string_too_short": "write at least {min_length} characters",
    "string_too_long": "write at most {max_length:,} characters",
    "string_pattern_mismatch": "it is not written the way it should be",
    "literal_error": "choose one of those that are offered",
    "greater_than_equal": "it cannot be below {ge}",
    "less_than_equal": "it cannot be above {le}",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "too_short": "choose at least {min_length}",
    "missing": "it is missing",
    "extra_forbidden": "there is no such field",
}


def in_words(error: Mapping[str, Any]) -> str:
    """One entry of pydantic's ``errors()`` as a request, without a full stop.

    >>> in_words({"type": "string_too_short", "msg": "String should …", "ctx": {"min_length": 2}})
    'write at least 2 characters'
    """
    template = _WORDS.get(str(error["type"]))
    return template.format(**error.get("ctx", {})) if template else str(error["msg"]).lower()
