"""What I can say about you: every entry with where it was said; confirm, remove, add."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Claim, ClaimKind, Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count, plain

KINDS: Mapping[ClaimKind, str] = {
    "achievement": "What you did",
    "role": "Jobs",
    "education": "Education",
    "skill": "Skills",
    "certification": "Certificates",
    "language": "Languages",
    "summary": "About you",
    "contact": "Contact",
    "other": "Other",
}


def ledger_section(_resume: Resume) -> None:
    """The section of the page; the same for every CV."""
    st.subheader("What I can say about you", anchor=False)
    st.markdown(
        "Nothing else is ever written into a CV, a suggestion or an outline: no skill, employer, date or number that "
        "does not stand here. All coaches share this list."
    )
    _add()
    claims, sources = services().resume.ledger.claims(me()), services().resume.ledger.sources(me())
    for kind, title in KINDS.items():
        theirs = sorted((one for one in claims if one.kind == kind), key=lambda one: (one.said_at, one.text.casefold()))
        if theirs:
            label = f"{title} · {count(len(theirs), 'entry', 'entries')}"
            with st.expander(label, key=f"ledger-{kind}"):
                for one in theirs:
                    _entry(one, sources)


def _add() -> None:
    with st.form("ledger-add", clear_on_submit=True):
        kind = st.selectbox("Kind", list(KINDS), 3, format_func=KINDS.__getitem__)
        text = st.text_input("Something true about you, in your own words", max_chars=1000)
        sent = st.form_submit_button("Add it", icon=":material/add:")
    if sent:
        try:
            services().resume.ledger.add(me(), kind, text)
        except CoachError as error:
            show(error)


def _entry(claim: Claim, sources: Mapping[str, str]) -> None:
    with st.container(border=True):
        st.markdown(plain(claim.text))
        said = f"{claim.said_at.day} {claim.said_at:%B %Y}"
        where = {
            "resume": f"From “{plain(sources.get(claim.source_id, 'a CV'))}”",
            "interview": "From an interview answer",
            "typed": "You typed it",
        }[claim.source]
        quote = f" as “{plain(claim.quote)}”" if claim.quote not in ("", claim.text) else ""
        state = "confirmed" if claim.confirmed else "not confirmed yet, so it is not used"
        quiet(f"{where}{quote}, {said}, {state}.")
        with st.container(horizontal=True):
            if not claim.confirmed:
                st.button(
                    "This is right",
                    key=f"right-{claim.id}",
                    icon=":material/check:",
                    on_click=_confirm,
                    args=(claim.id,),
                )
            st.button(
                "Remove",
                key=f"out-{claim.id}",
                icon=":material/delete:",
                type="tertiary",
                help="It is not used any more. Your CV stays as it is.",
                on_click=_remove,
                args=(claim.id,),
            )


def _confirm(claim_id: str) -> None:
    try:
        services().resume.ledger.set_confirmed(me(), claim_id, True)
    except CoachError as error:
        show(error)


def _remove(claim_id: str) -> None:
    try:
        services().resume.ledger.remove(me(), claim_id)
    except CoachError as error:
        show(error)
