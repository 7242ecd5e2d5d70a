"""The id a form makes when it is first shown: the same form sent twice makes one thing."""

from __future__ import annotations

import uuid

from shared_backend.domain.errors import InvalidInput


def form_id(given: str) -> str:
    """The id as it is stored. Raises `InvalidInput` for what no form made."""
    try:
        return str(uuid.UUID(given))
    except (ValueError, AttributeError, TypeError):
        raise InvalidInput("This form is damaged. Reload the page and start again.") from None
