"""The stages as one likes them: renamed, in another order, added to, and after how many days one is asked."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from shared_backend.domain.application import (
    LEAST_SILENCE,
    LONGEST_STAGE,
    MEANINGS,
    MOST_SILENCE,
    Board,
    Stage,
)
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.application_words import MEANINGS as WORDS

WRONG = "application-stages-wrong"


def stage_list(board: Board) -> None:
    """Folded: most people never need it."""
    wrong = st.session_state.pop(WRONG, None)
    with st.expander("Stages", key="application-stages", expanded=wrong is not None):
        quiet("Call them as you like. What a stage means decides what counts as a reply, and when you are asked.")
        if wrong is not None:
            show(wrong)
        for place, stage in enumerate(board.stages):
            _row(board, place, stage)
        _add(board)
        st.number_input(
            "Ask me about silence after so many days",
            LEAST_SILENCE,
            MOST_SILENCE,
            board.silence_days,
            key=f"silence-{board.row_version}",
            on_change=_silence,
            args=(board,),
        )


def _row(board: Board, place: int, stage: Stage) -> None:
    name, means = f"stage-{stage.id}-{board.row_version}", f"means-{stage.id}-{board.row_version}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            f"Name of stage {place + 1}",
            stage.name,
            key=name,
            max_chars=LONGEST_STAGE,
            on_change=_change,
            args=(board, place, name, means),
        )
        st.selectbox(
            f"Stage {place + 1} means",
            MEANINGS,
            MEANINGS.index(stage.meaning),
            format_func=WORDS.__getitem__,
            key=means,
            on_change=_change,
            args=(board, place, name, means),
        )
        if place:
            st.button(
                "Earlier",
                key=f"earlier-{stage.id}",
                icon=":material/arrow_upward:",
                type="tertiary",
                help=f"Move {stage.name} one place up",
                on_click=_up,
                args=(board, place),
            )
        st.button(
            "Remove",
            key=f"remove-{stage.id}",
            icon=":material/delete:",
            type="tertiary",
            help=f"Remove {stage.name}; only a stage that no application is or was at",
            on_click=_remove,
            args=(board, place),
        )


def _add(board: Board) -> None:
    with st.form(f"add-stage-{board.row_version}", border=False):
        left, right = st.columns(2)
        name = left.text_input("A stage of your own", max_chars=LONGEST_STAGE, placeholder="Trial day")
        means = right.selectbox("It means", MEANINGS, 2, format_func=WORDS.__getitem__)
        sent = st.form_submit_button("Add the stage", icon=":material/add:")
    if sent:
        _try(lambda: [*board.stages, Stage(str(uuid.uuid4()), " ".join(name.split()), means)], board)
        st.rerun()


def _change(board: Board, place: int, name: str, means: str) -> None:
    def changed() -> list[Stage]:
        stages = list(board.stages)
        clean = " ".join(st.session_state[name].split())
        stages[place] = replace(stages[place], name=clean, meaning=st.session_state[means])
        return stages

    _try(changed, board)


def _up(board: Board, place: int) -> None:
    stages = list(board.stages)
    stages[place - 1 : place + 1] = stages[place], stages[place - 1]
    _try(lambda: stages, board)


def _remove(board: Board, place: int) -> None:
    _try(lambda: [*board.stages[:place], *board.stages[place + 1 :]], board)


def _silence(board: Board) -> None:
    days = int(st.session_state[f"silence-{board.row_version}"])
    _try(lambda: board.stages, board, days)


def _try(stages: Callable[[], Sequence[Stage]], board: Board, days: int | None = None) -> None:
    try:
        wanted = stages()
        services().career.application_stages.save(me(), board.row_version, wanted, days or board.silence_days)
    except CoachError as error:
        st.session_state[WRONG] = error
