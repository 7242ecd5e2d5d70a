"""Here is what a parser reads: the page beside the fields, until its owner says that it is right."""

from __future__ import annotations

import base64

import streamlit as st

from shared_backend.coaching.resume_reading import Source
from shared_backend.domain.resume import Resume
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.resume_fields import resume_fields
from user_portal.widgets.words import plain

# Why a person does not see a text that software reads.
HIDDEN = {
    "off_page": "beside the page",
    "invisible": "drawn invisibly",
    "tiny": "too small to see",
    "same_colour_as_ground": "in the colour of the paper",
}


def reading_screen(resume: Resume) -> None:
    """The screen of a CV that is not confirmed yet."""
    source = services().resume.reading.source(me(), resume.id)
    st.title("Here is what a parser reads", anchor=False)
    st.markdown(
        "Software at an employer sees your CV about like this. Put right what is wrong and add what is missing; leave "
        "empty what you do not want to say. Nothing was guessed."
    )
    if source is not None:
        for remark in source.remarks:
            st.warning(remark, icon=":material/visibility:")
    left, right = st.columns(2, gap="large") if source is not None else (None, st.container())
    if left is not None and source is not None:
        with left:
            source_view(resume.id, source)
    with right:
        st.subheader("What was read", anchor=False)
        resume_fields(resume.id, source.places if source is not None else {}, draft=True)
        if st.button("Throw this away", key=f"drop-{resume.id}", icon=":material/delete:", type="tertiary"):
            _ask(resume)


def source_view(resume_id: str, source: Source) -> None:
    """The file as a person sees it, and the text in the order in which software reads it."""
    st.subheader(plain(source.name or "The text you pasted"), anchor=False)
    if source.hidden:
        with st.container(border=True):
            st.markdown(":material/visibility_off: **Text that people cannot see.** It is not counted anywhere.")
            for text, why in source.hidden[:20]:
                st.markdown(f"- :gray[{plain(text[:300])}] ({HIDDEN.get(why, 'hidden')})")
    if source.pages:
        _pages(resume_id, source)
    with st.expander("The text in reading order", expanded=not source.pages):
        st.text(source.text)


@st.fragment
def _pages(resume_id: str, source: Source) -> None:
    number = 1
    if source.pages > 1:
        pages = {n: str(n) for n in range(1, source.pages + 1)}
        number = choice("Page", pages, 1, key=f"page-{resume_id}") or 1
    picture = services().resume.reading.page_image(me(), source.file_id, number)
    if picture is None:
        quiet("This page cannot be drawn here. Its text is below.")
    else:
        # Inside the page and not at an address of its own, which would open for whoever has it.
        address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
        st.image(address, width="stretch", alt=f"Page {number} of {source.pages}; its text is below in reading order")


@st.dialog("Throw this away")
def _ask(resume: Resume) -> None:
    me()
    st.markdown("The file and what was read from it are deleted. This cannot be taken back.")
    with st.container(horizontal=True):
        if st.button("Delete it", type="primary", key=f"dropped-{resume.id}"):
            services().resume.versions.delete(me(), resume.id)
            st.query_params.clear()
            st.rerun()
        if st.button("Keep it", key=f"spared-{resume.id}"):
            st.rerun()
