"""Which CVs there are and what became of each: copies, kept versions, what differs, restore, rename, delete."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Resume
from shared_backend.services.resumes.comparing import Difference
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.resume_field import changed
from user_portal.widgets.words import count, plain, when

State = tuple[str, int | None]
MOST_USES = 5
MARKS: Mapping[str, str] = {"same": "{}", "out": ":red[:material/remove:~~{}~~]", "in": ":green[:material/add:**{}**]"}


def versions_section(resume: Resume) -> None:
    """The section of the page."""
    everyone = services().resume.versions.all(me())
    _all(resume, everyone)
    _new_copy(resume)
    _history(resume)
    _compare(resume, everyone)


def _all(opened: Resume, everyone: Sequence[Resume]) -> None:
    st.subheader("Your CVs", anchor=False)
    now = services().clock.now()
    # What a tracked application says of itself stands there alone; the CV's own words are for what is not tracked.
    tracked = services().career.applications.used_for(me())
    for one in everyone:
        with st.container(border=True):
            what = "Master" if one.master else "Copy" if one.copy_of else "Another CV"
            sent = tracked.get(one.id, ())
            more = [f"{len(sent) - MOST_USES} more"] if len(sent) > MOST_USES else []
            uses = [*sent[:MOST_USES], *more, *filter(None, [one.used_for])]
            used = f" · used for: {plain(', '.join(uses))}" if uses else ""
            here = " · open here" if one.id == opened.id else ""
            st.markdown(f"**{plain(one.label)}** · {what}{used}{here}")
            quiet(f"Version {one.version}, changed {when(one.updated_at, now)}.")
            with st.container(horizontal=True):
                if one.id != opened.id:
                    st.button("Open", key=f"open-cv-{one.id}", on_click=_open, args=(one.id,))
                if one.confirmed and not one.master:
                    st.button(
                        "Make it the master",
                        key=f"master-{one.id}",
                        icon=":material/star:",
                        type="tertiary",
                        help="The master opens first, and interview practice uses it.",
                        on_click=_make_master,
                        args=(one,),
                    )
                if one.confirmed and st.button(
                    "Track an application",
                    key=f"track-{one.id}",
                    icon=":material/send:",
                    type="tertiary",
                    help="Note down to whom you send it; the career coach keeps what becomes of it.",
                ):
                    st.switch_page(
                        "app_pages/career_coach.py",
                        query_params={"section": "applications", "application": "new", "cv": one.id},
                    )
                if st.button("Rename", key=f"rename-{one.id}", icon=":material/edit:", type="tertiary"):
                    _rename(one)
                if st.button("Delete", key=f"delete-{one.id}", icon=":material/delete:", type="tertiary"):
                    _delete(one, last=len(everyone) == 1)
    for resume_id in services().resume.versions.damaged(me()):
        with st.container(border=True):
            st.markdown("One of your CVs can no longer be read. The others are not affected.")
            st.button("Delete it", key=f"damaged-{resume_id}", on_click=_drop, args=(resume_id,))
    st.button("Read another CV", icon=":material/upload_file:", type="tertiary", on_click=_another)


def _new_copy(resume: Resume) -> None:
    st.subheader("A copy for one job", anchor=False)
    st.markdown("Change the copy as the job needs it. What you copy from stays as it is.")
    # The form's id makes the copy's: sent twice, it is made once.
    form = f"copy-form-{resume.id}"
    form_id = str(st.session_state.setdefault(form, str(uuid.uuid4())))
    with st.form(f"copy-{form_id}"):
        label = st.text_input("Name of the copy", max_chars=120, placeholder="Baker at Acme")
        used_for = st.text_input("Used for (optional)", max_chars=120, placeholder="Acme (applied)")
        sent = st.form_submit_button("Make the copy", icon=":material/content_copy:")
    if not sent:
        return
    try:
        copy_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me().user_id}/{form_id}"))
        made = services().resume.versions.copy(me(), resume.id, copy_id, label=label, used_for=used_for)
    except CoachError as error:
        show(error)
        return
    del st.session_state[form]
    _open(made.id)
    st.rerun()


def _history(resume: Resume) -> None:
    st.subheader("Kept versions", anchor=False)
    now = services().clock.now()
    for kept in services().resume.versions.history(me(), resume.id)[:30]:
        with st.container(horizontal=True, vertical_alignment="center"):
            reason = f" · {plain(kept.reason)}" if kept.reason else ""
            st.markdown(f"**Version {kept.version}** · {when(kept.kept_at, now)}{reason}")
            if kept.profile != resume.profile:
                st.button(
                    "Restore",
                    key=f"restore-{resume.id}-{kept.version}",
                    icon=":material/history:",
                    type="tertiary",
                    help="It becomes the newest version; what is there now is kept too.",
                    on_click=_restore,
                    args=(resume, kept.version),
                )


def _compare(resume: Resume, everyone: Sequence[Resume]) -> None:
    st.subheader("What differs", anchor=False)
    states: dict[State, str] = {(resume.id, None): "This CV as it is now"}
    states |= {
        (resume.id, kept.version): f"Version {kept.version}"
        for kept in services().resume.versions.history(me(), resume.id)
    }
    states |= {(one.id, None): one.label for one in everyone if one.id != resume.id}
    if len(states) < 2:
        return
    options = list(states)
    left, right = st.columns(2)
    # The first two are the same while nothing was edited since.
    old = left.selectbox(
        "From", options, min(2, len(options) - 1), format_func=states.__getitem__, key=f"from-{resume.id}"
    )
    new = right.selectbox("To", options, 0, format_func=states.__getitem__, key=f"to-{resume.id}")
    found = services().resume.versions.compare(me(), old, new)
    if not found:
        quiet("Nothing differs.")
    for one in found:
        st.markdown(f"**{plain(one.where)}**  \n{marked(one)}")


def marked(found: Difference) -> str:
    """A difference with what went out struck through and what came in in bold; signs, not colour alone."""
    return " ".join(MARKS[op].format(plain(text)) for op, text in found.words)


def _restore(resume: Resume, number: int) -> None:
    try:
        changed(services().resume.versions.restore(me(), resume.id, resume.row_version, number))
    except CoachError as error:
        show(error)


def _make_master(resume: Resume) -> None:
    try:
        services().resume.versions.make_master(me(), resume.id, resume.row_version)
    except CoachError as error:
        show(error)


@st.dialog("Rename")
def _rename(resume: Resume) -> None:
    me()
    label = st.text_input("Name", resume.label, max_chars=120, key=f"label-{resume.id}")
    used_for = st.text_input("Used for", resume.used_for, max_chars=120, key=f"used-{resume.id}")
    if st.button("Save", type="primary", key=f"renamed-{resume.id}"):
        try:
            changed(services().resume.versions.rename(me(), resume.id, resume.row_version, label, used_for))
        except CoachError as error:
            show(error)
        else:
            st.rerun()


@st.dialog("Delete this CV")
def _delete(resume: Resume, *, last: bool) -> None:
    me()
    st.markdown(
        f"**{plain(resume.label)}** goes with its versions, the file it was read from, and what it alone says about "
        "you. This cannot be taken back."
    )
    if resume.master and not last:
        st.markdown("Your oldest other CV becomes the master.")
    with st.container(horizontal=True):
        if st.button("Delete it", type="primary", key=f"deleted-{resume.id}"):
            gone = services().resume.versions.delete(me(), resume.id)
            st.query_params.clear()
            st.toast(f"Deleted, with {count(gone, 'entry', 'entries')} of what you can say.")
            st.rerun()
        if st.button("Keep it", key=f"kept-{resume.id}"):
            st.rerun()


def _drop(resume_id: str) -> None:
    try:
        services().resume.versions.delete(me(), resume_id)
    except CoachError as error:
        show(error)


def _open(resume_id: str) -> None:
    st.query_params.clear()
    st.query_params["cv"] = resume_id


def _another() -> None:
    _open("new")
