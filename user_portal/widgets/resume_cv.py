"""The CV itself: every field, and the file it was read from beside it."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.resume import Resume
from user_portal.services import me, services
from user_portal.widgets.resume_fields import resume_fields
from user_portal.widgets.resume_reading import source_view


def cv_section(resume: Resume) -> None:
    """View and edit."""
    source = services().resume.reading.source(me(), resume.id)
    resume_fields(resume.id, source.places if source is not None else {}, draft=False)
    if source is not None:
        with st.expander("The file it was read from"):
            source_view(resume.id, source)
