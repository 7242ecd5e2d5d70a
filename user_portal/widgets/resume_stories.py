"""Stories for an interview from the lines of a CV, questions it invites, and answers that can become lines."""

from __future__ import annotations

import uuid

import streamlit as st

from shared_backend.coaching.resume_stories import PARTS, Candidate, Story
from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import plain

INTERVIEW = "app_pages/interview_coach.py"


def stories_section(resume: Resume) -> None:
    """The section of the résumé page."""
    _questions(resume)
    _bank(resume)
    _candidates(resume)


def _questions(resume: Resume) -> None:
    st.subheader("Questions this CV invites", anchor=False)
    for one in services().resume.stories.invited(me(), resume.id):
        with st.container(border=True):
            st.markdown(f"**{plain(one.text)}**")
            quiet(one.because)
            _practise_button(resume, one.question_id)
    for likely in services().resume.stories.likely(me(), resume.id):
        with st.container(border=True):
            st.markdown(f"**{plain(likely.question.question)}**")
            quiet(f"{likely.competency}: your CV speaks of it in “{plain(likely.line)}”.")
            _practise_button(resume, likely.question.id)


def _practise_button(resume: Resume, question_id: str) -> None:
    if not st.button("Practise it", key=f"practise-{resume.id}-{question_id}", icon=":material/record_voice_over:"):
        return
    try:
        run = services().resume.stories.practise(me(), resume.id, question_id, str(uuid.uuid4()))
    except CoachError as error:
        show(error)
        return
    st.switch_page(INTERVIEW, query_params={"run": run.id})


def _bank(resume: Resume) -> None:
    st.subheader("Your stories", anchor=False)
    found = services().resume.stories.bank(me(), resume.id)
    if not found:
        st.markdown("A story is made of each line under your jobs. There is none yet.")
        return
    st.markdown("Each part holds only what you said. Fill what is open while you remember it.")
    for one in found:
        state = "complete" if not one.missing else f"open: {', '.join(PARTS[part].lower() for part in one.missing)}"
        with st.expander(f"{plain(one.title)} · {state}", key=f"story-{resume.id}-{one.bullet_id}"):
            _story(resume, one)


def _story(resume: Resume, one: Story) -> None:
    for part, name in PARTS.items():
        if one.parts[part]:
            st.markdown(f"**{name}**  \n{plain(one.parts[part])}")
    for part, question in one.missing.items():
        key = f"{resume.id}-{one.bullet_id}-{part}"
        with st.form(f"tell-{key}", border=False):
            text = st.text_area(f"{PARTS[part]}: {question}", key=f"told-{key}", max_chars=600, height=80)
            if st.form_submit_button("Keep it", icon=":material/save:"):
                try:
                    services().resume.stories.tell(me(), resume.id, one.bullet_id, part, text)
                except CoachError as error:
                    show(error)
                else:
                    st.rerun()


def _candidates(resume: Resume) -> None:
    st.subheader("From your interview answers", anchor=False)
    found = services().resume.stories.candidates(me(), resume.id)
    if not found or not resume.profile.jobs:
        st.markdown("Practise an interview question; sentences that say what you did can become lines of your CV.")
        return
    for one in found:
        _candidate(resume, one)


def _candidate(resume: Resume, one: Candidate) -> None:
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{resume.id}/{one.attempt_id}/{one.quote}"))
    jobs = {job.id: ", ".join(part for part in (job.title, job.employer) if part) for job in resume.profile.jobs}
    with st.container(border=True):
        st.markdown(f"**{plain(one.text)}**")
        quiet(f"You said “{plain(one.quote)}” to “{plain(one.question)}”.")
        with st.popover("Add it to my CV", icon=":material/add:", key=f"take-{key}"):
            job = st.selectbox("Under which job", list(jobs), format_func=jobs.__getitem__, key=f"job-{key}")
            text = st.text_area("The line", one.text, key=f"line-{key}", max_chars=400, height=80)
            true = st.checkbox("Yes, this is true and was in this job", key=f"true-{key}")
            if st.button("Add it", key=f"add-{key}", type="primary", disabled=not true):
                try:
                    services().resume.stories.take(
                        me(), resume.id, resume.row_version, job, one.attempt_id, one.quote, text, true=true
                    )
                except CoachError as error:
                    show(error)
                else:
                    st.rerun()
