"""Saves one thing somebody told the career coach the moment it is changed; everything else stays as it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from shared_backend.domain.career import STALE, CareerProfile
from shared_backend.domain.errors import CoachError, StaleVersion
from shared_backend.web.errors import show
from user_portal.services import me, services

# How the service calls what a profile holds, where the two differ.
_CALLED: Mapping[str, str] = {"subjects": "liked_subjects"}
_TOLD = ("occupation", "interests", "subjects", "towards", "years_away", "hours_per_week", "never_worked")


def stored(key: str, value: Any) -> str:
    """The key of a widget, which now shows what is stored: what is typed is saved before the page is drawn."""
    st.session_state[key] = value
    return key


def save_profile(**changed: Any) -> bool:
    """Save what is given in place of what is stored of it; False, and the reason on the page, when it is refused."""
    try:
        known = services().career.profile.get(me())
        told = {_CALLED.get(name, name): changed.get(name, getattr(known, name)) for name in _TOLD}
        services().career.profile.save(me(), known.row_version, **told)
    except CoachError as error:
        show(error)
        return False
    return True


def save_field(field: str, key: str, drawn: Any) -> None:
    """For a widget's `on_change`: save its value, unless another window changed what this one was drawn from."""
    value = st.session_state[key]
    value = tuple(value) if isinstance(value, list) else value
    if _now(field) in (drawn, value):
        save_profile(**{field: value})
    else:
        show(StaleVersion(STALE))


def save_interest(name: str, key: str, drawn: float | None) -> None:
    """The same for one interest."""
    known: Mapping[str, float] = _now("interests")
    value = st.session_state[key]
    if known.get(name) in (drawn, value):
        save_profile(interests={**known, name: value})
    else:
        show(StaleVersion(STALE))


def _now(field: str) -> Any:
    profile: CareerProfile = services().career.profile.get(me())
    return getattr(profile, field)
