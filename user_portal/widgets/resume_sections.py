"""The sections of the résumé page in their order: name in the address, title, and what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shared_backend.domain.resume import Resume
from user_portal.widgets.resume_bullets import bullets_section
from user_portal.widgets.resume_cv import cv_section
from user_portal.widgets.resume_export import export_section
from user_portal.widgets.resume_findings import findings_section
from user_portal.widgets.resume_ledger import ledger_section
from user_portal.widgets.resume_match import match_section
from user_portal.widgets.resume_stories import stories_section
from user_portal.widgets.resume_versions import versions_section

# One line a section: each takes the CV that is open.
SECTIONS: Mapping[str, tuple[str, Callable[[Resume], None]]] = {
    "cv": ("CV", cv_section),
    "findings": ("Findings", findings_section),
    "lines": ("Lines", bullets_section),
    "match": ("Job ad", match_section),
    "versions": ("Versions", versions_section),
    "download": ("Download", export_section),
    "stories": ("Stories", stories_section),
    "ledger": ("What I can say", ledger_section),
}
