"""What is known of one occupation, and what a person can do about it."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.career_lookup import Looked
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_lookup_charts import education_chart, rating_chart
from user_portal.widgets.career_places import go_to
from user_portal.widgets.words import plain, when

PAGE = "app_pages/career_coach.py"


def occupation_profile(code: str) -> None:
    """The profile, with a way back to the search."""
    asked = st.query_params.get("q", "")
    st.page_link(
        PAGE,
        label="Look up another",
        icon=":material/search:",
        query_params={"section": "lookup", **({"q": asked} if asked else {})},
    )
    try:
        looked = services().career.lookup.about(me(), code)
    except CoachError as error:
        show(error)
        return
    found = looked.summary
    st.subheader(plain(found.title), anchor=False)
    quiet(f"{plain(found.group)} · O*NET code {plain(found.code)}")
    if looked.also_called:
        st.markdown(f"**Also called** {plain(', '.join(looked.also_called))}.")
    st.markdown(f"**Preparation.** {plain(found.preparation)}")
    if looked.interests:
        st.markdown(f"**Fits people who like** {plain(', '.join(looked.interests))}.")
    _yours(looked)
    for line in found.missing:
        st.markdown(plain(line))
    _ratings(looked)
    _technologies(looked)
    education_chart(looked)
    _related(looked)
    _sources(looked)


def _yours(looked: Looked) -> None:
    if not looked.is_described:
        st.markdown("Too little is recorded of this occupation to plan towards it.")
    code = looked.summary.code
    with st.container(horizontal=True, vertical_alignment="center"):
        if looked.is_described:
            _towards(code, looked.is_target)
        if looked.is_present:
            st.badge("Your present or last occupation", icon=":material/badge:", color="blue")
            st.button("Not my present occupation", key=f"lookup-{code}-not", on_click=_present, args=(None,))
        else:
            st.button("This is my present occupation", key=f"lookup-{code}-is", on_click=_present, args=(code,))


def _towards(code: str, is_target: bool) -> None:
    if is_target:
        st.badge("You work towards this", icon=":material/flag:", color="green")
        st.button("See what is missing", type="primary", on_click=go_to, args=("gaps",), kwargs={"code": code})
        return
    icon, key = ":material/flag:", f"lookup-{code}-towards"
    st.button("Work towards this", type="primary", icon=icon, key=key, on_click=_choose, args=(code,))


def _choose(code: str) -> None:
    try:
        services().career.paths.choose(me(), code)
    except CoachError as error:
        show(error)


def _present(code: str | None) -> None:
    try:
        services().career.lookup.set_present(me(), code)
    except CoachError as error:
        show(error)


def _ratings(looked: Looked) -> None:
    found = looked.summary
    for kind, title, lines in (("skills", "Skills", found.skills), ("knowledge", "Knowledge", found.knowledge)):
        if lines:
            st.markdown(f"**{title} that matter most**")
            rating_chart(looked, kind)
    if found.skills:
        quiet(
            f"{plain(found.scale)} {plain(looked.sources['onet'].name)}; the bar is the 95 % range where it is known."
        )


def _technologies(looked: Looked) -> None:
    if looked.summary.technologies:
        st.markdown("**Programs and tools**")
        shown = [
            f"{tool.name} (often asked for)" if tool.in_demand else tool.name for tool in looked.summary.technologies
        ]
        st.markdown(plain(", ".join(shown)))


def _related(looked: Looked) -> None:
    if not looked.summary.related:
        return
    st.markdown("**Related occupations**")
    with st.container(horizontal=True):
        for other in looked.summary.related:
            st.page_link(
                PAGE,
                label=other.title,
                icon=":material/east:",
                query_params={"section": "lookup", "code": other.code},
                width="content",
            )


def _sources(looked: Looked) -> None:
    with st.expander("Where this comes from"):
        for source in looked.sources.values():
            day = source.imported
            since = "as shipped" if day is None else f"imported {when(day, services().clock.now())}"
            st.markdown(f"**{plain(source.name)}**, {since}. {plain(source.licence)}")
        if looked.details.esco:
            st.markdown("**In ESCO**, linked because both use an equal name; nobody has reviewed the links:")
            for one in looked.details.esco:
                same = "" if one.name == one.label else f" (both: {plain(one.name)})"
                st.markdown(f"- {plain(one.label)}{same}: {plain(one.address)}")
        st.markdown("The facts describe work in the United States. They say nothing of pay or demand.")
