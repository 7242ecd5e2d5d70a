"""Look up any occupation: by any title people use, then what is known of it."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.career_lookup import Found
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import services
from user_portal.widgets.career_lookup_profile import occupation_profile
from user_portal.widgets.words import plain

PAGE = "app_pages/career_coach.py"
_KEY = "career-lookup-words"


def lookup_section() -> None:
    """The section of the career page: one occupation where the address names it, else the search."""
    code = st.query_params.get("code", "")
    if code:
        occupation_profile(code)
    else:
        _search()


def _search() -> None:
    st.subheader("Look up an occupation", anchor=False)
    asked = st.query_params.get("q", "")
    typed = st.text_input(
        "A job title, in any words",
        value=asked,
        key=_KEY,
        max_chars=120,
        placeholder="For example: electrician, senior nurse, lorry driver",
        live=True,
    ).strip()
    if typed != asked:
        # In the address, so that a refresh and the way back from an occupation keep what was typed.
        st.query_params["q"] = typed
    if len(typed) < 2:
        st.markdown(
            f"There are {len(services().interview.occupations.titles):,} occupations. Type a title as you would say "
            "it: typing errors, words of rank and everyday names are understood. Each one shows the skills it takes, "
            "the preparation, the education people have and where it can lead."
        )
        return
    try:
        _results(typed, services().career.lookup.search(typed))
    except CoachError as error:
        show(error)


def _results(typed: str, found: Found) -> None:
    if not found.hits and not found.guesses:
        st.markdown(f"**Nothing fits “{plain(typed)}”.**")
        st.markdown(
            "Try the name of the job in one or two words, as it would stand in an advertisement, or the work itself: "
            "“drives a bus” finds less than “bus driver”."
        )
        return
    for hit in found.hits:
        same = hit.matched.casefold() == hit.title.casefold()
        _result(hit.code, hit.title if same else f"{hit.title} · also called {hit.matched}", typed)
    known = {hit.code for hit in found.hits}
    others = [guess for guess in found.guesses if guess.code not in known]
    if others:
        st.markdown("**May be meant**" if found.hits else f"**No title like “{plain(typed)}” is known. May be meant:**")
        for guess in others:
            _result(guess.code, guess.title, typed)
        quiet(f"From the model of job titles, {plain(others[0].version)}. It can be wrong.")


def _result(code: str, label: str, typed: str) -> None:
    address = {"section": "lookup", "code": code, "q": typed}
    st.page_link(PAGE, label=plain(label), icon=":material/work:", query_params=address)
