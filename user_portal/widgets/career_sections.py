"""The sections of the career page in their order: name in the address, title, and what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from user_portal.widgets.application_section import applications_section
from user_portal.widgets.career_gaps import gaps_section
from user_portal.widgets.career_lookup import lookup_section
from user_portal.widgets.career_me import me_section
from user_portal.widgets.career_paths import paths_section
from user_portal.widgets.career_plan import plan_section
from user_portal.widgets.check_in_section import check_in_section

# One line a section; the order is: me, paths, gaps, plan, applications, check-in.
SECTIONS: Mapping[str, tuple[str, Callable[[], None]]] = {
    "me": ("About you", me_section),
    "paths": ("Paths", paths_section),
    "gaps": ("What is missing", gaps_section),
    "plan": ("Plan", plan_section),
    "lookup": ("Look up", lookup_section),
    "applications": ("Applications", applications_section),
    "check-in": ("Check-in", check_in_section),
}
