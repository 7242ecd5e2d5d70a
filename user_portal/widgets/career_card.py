"""One path: how much of it is there, why it is shown, what it takes, and what the person says of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.domain.career import Verdict
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.elements import name_of
from shared_backend.services.careers.matching import Held
from shared_backend.services.careers.paths import Card
from shared_backend.services.careers.reasons import lacking, transfers
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_skill_words import level_words, source_words, word_for
from user_portal.widgets.words import plain

# The first reason is the count that stands in the heading already.
REASONS = 2
GLANCE = 3


def path_card(card: Card, *, chosen: bool, numbers: bool) -> None:
    """Reasons and count open, the rest folded."""
    with st.container(border=True):
        st.markdown(f"**{plain(card.title)}**  \n{_count(card)}")
        if chosen:
            st.badge("You work towards this", icon=":material/flag:", color="gray")
        if card.interested:
            st.badge("You are interested", icon=":material/thumb_up:", color="gray")
        st.markdown(" ".join(card.why[1 : 1 + REASONS]))
        _glance(card)
        if card.entry:
            st.markdown(f":material/gavel: {card.entry}")
        with st.expander("What transfers, what is missing, how to get there", key=f"career-more-{card.code}"):
            _details(card, numbers=numbers)
        with st.container(horizontal=True):
            if not card.interested:
                _say("Interested", card.code, "interested", ":material/thumb_up:")
            else:
                st.button(
                    "Take “interested” back",
                    key=f"career-unsay-{card.code}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=take_back,
                    args=(card.code,),
                )
            _say("Not for me", card.code, "not_for_me", ":material/thumb_down:")


def _glance(card: Card) -> None:
    """A few names of what is there and of what is to be learned."""
    there, open_ = [name_of(line.need.skill) for line in transfers(card.lines)], list(lacking(card.lines))
    for title, names in (("You bring", there), ("To learn", open_)):
        if names:
            more = len(names) - GLANCE
            st.markdown(f"**{title}:** {plain(', '.join(names[:GLANCE]))}{f' and {more} more' if more > 0 else ''}")


def _count(card: Card) -> str:
    partly = sum(line.status == "partial" for line in card.lines)
    also = f" · {partly} more in part" if partly else ""
    if card.have == 0:
        return f"None of {len(card.lines)} key skills in full yet{also.replace(' more', '')}"
    return f"{card.have} of {len(card.lines)} key skills{also}"


def _details(card: Card, *, numbers: bool) -> None:
    for said in card.why[1 + REASONS :]:
        st.markdown(f"- {said}")
    there = transfers(card.lines)
    if there:
        st.markdown("**What you bring**")
        for line in there:
            st.markdown(f"- {_name(line)}: {level_words(line.own, numbers=numbers)}")
            quoted = next((sign for sign in line.own.evidence if sign.quote), None)
            if quoted is not None:
                quiet(source_words(quoted))
    for title, status in (("There in part", "partial"), ("Missing", "missing")):
        lines = [line for line in card.lines if line.status == status]
        if lines:
            st.markdown(f"**{title}**")
            st.markdown("\n".join(_needed(lines, numbers=numbers)))
    st.markdown("**Typical steps**")
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(_steps(card), 1)))
    st.markdown(f"**Preparation**  \n{card.preparation}")


def _steps(card: Card) -> list[str]:
    """What is learned first, what stands before it, and which related occupations lie on the way."""
    open_ = lacking(card.lines)[:GLANCE]
    steps = [f"Learn {plain(', '.join(open_))}; “What is missing” says how long that takes."] if open_ else []
    if card.entry:
        steps.append(f"Ask what stands before it where you live. {card.entry}")
    steps += [f"On the way, as a related occupation: {plain(title)}." for title in card.steps[1:-1]]
    steps.append(f"Look for a first post: {plain(card.title)}.")
    return steps


def _needed(lines: Sequence[Held], *, numbers: bool) -> list[str]:
    found = []
    for line in lines:
        wanted = f"{line.need.level:.1f} of 7" if numbers else f"“{word_for(line.need.level)}”"
        mine = level_words(line.own, numbers=numbers)
        found.append(f"- {_name(line)}: {wanted} is called for, you have {mine[:1].lower()}{mine[1:]}")
    return found


def _name(line: Held) -> str:
    name = plain(name_of(line.need.skill))
    return f"{name} (knowledge)" if line.need.skill.startswith("knowledge:") else name


def _say(label: str, code: str, verdict: Verdict, icon: str) -> None:
    st.button(label, key=f"career-{verdict}-{code}", icon=icon, on_click=_judge, args=(code, verdict))


def _judge(code: str, verdict: Verdict) -> None:
    try:
        services().career.paths.judge(me(), code, verdict)
    except CoachError as error:
        show(error)


def take_back(code: str) -> None:
    """Unsay what was said of a path; for `on_click`."""
    try:
        services().career.paths.take_back(me(), code)
    except CoachError as error:
        show(error)
