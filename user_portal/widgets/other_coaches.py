"""What the other coaches have learned about somebody, line by line, each to take back; all of it to forget and undo."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import streamlit as st

from shared_backend.coaching.other_coaches import CoachView
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count, plain


def other_coaches() -> None:
    """One part for each coach that has learned something."""
    for view in services().my_model.coaches.view(me()):
        st.subheader(view.name, anchor=False)
        _coach(view)


def _coach(view: CoachView) -> None:
    coaches = services().my_model.coaches
    if view.undoable is not None:
        st.markdown(f"It has forgotten {count(view.undoable.records, 'thing')} it had learned.")
        receipt = view.undoable.id
        st.button(
            "Undo", icon=":material/undo:", key=f"undo-{receipt}",
            on_click=_do(lambda: coaches.undo(me(), view.coach, receipt)),
        )  # fmt: skip
    if not view.opinions:
        return
    for line in view.lines:
        words, action = st.columns([4, 1], vertical_alignment="center")
        words.markdown(plain(line.words))
        back = _do(lambda what=line.what: coaches.take_back(me(), view.coach, what))  # type: ignore[misc]
        action.button("Not right", key=f"{view.coach}-{line.what}", type="tertiary", on_click=back)
    if not view.lines:
        st.markdown("Nothing clear enough to say yet.")
    quiet(
        f"Learned from {count(view.opinions, 'opinion or step', 'opinions and steps')} of yours. It changes what comes "
        "first, never a score."
    )
    key = f"forget-{view.coach}"
    with st.popover("Forget all of it", icon=":material/delete:", key=f"ask-{key}"):
        st.markdown(
            "What you said and decided stays where you said it; what was learned from it is unlearned. For a day you "
            "can undo this here."
        )
        form = st.session_state.setdefault(f"id-{key}", str(uuid.uuid4()))
        st.button("Forget it", key=key, on_click=_forget(view.coach, form, f"id-{key}"))


def _forget(coach: str, receipt_id: str, kept: str) -> Callable[[], None]:
    def work() -> None:
        services().my_model.coaches.forget(me(), coach, receipt_id=receipt_id)
        st.session_state.pop(kept, None)

    return _do(work)


def _do(command: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        try:
            command()
        except CoachError as error:
            show(error)

    return work
