"""The first step: drop a CV or paste its text. What cannot be read is said, and nothing is guessed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

import streamlit as st

from shared_backend.coaching.resume_reading import Read
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import plain, when

OUTCOME = "resume-outcome"
PASTED = "resume-pasted"


def start_screen() -> None:
    """Everything a CV can come from, the likeliest first."""
    st.title("Fix my résumé", anchor=False)
    st.markdown(
        "First you see what software reads in your CV, and put right what it got wrong. Then you improve it: line by "
        "line, for one job ad at a time, with nothing in it that is not true."
    )
    _waiting()
    with st.container(border=True):
        st.markdown("**Drop your CV here**")
        file = st.file_uploader(
            "Your CV as a file: PDF, Word (DOCX), OpenDocument (ODT), RTF, HTML, text or JSON Resume, up to 10 MB",
            key="resume-file",
        )
        if file is not None:
            _file(file.getvalue(), file.name)
        quiet("The file is read on this machine, by a process that can neither write files nor use the network.")
    with st.expander("Paste the text instead", expanded=_refused()):
        _paste()
    with st.container(horizontal=True):
        st.button("Try with a sample CV", icon=":material/science:", type="tertiary", on_click=_sample)
        st.button("Start with an empty CV", icon=":material/note_add:", type="tertiary", on_click=_empty)


def _waiting() -> None:
    """CVs that were read and not confirmed: the way back to them."""
    now = services().clock.now()
    for draft in services().resume.reading.drafts(me()):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(draft.label)}** was read {when(draft.created_at, now)} and waits for your look.")
            st.button("Go on with it", key=f"on-{draft.id}", icon=":material/east:", on_click=_open, args=(draft.id,))
    if services().resume.versions.master(me()) is not None:
        st.button("Back to my CV", key="resume-back", icon=":material/arrow_back:", on_click=st.query_params.clear)


def _file(content: bytes, name: str) -> None:
    """Read a file once; what came of it stays on the page until another one is chosen."""
    digest = hashlib.sha256(content).hexdigest()
    found: Read | None = _outcome(digest)
    if found is None:
        found = _read(digest, lambda file_id: services().resume.reading.read(me(), file_id, content, name=name))
    if found is None or found.draft is not None:
        return
    if found.needs_password:
        _say(found)
        with st.form(f"password-{digest}", border=False):
            password = st.text_input("Password of the file", type="password", autocomplete="off")
            sent = st.form_submit_button("Open it", type="primary", icon=":material/lock_open:")
        quiet("The password is used once and not kept.")
        if sent and password:
            _read(
                digest,
                lambda file_id: services().resume.reading.read(me(), file_id, content, name=name, password=password),
            )
            st.rerun()
        return
    _say(found)
    if found.no_resume and st.button("Use it anyway", key=f"anyway-{digest}"):
        _read(
            digest,
            lambda file_id: services().resume.reading.read(me(), file_id, content, name=name, anyway=True),
        )


def _paste() -> None:
    # A field without a form: what is typed here is sent with the button only.
    with st.form("resume-paste", border=False):
        text = st.text_area("The text of your CV", height=240, max_chars=100_000, key=PASTED)
        sent = st.form_submit_button("Read this text", icon=":material/east:")
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    found = _outcome(digest)
    if sent and found is None:
        found = _read(digest, lambda file_id: services().resume.reading.read(me(), file_id, content))
    if found is not None and found.draft is None:
        _say(found)
        if found.no_resume and st.button("Use it anyway", key=f"anyway-{digest}"):
            _read(digest, lambda file_id: services().resume.reading.read(me(), file_id, content, anyway=True))


def _read(digest: str, read: Callable[[str], Read]) -> Read | None:
    """Read with what is happening shown, and open the draft."""
    try:
        with st.status("Reading your CV", expanded=True) as status:
            st.write("Finding the text and its order, then names, jobs and dates …")
            found = read(_file_id(digest))
            done = found.draft is not None
            status.update(label="Read" if done else "Not read", state="complete" if done else "error", expanded=False)
    except CoachError as error:
        show(error)
        return None
    if found.draft is None:
        st.session_state[OUTCOME] = (digest, found)
        return found
    st.session_state.pop(OUTCOME, None)
    _open(found.draft.id)
    st.rerun()


def _file_id(digest: str) -> str:
    # The same bytes in the same form are one file, however often they are sent.
    form = st.session_state.setdefault("resume-form", str(uuid.uuid4()))
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me().user_id}/{form}/{digest}"))


def _say(found: Read) -> None:
    told = found.reading.refused or found.reading.remarks[0]
    st.warning(told.text, icon=":material/lock:" if found.needs_password else ":material/error:")


def _outcome(digest: str) -> Read | None:
    kept = st.session_state.get(OUTCOME)
    return kept[1] if kept is not None and kept[0] == digest else None


def _refused() -> bool:
    """Whether a file could not be read and its text is wanted instead."""
    kept = st.session_state.get(OUTCOME)
    return kept is not None and not kept[1].needs_password


def _sample() -> None:
    try:
        found = services().resume.reading.sample(me(), _file_id("sample"))
    except CoachError as error:
        show(error)
        return
    if found.draft is not None:
        _open(found.draft.id)


def _empty() -> None:
    try:
        _open(services().resume.reading.empty(me(), _file_id("empty")).id)
    except CoachError as error:
        show(error)


def _open(resume_id: str) -> None:
    st.query_params.clear()
    st.query_params["cv"] = resume_id
    # The next CV comes from a new form.
    st.session_state.pop("resume-form", None)
