"""Ids that were made with a form, so that a double click or a second delivery does one thing."""

from __future__ import annotations

import uuid

from shared_backend.domain.errors import InvalidInput


def form_id(text: str) -> str:
    """A UUID in its one written form.

    >>> form_id("0BD2FDA4-1C3B-4D59-9A3F-0C7E4E6E1A11")
    '0bd2fda4-1c3b-4d59-9a3f-0c7e4e6e1a11'

    Raises
    ------
    InvalidInput
        When it is not one.
    """
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise InvalidInput("The form has no valid id. Reload the page and try again.") from None
