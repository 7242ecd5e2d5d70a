"""Strength, fix and parts of the story in the three layouts: sections, a conversation, a list."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Feedback
from shared_backend.web.quiet import quiet
from user_portal.services import services
from user_portal.widgets.words import plain

WORKS = "What works"


def says_strength(found: Feedback) -> None:
    """One strength in the person's own words, or nothing where there is none to quote."""
    strength = found.strength
    if strength is None:
        return
    if found.wording.format == "conversational":
        said = _spoken("strength", quote=strength.quote, text=strength.text)
        st.markdown(f"**{WORKS}:** {said}")
    elif found.wording.format == "bullets":
        st.markdown(f"- **{WORKS}:** “{plain(strength.quote)}”\n- {plain(strength.text)}")
    else:
        with st.container(border=True):
            st.markdown(f"**{WORKS}**")
            st.markdown(f"“{plain(strength.quote)}”")
            st.markdown(plain(strength.text))


def says_fix(found: Feedback) -> None:
    """The one thing to change, with the words it rests on and, where somebody wants detail, a made-up example."""
    tip, quote, why = found.tips[0].text, found.fix.quote, found.fix.text
    wording = found.wording
    if wording.format == "conversational":
        bridge = f"{wording.bridge} " if wording.bridge else ""
        st.markdown(f"{bridge}**{found.change}:** {plain(tip)}")
        more = [_spoken("evidence", quote=quote)] if quote else []
        more += [plain(why)] if why else []
        if more:
            st.markdown(" ".join(more))
        _example(wording.example)
    elif wording.format == "bullets":
        if wording.bridge:
            st.markdown(wording.bridge)
        lines = [f"- **{found.change}:** {plain(tip)}"]
        lines += [f"- **In your answer:** “{plain(quote)}”"] if quote else []
        lines += [f"- **Why:** {plain(why)}"] if why else []
        lines += [f"- **A made-up example:** {plain(wording.example)}"] if wording.example else []
        st.markdown("\n".join(lines))
    else:
        if wording.bridge:
            st.markdown(wording.bridge)
        with st.container(border=True):
            st.markdown(f"**{found.change}**")
            st.markdown(plain(tip))
            if quote:
                st.markdown(f"In your answer: “{plain(quote)}”")
            if why:
                quiet(plain(why))
            _example(wording.example)


def says_later(found: Feedback) -> None:
    """The other tips, at most two."""
    if found.wording.format == "conversational":
        st.markdown(" ".join(plain(tip.text) for tip in found.tips[1:]))
    else:
        st.markdown("\n".join(f"- {plain(tip.text)}" for tip in found.tips[1:]))


def says_structure(found: Feedback) -> None:
    """Which parts of a story are there and which are missing."""
    if not found.star:
        return
    if found.wording.format == "conversational":
        there = [part.name.lower() for part in found.star if part.present]
        missing = [part.name.lower() for part in found.star if not part.present]
        kind = "story_whole" if not missing else "story_parts" if there else "story_none"
        st.markdown(_spoken(kind, there=_listed(there), missing=_listed(missing)))
    elif found.wording.format == "bullets":
        st.markdown("\n".join(f"- {p.name}: {'there' if p.present else '**missing**'}" for p in found.star))
    else:
        with st.container(horizontal=True):
            for part in found.star:
                st.badge(
                    f"{part.name}: {'there' if part.present else 'missing'}",
                    icon=":material/check:" if part.present else ":material/close:",
                    color="green" if part.present else "orange",
                )


def _example(text: str) -> None:
    if text:
        quiet(f"A made-up example. {plain(text)}")


def _spoken(name: str, **parts: str) -> str:
    template: str = services().interview.library.wording["conversational"][name]
    return template.format(**{key: plain(value) for key, value in parts.items()})


def _listed(names: list[str]) -> str:
    """
    >>> _listed(["situation", "task", "action"])
    'situation, task and action'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
