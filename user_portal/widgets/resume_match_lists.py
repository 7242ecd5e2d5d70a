"""The three lists: already shown and where, true but missing with sentences to pick, and not in the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from shared_backend.coaching.resume_matching import Absent, JobMatch, Missing, Shown, goes_under_a_job
from shared_backend.domain.resume import Claim, Resume
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import plain

Act = Callable[[Callable[[], Resume]], None]
LEVELS = {"must": "must have", "nice": "nice to have"}


def three_lists(resume: Resume, match: JobMatch, act: Act) -> None:
    """One box for each list; those to act on are open."""
    with st.expander(f"Already shown · {len(match.shown)}"):
        _shown(match.shown)
    if match.missing:
        title = f"True, but this CV does not show it · {len(match.missing)}"
        with st.expander(title, expanded=True):
            _missing(resume, match.missing, act)
    with st.expander(f"Not in your history · {len(match.absent)}", expanded=True):
        _absent(match.absent)


def _shown(found: Sequence[Shown]) -> None:
    if not found:
        st.markdown("Nothing of it so far.")
    for one in found:
        evidence = one.evidence
        before, words, after = (
            evidence.quote[: evidence.start],
            evidence.quote[evidence.start : evidence.end],
            evidence.quote[evidence.end :],
        )
        how = "named" if evidence.how == "literal" else evidence.why
        weak = " · the line says it is basic" if evidence.weak else ""
        st.markdown(
            f"**{plain(one.requirement.phrase)}** ({LEVELS[one.requirement.level]})  \n"
            f"“{plain(before)}**{plain(words.strip())}**{plain(after)}”  \n"
            f":small[:gray[{plain(evidence.section)} · {plain(how)}{weak}]]"
        )


def _missing(resume: Resume, found: Sequence[Missing], act: Act) -> None:
    tailored = resume.copy_of is not None
    st.markdown(
        "You said or confirmed these elsewhere. Pick the line you want in this copy; it is added in your words."
        if tailored
        else "You said or confirmed these elsewhere. Make a copy for this job to add the lines you pick."
    )
    for n, one in enumerate(found):
        st.markdown(f"**{plain(one.requirement.phrase)}** ({LEVELS[one.requirement.level]})")
        for claim in one.claims:
            st.markdown(f"“{plain(claim.text)}”")
            if tailored:
                _add(resume, claim, f"{n}-{claim.id}-{resume.id}", act)


def _add(resume: Resume, claim: Claim, key: str, act: Act) -> None:
    under = goes_under_a_job(claim)
    if under is None or (under and not resume.profile.jobs):
        quiet("Add the job or degree with its dates in the section “CV”.")
        return
    jobs = {job.id: ", ".join(filter(None, (job.title, job.employer))) or "A job" for job in resume.profile.jobs}
    job_id = ""
    if under:
        job_id = st.selectbox("Under which job", list(jobs), format_func=jobs.__getitem__, key=f"under-{key}")
    add = partial(services().resume.matching.add_claim, me(), resume.id, resume.row_version, claim.id, job_id)
    st.button("Add this line", key=f"add-{key}", icon=":material/add:", on_click=act, args=(add,))


def _absent(found: Sequence[Absent]) -> None:
    if not found:
        st.markdown("Everything that was found is in your history.")
        return
    st.markdown(
        "Do not add these: nothing you confirmed supports them. If one is true after all, write it in “What I can say”."
        " If not, it is something to plan: a course, a project, a question to a colleague."
    )
    for one in found:
        denied = f"  \nYour CV says: “{plain(one.denied)}”" if one.denied else ""
        st.markdown(f"**{plain(one.requirement.phrase)}** ({LEVELS[one.requirement.level]}){denied}")
