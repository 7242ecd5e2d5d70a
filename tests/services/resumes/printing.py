"""The fonts with which tests print."""

from __future__ import annotations

from shared_backend.services.documents import fonts
from shared_backend.services.resumes.exporting.printable import Faces


def faces() -> Faces:
    """As the recipe passes them."""
    return Faces(fonts.body(), (fonts.bold(), *fonts.body()))
