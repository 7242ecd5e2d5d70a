"""Experiments in the staff portal: nothing runs by itself, started with a plan, told in aggregate, stopped and kept."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from streamlit.testing.v1 import AppTest

from shared_backend.domain.experiment import Experiment, Unit
from shared_backend.domain.principal import Role
from shared_backend.services.experiments.store import ExperimentStore
from tests.portals.conftest import StaffPortal, submit, words


def started(portal: StaffPortal, reason: str = "Does the own model help?") -> AppTest:
    """Click through the dialog."""
    at = portal.open("experiments")
    at.button(key="start-comparison-dialog").click().run()
    at.text_input(key="comparison-reason").set_value(reason)
    at.number_input(key="comparison-least").set_value(30)
    return submit(at, "start-comparison-dialog", "Start comparing")


def running(portal: StaffPortal) -> Experiment | None:
    found = portal.backend.experiments.running(portal.admin)
    return None if found is None else found.experiment


def take_part(portal: StaffPortal, people: int, *, better: float) -> None:
    """People of both arms who have given all answers that count; the blend is better by so many nats."""
    experiment = running(portal)
    assert experiment is not None
    store, rng = ExperimentStore(portal.backend.vault), np.random.default_rng(5)
    now = portal.backend.clock.now()

    def work(connection) -> None:  # type: ignore[no-untyped-def]
        for number in range(2 * people):
            user_id = f"{number:032x}"
            portal.backend.vault.create(user_id)
            arm = "blend" if number % 2 else "global"
            loss = float(rng.normal(0.65 - better * (arm == "blend"), 0.05))
            full_at = now - timedelta(days=3) + timedelta(minutes=number)
            unit = Unit(user_id, arm, {"a": loss}, {"a": bool(number % 3)}, full_at)  # type: ignore[arg-type]
            store.save_unit(connection, experiment.id, unit, now)

    portal.backend.database.write(work)


def test_nothing_runs_until_an_admin_starts_it(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    assert "No comparison runs. None ever starts by itself." in words(portal.open("experiments"))
    at = started(portal, "no")
    assert "Nothing was started" in words(at)
    assert running(portal) is None
    assert not started(portal).error
    experiment = running(portal)
    assert experiment is not None
    assert (experiment.plan.window, experiment.plan.least_people) == (5, 30)
    page = portal.open("experiments")
    assert "Does the own model help?" in words(page)
    assert "Too early to say: 0 pairs of people, 30 were fixed before the start." in words(page)
    assert "No averages yet" in words(page)


def test_a_difference_is_told_with_its_evidence_and_stays_after_stopping(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    started(portal)
    take_part(portal, 29, better=0.2)
    assert "Too early to say: 29 pairs" in words(portal.open("experiments"))
    take_part_again = 40
    experiment = running(portal)
    assert experiment is not None
    portal.backend.experiments.stop(admin, experiment.id)
    started(portal)
    take_part(portal, take_part_again, better=0.2)
    page = portal.open("experiments")
    shown = page.dataframe[0].value
    assert shown["Complete"].tolist() == [take_part_again] * 2
    assert "**The blend with own models predicts answers better**, over 40 pairs of people." in words(page)
    assert "Blend less general model: −0." in words(page)
    assert "against no difference over 1,000 to 1" in words(page)
    page.button(key="stop-comparison").click().run()
    assert "80 people" in words(page)
    at = submit(page, "stop-comparison", "Stop and keep the result")
    assert not at.exception
    assert running(portal) is None
    after = portal.open("experiments")
    assert "No comparison runs" in words(after)
    assert "predicts answers better" in words(after)
    assert [line.action for line in portal.backend.audit.recent(4)] == [
        "experiment.stop",
        "experiment.start",
        "experiment.stop",
        "experiment.start",
    ]


def test_staff_look_and_do_not_touch(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    started(portal)
    portal.sign_in_as(admin, Role.STAFF)
    page = portal.open("experiments")
    assert "Starting and stopping are for administrators." in words(page)
    assert not any(button.key in {"stop-comparison", "start-comparison-dialog"} for button in page.button)
