"""A CV beside a job ad: paste it, see three lists, make a copy for this job; and the skills the text names."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

import streamlit as st

from shared_backend.coaching.resume_matching import LONGEST_AD, JobMatch
from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.draft_keeper import draft_keeper
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.resume_field import changed
from user_portal.widgets.resume_match_asked import asked_for
from user_portal.widgets.resume_match_lists import three_lists
from user_portal.widgets.resume_match_skills import named_skills
from user_portal.widgets.words import plain


def match_section(resume: Resume) -> None:
    """The section of the résumé page."""
    st.subheader("This CV beside a job ad", anchor=False)
    _ad(resume)
    compared = services().resume.matching.look(me(), resume.id)
    if compared.match is None:
        st.markdown(
            "Paste the whole ad. You will see what your CV shows already, what is true and missing, and what to plan."
        )
    elif not compared.match.requirements:
        st.info(
            "Nothing was found in it that the job asks for. Paste the part that says what you need, or add it below.",
            icon=":material/info:",
        )
        asked_for(resume, compared.match, act)
    else:
        _summary(compared.match, compared.rules)
        _copy(resume)
        three_lists(resume, compared.match, act)
        asked_for(resume, compared.match, act)
    named_skills(resume, act)


def act(work: Callable[[], Resume]) -> None:
    """Do one thing to the CV and say what went wrong, if anything did."""
    try:
        changed(work())
    except CoachError as error:
        show(error)


def _ad(resume: Resume) -> None:
    key = f"ad-{resume.id}"
    st.text_area(
        "The job ad",
        resume.job_ad,
        key=key,
        height=200,
        max_chars=LONGEST_AD,
        on_change=_save,
        args=(resume, key),
        help="It is kept with this CV, sealed like everything you write, and read on this machine only.",
    )
    # The ad is kept without the space around it; that is no change waiting to be saved.
    typed = str(st.session_state.get(key, ""))
    draft_keeper(key, typed if typed.strip() == resume.job_ad else resume.job_ad)


def _save(resume: Resume, key: str) -> None:
    act(partial(services().resume.matching.save_ad, me(), resume.id, resume.row_version, st.session_state[key]))


def _summary(match: JobMatch, rules: str) -> None:
    (must, musts), (nice, nices) = match.counts("must"), match.counts("nice")
    parts = [f"{must} of {musts} must-haves shown"] if musts else []
    parts += [f"{nice} of {nices} nice-to-haves shown"] if nices else []
    share = match.share
    if share is None:
        st.markdown(
            f"**{' · '.join(parts)}.** Too little was found in this ad for a figure; the lists below still hold."
        )
    elif wants_numbers():
        st.markdown(f"**{' · '.join(parts)}** · {share:.0%} with must-haves counted three times")
    else:
        st.markdown(f"**{_words(share)}** Look at the lists below.")
    quiet(
        f"Counted by our own published rules ({rules}). It says nothing about any employer's software or decision. "
        "Text that nobody can see counts for nothing."
    )


def _words(share: float) -> str:
    return (
        "Your CV shows most of what is asked."
        if share >= 0.75
        else "Your CV shows about half of what is asked."
        if share >= 0.4
        else "Your CV shows little of what is asked so far."
    )


def _copy(resume: Resume) -> None:
    if resume.copy_of is not None:
        quiet(f"This is a copy{f' for {plain(resume.used_for)}' if resume.used_for else ''}: what you add stays here.")
        return
    # The form's id makes the copy's: sent twice, it is made once.
    form = f"tailor-form-{resume.id}"
    form_id = str(st.session_state.setdefault(form, str(uuid.uuid4())))
    with st.form(f"tailor-{form_id}"):
        title = _title(resume.job_ad)
        label = st.text_input("Name of the copy", title, max_chars=120, key=f"tailor-name-{form_id}-{title}")
        sent = st.form_submit_button("Make a copy for this job", type="primary", icon=":material/content_copy:")
        quiet("The copy takes this ad along. Your other CVs stay as they are.")
    if not sent:
        return
    try:
        copy_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me().user_id}/{form_id}"))
        made = services().resume.matching.copy(me(), resume.id, copy_id, label=label)
    except CoachError as error:
        show(error)
        return
    del st.session_state[form]
    st.query_params.clear()
    st.query_params.update(cv=made.id, section="match")
    st.rerun()


def _title(ad: str) -> str:
    """The first line of the ad, which is usually what the job is called."""
    first = next((line.strip() for line in ad.splitlines() if line.strip()), "")
    return first[:80]
