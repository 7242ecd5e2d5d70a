"""One field of a CV that is saved when it is left; a second window is told calmly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from shared_backend.domain.errors import CoachError, StaleVersion
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.words import plain


def shown_version(resume: Resume) -> int:
    """The state of the CV the fields on this page show; newer ones are taken over, with a word about it."""
    seen = st.session_state.setdefault(_seen(resume.id), resume.row_version)
    if seen != resume.row_version:
        st.session_state[_seen(resume.id)] = resume.row_version
        st.session_state[_turn(resume.id)] = _turns(resume.id) + 1
        if st.session_state.get(_lost(resume.id)) is None:
            st.info("This CV changed in another window. You see its present state.", icon=":material/sync:")
    lost = st.session_state.pop(_lost(resume.id), None)
    if lost is not None:
        st.warning(
            "This CV changed in another window, so nothing was overwritten. You see its present state. "
            + (f"What you typed last and is not in it: {plain(lost)}" if lost else "Your last change is not in it."),
            icon=":material/sync:",
        )
    return resume.row_version


def leave_fields(resume: Resume) -> None:
    """Say that no field of the CV is on the page: what changes meanwhile is not another window's doing."""
    if st.session_state.pop(_seen(resume.id), None) is not None:
        st.session_state[_turn(resume.id)] = _turns(resume.id) + 1


def field(
    resume: Resume, where: str, label: str, value: str, *, lines: int = 0, help: str | None = None, hint: str = ""
) -> None:
    """A text field, or a box of `lines` lines, that saves itself; `where` as in `ResumeVersions.edit`."""
    key = f"{where}-{resume.id}-{_turns(resume.id)}"
    more: dict[str, Any] = {
        "help": help,
        "placeholder": hint or None,
        "on_change": _save,
        "args": (resume.id, where, key),
    }
    if lines:
        st.text_area(label, value, key=key, height=34 + 22 * max(2, lines), max_chars=20_000, **more)
    else:
        st.text_input(label, value, key=key, max_chars=4_000, **more)
    wrong = st.session_state.get(f"wrong-{key}")
    if wrong is not None:
        show(wrong)


def press(label: str, resume: Resume, key: str, change: Callable[[int], Resume], **look: Any) -> None:
    """A button that changes the CV; `change` takes the state that is shown."""
    st.button(label, key=f"{key}-{resume.id}-{_turns(resume.id)}", on_click=_apply, args=(resume.id, change), **look)


def changed(resume: Resume) -> None:
    """Note the state a change of this window led to, so that it is not taken for another window's."""
    st.session_state[_seen(resume.id)] = resume.row_version


def _save(resume_id: str, where: str, key: str) -> None:
    text, wrong = st.session_state[key], f"wrong-{key}"
    st.session_state.pop(wrong, None)
    seen = st.session_state[_seen(resume_id)]
    try:
        changed(services().resume.versions.edit(me(), resume_id, seen, where, text))
    except StaleVersion:
        st.session_state[_lost(resume_id)] = text
    except CoachError as error:
        st.session_state[wrong] = error


def _apply(resume_id: str, change: Callable[[int], Resume]) -> None:
    try:
        changed(change(st.session_state[_seen(resume_id)]))
    except StaleVersion:
        st.session_state[_lost(resume_id)] = ""
    except CoachError as error:
        show(error)


def _turns(resume_id: str) -> int:
    return int(st.session_state.get(_turn(resume_id), 0))


def _seen(resume_id: str) -> str:
    return f"resume-seen-{resume_id}"


def _turn(resume_id: str) -> str:
    return f"resume-turn-{resume_id}"


def _lost(resume_id: str) -> str:
    return f"resume-lost-{resume_id}"
