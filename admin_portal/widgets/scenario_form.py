"""A training scenario: a new one with sane settings, or one that is used again; *Train* starts the run."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.data_choice import ChosenData
from admin_portal.widgets.words import ENGINES
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.scenarios import TrainingScenario
from shared_backend.domain.errors import CoachError
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain

NEW = "new"
_MAX_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Filled:
    name: str
    description: str
    config: Mapping[str, Any]


def scenario_form(task: TaskInfo, data: ChosenData) -> None:
    """Show the form; on *Train* a run is queued and its address opened."""
    st.subheader("Scenario", anchor=False)
    person = me()
    known = {s.id: s for s in services().training.scenarios(person, task.id)}
    chosen = NEW
    if known:
        chosen = st.selectbox(
            "Use again, or make a new one",
            [NEW, *known],
            format_func=lambda one: "A new scenario" if one == NEW else known[one].name,
            key=f"scenario-{task.id}",
        )
    # Made with the form, so that a double click starts one run.
    run_key = f"run-id-{task.id}"
    run_id = st.session_state.setdefault(run_key, str(uuid.uuid4()))
    with st.form(f"train-{task.id}-{chosen}", enter_to_submit=False):
        filled = None
        if chosen == NEW:
            filled = _new(task)
        else:
            _again(known[chosen])
        sent = st.form_submit_button("Train", type="primary", icon=":material/model_training:")
        quiet("It runs in the background. You may close this page; nothing that serves changes until you deploy.")
    if not sent:
        return
    training = services().training
    rows: dict[str, Any] = {"builtin": data.builtin, "dataset_ids": data.dataset_ids}
    try:
        if filled is None:
            run = training.start_training(person, run_id, chosen, **rows)
        else:
            run = training.start_new(
                person,
                run_id,
                name=filled.name,
                task_type=task.id,
                description=filled.description,
                config=filled.config,
                **rows,
            )
    except CoachError as error:
        show(error)
        return
    st.session_state.pop(run_key, None)
    st.query_params["run"] = run.id
    st.rerun()


def _new(task: TaskInfo) -> _Filled:
    fields, key = TrainingSettings.model_fields, f"new-{task.id}"
    name = st.text_input("Name", max_chars=120, key=f"{key}-name", placeholder="For example: with our panel's ratings")
    description = st.text_area("What is it for? (optional)", max_chars=2000, height=80, key=f"{key}-description")
    with st.expander("Settings"):
        st.markdown(
            "Engines that may take part",
            help="The ensemble weighs them by what they add. An engine that does not fit says so on the card.",
        )
        engines = [engine for engine, name in ENGINES.items() if st.checkbox(name, value=True, key=f"{key}-{engine}")]
        folds = st.number_input(
            "Parts for measuring",
            min_value=3,
            max_value=10,
            value=int(fields["folds"].default),
            key=f"{key}-folds",
            help="Each part is judged by a model that has not seen it. More parts: slower, a little more exact.",
        )
        seed = st.number_input(
            "Seed",
            min_value=0,
            max_value=_MAX_SEED,
            value=int(fields["seed"].default),
            key=f"{key}-seed",
            help="The same seed and the same data give the same model.",
        )
    return _Filled(name, description, {"engines": tuple(engines), "folds": int(folds), "seed": int(seed)})


def _again(scenario: TrainingScenario) -> None:
    config = scenario.config
    if scenario.description:
        st.markdown(plain(scenario.description))
    engines = ", ".join(ENGINES[name] for name in config.engines)
    quiet(f"Seed {config.seed} · {config.folds} parts · {engines}")
