"""Makes the model forget after saying what that means: an answer, a subject or everything, with a receipt."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.domain.own_model import Receipt, What
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.receipts import in_words
from user_portal.widgets.words import count, plain

WHAT_HAPPENS: Mapping[What, str] = {
    "answer": "What the coach learned from this answer, and from what you said about its feedback, is unlearned. Your "
    "own model becomes the one it would be without it. The answer itself stays in your practice, with its score.",
    "row": "What the coach learned from every answer on this subject is unlearned. Your own model becomes the one it "
    "would be had you never answered on it. The answers themselves stay in your practice.",
    "everything": "Your own model starts afresh and knows nothing. Your answers, reports and settings stay; the coach "
    "does not learn from old answers again.",
}
UNDO = "You can undo this for one day. After that nobody can bring it back."


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be forgotten: its kind, its id ("" for everything) and the name of the button."""

    what: What
    subject: str
    button: str

    @property
    def key(self) -> str:
        """For widgets and the form's id."""
        return f"{self.what}-{self.subject}"


def forget_button(target: Target) -> None:
    """The quiet way to the dialog."""
    if st.button(target.button, type="tertiary", icon=":material/ink_eraser:", key=f"forget-{target.key}"):
        # The form's id: sent twice, it forgets once.
        st.session_state[f"form-{target.key}"] = str(uuid.uuid4())
        st.session_state.pop(f"forgotten-{target.key}", None)
        _ask(target)


@st.dialog("Forget this", on_dismiss="rerun")
def _ask(target: Target) -> None:
    me()
    receipt: Receipt | None = st.session_state.get(f"forgotten-{target.key}")
    if receipt is not None:
        names = services().interview.library.competencies
        st.success(plain(in_words(receipt, names)), icon=":material/check:")
        st.markdown(f"Taken out: {count(receipt.answers, 'answer')}, {count(receipt.records, 'record')} in all. {UNDO}")
        if st.button("Done", type="primary", key=f"done-{target.key}"):
            st.rerun()
        return
    st.markdown(f"{WHAT_HAPPENS[target.what]} {UNDO}")
    with st.container(horizontal=True):
        st.button("Forget it", type="primary", key=f"really-{target.key}", on_click=_forget, args=(target,))
        if st.button("Keep it", key=f"spare-{target.key}"):
            st.rerun()


def _forget(target: Target) -> None:
    form = st.session_state.get(f"form-{target.key}")
    if form is None:
        return
    model = services().my_model
    try:
        if target.what == "answer":
            receipt = model.forget_answer(me(), target.subject, receipt_id=form)
        elif target.what == "row":
            receipt = model.forget_row(me(), target.subject, receipt_id=form)
        else:
            receipt = model.reset(me(), receipt_id=form)
    except CoachError as error:
        show(error)
        return
    st.session_state[f"forgotten-{target.key}"] = receipt
