"""Where can I go: paths by kind, what one says of them, the one to work towards, and what learning would change."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from shared_backend.coaching.career_paths import PathsView
from shared_backend.domain.career import CareerProfile
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.rules import Kind
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_card import path_card
from user_portal.widgets.career_paths_chart import paths_chart
from user_portal.widgets.career_paths_judged import judged_list
from user_portal.widgets.career_waiting import reading_facts
from user_portal.widgets.career_what_if import what_if_card
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import plain

TARGET = "career-target"
MEANS: Mapping[Kind, str] = {
    "step_up": "More preparation, or leading others in what you do now.",
    "sideways": "About as much preparation, and much of what it calls for is there, in full or in part.",
    "stretch": "Another field, or much that is still missing. Possible, with more to learn.",
}
MEANS_FIRST: Mapping[Kind, str] = {
    "start": "Learned on the job; school is enough to begin.",
    "step_up": "One to two years of training or an apprenticeship come first.",
    "stretch": "Longer studies come first, or few places are open.",
}


def paths_section() -> None:
    """The section of the career page."""
    with reading_facts():
        view = services().career.paths.view(me())
    numbers = wants_numbers()
    _told(view.profile)
    if view.profile.target is not None:
        _chosen(view.profile.target)
    st.subheader("Where you can go from here", anchor=False)
    if view.without_step_up:
        st.info(plain(view.without_step_up), icon=":material/info:")
    paths_chart(view.cards, key="career-paths-chart")
    means = MEANS_FIRST if view.profile.occupation is None else MEANS
    for kind, title in view.headings.items():
        cards = [card for card in view.cards if card.kind == kind]
        if cards:
            st.subheader(title, anchor=False)
            quiet(means.get(kind, MEANS.get(kind, "")))
            for pair in (cards[i : i + 2] for i in range(0, len(cards), 2)):
                for column, card in zip(st.columns(2), pair, strict=False):
                    with column:
                        path_card(card, chosen=card.code == view.profile.target, numbers=numbers)
    _choose(view)
    what_if_card(view)
    judged_list(view.judged)
    quiet(
        "Which skills an occupation calls for comes from O*NET; what you have of them from “About you”. Pay and demand "
        "are not shown: no figure for where you live is at hand. Nothing here is a promise of a job."
    )


def _told(profile: CareerProfile) -> None:
    """Without an occupation, interests or subjects the cards can only be general: say so, and where to change it."""
    if profile.occupation is None and not (profile.interests or profile.subjects):
        st.info(
            "The coach knows next to nothing about you yet, so these are beginnings that are open to almost anybody. "
            "Tell it your occupation, or what you like doing, and they change at once.",
            icon=":material/info:",
        )
        st.button("About you", key="career-to-me", icon=":material/person:", on_click=_go, args=("me",))


def _chosen(code: str) -> None:
    title = services().interview.occupations.title(code)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/flag: You work towards **{plain(title)}**.")
        st.button(
            "See what is missing",
            type="primary",
            key="career-to-gaps",
            icon=":material/east:",
            on_click=_go,
            args=("gaps",),
        )
        st.button("Not any more", key="career-no-target", type="tertiary", on_click=_work_towards, args=(None,))


def _choose(view: PathsView) -> None:
    """One of the cards to work towards; while one is chosen, the way on is at the top of the page."""
    st.subheader("Work towards one of them", anchor=False)
    titles = {card.code: card.title for card in view.cards}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox(
            "Path to work towards",
            list(titles),
            format_func=titles.__getitem__,
            index=list(titles).index(view.profile.target) if view.profile.target in titles else None,
            placeholder="Choose a path",
            key=TARGET,
            width=420,
        )
        st.button(
            "Work towards it",
            type="secondary" if view.profile.target is not None else "primary",
            key="career-work-towards",
            icon=":material/flag:",
            disabled=picked is None,
            on_click=_work_towards,
            args=(picked, "gaps"),
        )
    quiet("You can change your mind at any time; your plans stay.")


def _work_towards(code: str | None, then: str = "paths") -> None:
    try:
        services().career.paths.choose(me(), code)
    except CoachError as error:
        show(error)
    else:
        _go(then)


def _go(section: str) -> None:
    st.query_params["section"] = section
