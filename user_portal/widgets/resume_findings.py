"""How a CV reads: the score in words, the one thing to mend first, and everything else folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

import streamlit as st

from shared_backend.coaching.resume_findings import GROUPS, Finding, Group, Looked, Reason
from shared_backend.domain.errors import CoachError
from shared_backend.domain.practice import Range
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.resume_field import changed
from user_portal.widgets.resume_scores import criteria_bars, published, where_from
from user_portal.widgets.words import count, plain, score

REASONS: dict[Reason, str] = {"not_for_me": "Not for me", "wrong": "This is wrong"}
PAGE = "app_pages/resume_coach.py"


def findings_section(resume: Resume) -> None:
    """The section of the résumé page."""
    target = _target(resume)
    looked = services().resume.findings.look(me(), resume.id, target=target)
    numbers = wants_numbers() and looked.in_english
    if looked.in_english:
        overall = looked.scores.overall
        st.subheader(score(Range(overall.value, overall.low, overall.high), looked.word, numbers=numbers), anchor=False)
        quiet("This is how the CV reads against a published rubric. It is not a claim about any employer's software.")
    else:
        _other_language(looked.language)
    _first(resume, looked, numbers=numbers)
    _others(resume, looked, numbers=numbers)
    if looked.in_english:
        with st.expander("Every criterion"):
            criteria_bars(looked, numbers=numbers)
        published(looked, numbers=numbers)
    _aside(resume, looked)
    if looked.in_english:
        where_from(looked, numbers=numbers)


def _other_language(language: str) -> None:
    st.subheader("What software reads, and what is there", anchor=False)
    st.info(
        f"This CV seems to be written in {language}. The rules about wording know English only, so there is no score "
        "and nothing is said about your lines. Reading, versions, downloads and interview practice work as always.",
        icon=":material/translate:",
    )


def _target(resume: Resume) -> str:
    with st.expander("The job you aim at"):
        return st.text_area(
            "Name of the job, or the job ad",
            resume.job_ad,
            key=f"target-{resume.id}",
            height=120,
            max_chars=20_000,
            help="With it, the score also says how far the work you show answers what the job asks for. "
            "It is used on this page and not kept.",
        )


def _first(resume: Resume, looked: Looked, *, numbers: bool) -> None:
    if not looked.findings:
        st.markdown("Nothing was found that should be mended. A person who knows the job may still help.")
        return
    with st.container(border=True):
        st.markdown("**First thing to mend**")
        _finding(resume, looked.findings[0], numbers=numbers, first=True)


def _others(resume: Resume, looked: Looked, *, numbers: bool) -> None:
    rest = looked.findings[1:]
    if not rest:
        return
    names = {"all": f"All ({len(rest)})"}
    for group, title in GROUPS.items():
        found = sum(one.group == group for one in rest)
        if found:
            names[group] = f"{title} ({found})"
    wanted = choice("Show", names, "all", key=f"group-{resume.id}") or "all"
    for group in get_args(Group):
        own = [one for one in rest if one.group == group and wanted in ("all", group)]
        if own:
            _group(resume, GROUPS[group], own, numbers=numbers, opened=wanted == group)


def _group(resume: Resume, title: str, found: Sequence[Finding], *, numbers: bool, opened: bool) -> None:
    with st.expander(f"{title}: {count(len(found), 'finding')}", expanded=opened):
        for n, one in enumerate(found):
            if n:
                st.divider()
            _finding(resume, one, numbers=numbers)


def _finding(resume: Resume, one: Finding, *, numbers: bool, first: bool = False) -> None:
    gain = f" · +{one.worth:.1f}" if numbers and not first and one.worth >= 0.05 else ""
    st.markdown(f"**{plain(one.what)}**{gain}")
    if one.quote:
        st.markdown(f"“{plain(one.quote)}”")
    st.markdown(f"{plain(one.why)} {plain(one.how)}")
    key = f"{one.id}-{resume.id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(PAGE, label=_label(one), icon=":material/arrow_forward:", query_params=_place(resume, one))
        if st.button("This helps", key=f"helps-{key}", icon=":material/thumb_up:", type="tertiary"):
            _said(resume, partial(services().resume.findings.helps, me(), resume.id, one))
            st.toast("Noted. Advice of this kind comes a little earlier.")
        with st.popover("Not this one", icon=":material/block:", key=f"aside-{key}", type="tertiary"):
            _dismiss(resume, one, key)
    if first and numbers and one.worth >= 0.05:
        quiet(f"Mending it is worth about {one.worth:.1f} of 10 by the rubric.")


def _label(one: Finding) -> str:
    return f"Go to {plain(one.where)}" if one.place else "Open the CV"


def _place(resume: Resume, one: Finding) -> dict[str, str]:
    """Where the first thing it is about can be changed: a line among the lines, the rest among the fields."""
    first = one.place.split("+")[0]
    if first in {bullet.id for _, bullet in resume.profile.bullets()}:
        return {"cv": resume.id, "section": "lines", "line": first}
    return {"cv": resume.id, "section": "cv", "at": first}


def _dismiss(resume: Resume, one: Finding, key: str) -> None:
    with st.form(f"form-{key}", border=False):
        reason = st.radio("Why", list(REASONS), format_func=lambda name: REASONS[name], key=f"why-{key}")
        note = st.text_input("In your own words, if you like", key=f"note-{key}", max_chars=500)
        if st.form_submit_button("Do not show it again", key=f"send-{key}"):
            _said(resume, partial(services().resume.findings.dismiss, me(), resume.id, one, reason, note))
            st.rerun()


def _aside(resume: Resume, looked: Looked) -> None:
    if not looked.set_aside:
        return
    with st.expander(f"Set aside by you: {len(looked.set_aside)}"):
        for one in looked.set_aside:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{plain(one.what)} ({plain(one.where)})")
                key = f"again-{one.id}-{resume.id}"
                if st.button("Show again", key=key, type="tertiary", icon=":material/undo:"):
                    _said(resume, partial(services().resume.findings.show_again, me(), resume.id, one))
                    st.rerun()


def _said(resume: Resume, act: Callable[[], Resume | None]) -> None:
    try:
        after = act()
        if after is not None:
            changed(after)
    except CoachError as error:
        show(error)
