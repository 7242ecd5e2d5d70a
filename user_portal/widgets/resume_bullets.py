"""Lines of a CV one at a time: answer what is missing, look at the wordings, accept, edit or reject them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

import streamlit as st

from shared_backend.coaching.resume_bullets import SOURCES, Line, Offer, Offers
from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.resume_decisions import decided_lines, offer_buttons
from user_portal.widgets.resume_field import changed
from user_portal.widgets.words import plain

MARKS: Mapping[str, str] = {
    "kept": "{}",
    "removed": ":red[:material/remove:~~{}~~]",
    "added": ":green[:material/add:**{}**]",
}
LONGEST_LABEL = 70
PAGE = "app_pages/resume_coach.py"


def bullets_section(resume: Resume) -> None:
    """The section of the résumé page."""
    lines = services().resume.bullets.lines(me(), resume.id)
    st.subheader("Make your lines stronger", anchor=False)
    done = st.session_state.pop(f"done-{resume.id}", None)
    if done:
        st.success(done, icon=":material/check:")
    if not lines:
        st.markdown("There is no line under any job yet. Write what you did there in the section CV, then come back.")
        return
    if services().resume.bullets.in_english(me(), resume.id):
        st.markdown("First say what is missing. Then look at wordings that use your own words and nothing else.")
    else:
        st.info(
            "This CV seems not to be in English. Lines are asked about and put anew in English only; write yours "
            "in the section CV.",
            icon=":material/translate:",
        )
        return
    line = _chosen(resume, lines)
    with st.container(border=True):
        st.markdown(f"“{plain(line.bullet.text)}”")
        where = ", ".join(plain(part) for part in (line.job.title, line.job.employer) if part)
        if where:
            quiet(where)
        st.page_link(
            PAGE,
            label="Write it myself",
            icon=":material/edit:",
            query_params={"cv": resume.id, "section": "cv", "at": line.job.id},
        )
    key = f"{resume.id}-{line.bullet.id}"
    answers, asked_model = _asked(resume, line, key)
    if st.session_state.get(f"shown-{key}") or not line.asked:
        _offers(resume, line, answers, llm=asked_model)
    decided_lines(resume)


def _chosen(resume: Resume, lines: tuple[Line, ...]) -> Line:
    by_id = {line.bullet.id: line for line in lines}
    wanted = st.query_params.get("line", "")
    # Those that leave most open come first to mind; the list keeps the order of the CV.
    first = wanted if wanted in by_id else max(lines, key=lambda line: len(line.asked)).bullet.id
    options = list(by_id)
    picked = st.selectbox(
        "Line",
        options,
        options.index(first),
        format_func=lambda key: _label(by_id[key].bullet.text),
        key=f"line-{resume.id}-{wanted}",
    )
    return by_id[picked]


def _asked(resume: Resume, line: Line, key: str) -> tuple[dict[str, str], bool]:
    """The questions with their answers so far, and whether a language model is to be asked as well."""
    answers: dict[str, str] = {}
    llm = False
    kept = services().resume.answers.of(me(), resume.id, line.bullet.id)
    for question in line.asked:
        field = f"answer-{key}-{question.slot}"
        answers[question.slot] = st.text_input(
            question.text,
            kept.get(question.slot, ""),
            key=field,
            max_chars=300,
            placeholder=question.example,
            on_change=_keep,
            args=(resume.id, line.bullet.id, question.slot, field),
        )
    if line.asked:
        opened = " A number nobody said stays open as [number?]." if any(q.slot == "number" for q in line.asked) else ""
        quiet(f"Each answer is kept when you leave its field, and may stay empty.{opened}")
    if services().resume.bullets.has_language_model():
        llm = st.checkbox(
            "Ask the language model too",
            key=f"llm-{key}",
            help="It gets this line and your answers, without names of people and employers. Whatever it adds is "
            "refused.",
        )
    shown = f"shown-{key}"
    if line.asked and not st.session_state.get(shown):
        st.button(
            "Show wordings",
            key=f"show-{key}",
            type="primary",
            icon=":material/edit_note:",
            on_click=_show,
            args=(shown,),
        )
    return answers, llm


def _show(shown: str) -> None:
    st.session_state[shown] = True


def _keep(resume_id: str, bullet_id: str, slot: str, field: str) -> None:
    try:
        changed(services().resume.answers.keep(me(), resume_id, bullet_id, slot, st.session_state[field]))
    except CoachError as error:
        show(error)


def _offers(resume: Resume, line: Line, answers: Mapping[str, str], *, llm: bool) -> None:
    try:
        found = services().resume.bullets.offers(me(), resume.id, line.bullet.id, answers, llm=llm)
    except CoachError as error:
        show(error)
        return
    if found.note:
        st.info(found.note, icon=":material/info:")
    for place, offer in enumerate(found.offers):
        _offer(resume, line, offer, answers, first=place == 0)
    _refused(found)


def _offer(resume: Resume, line: Line, offer: Offer, answers: Mapping[str, str], *, first: bool) -> None:
    # The same wording of the same state of the line is the same offer, in every window.
    name = f"{me().user_id}/{resume.id}/{resume.version}/{line.bullet.id}/{offer.text}"
    decision_id = str(uuid.uuid5(uuid.NAMESPACE_OID, name))
    with st.container(border=True):
        st.markdown(f"**{plain(offer.text)}**")
        with st.expander("What changed", key=f"diff-{decision_id}"):
            st.markdown(" ".join(MARKS[piece.kind].format(plain(piece.text)) for piece in offer.pieces))
        gain = f" · {offer.gain:+.1f} of 10 by the rubric" if wants_numbers() and abs(offer.gain) >= 0.05 else ""
        quiet(f"{SOURCES[offer.source]}{gain}")
        offer_buttons(resume, line, offer, answers, decision_id, first=first)


def _refused(found: Offers) -> None:
    if not found.refused:
        return
    with st.expander("What the language model wrote and was refused"):
        for one in found.refused:
            why = " ".join(reason.reason for reason in one.why)
            st.markdown(f"~~{plain(one.text)}~~  \n{plain(why)}")


def _label(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[:LONGEST_LABEL].rstrip()} …"
