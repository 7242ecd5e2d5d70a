"""The arguments with which each method is tried: complete and right, except for whose things they name."""

from __future__ import annotations

import inspect
import itertools
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from shared_backend.domain.application import STAGES
from shared_backend.domain.principal import Portal, Role
from shared_backend.domain.resume import Profile
from shared_backend.services.resumes.findings.values import Finding
from tests.faults.access_world import SAMPLE_CV, TASK, Person, World
from tests.people import PASSWORD
from tests.practising import GOOD, choices

DAY = date(2026, 3, 2)
# Whose thing a parameter names, by the method that takes it.
OWN_IDS = {
    "run_id": "run",
    "attempt_id": "answered",
    "slot": "open",
    "session_id": "session",
    "receipt_id": "receipt",
    "coaches.forget.receipt_id": "career receipt",
    "coaches.undo.receipt_id": "career receipt",
    "resume_id": "resume",
    "file_id": "resume file",
    "claim_id": "claim",
    "copy_id": "resume copy",
    "plan_id": "plan",
    "new_id": "plan",
    "step": "plan step",
    "plan.say_helped.step": "plan step done",
    "plan.put_back.step": "plan step removed",
    "decision_id": "decision",
    "application_id": "application",
    "check_in_id": "check-in",
    "stories.practise.run_id": "practice of a story",
    "reading.confirm.resume_id": "resume draft",
    "practice.answer.attempt_id": "open",
    "practice.skip.attempt_id": "open",
    "practice.swap.attempt_id": "open",
}


FINDING = Finding("no_phone:contact", "parse", "completeness", "What", "where", "contact", "", "why", "how")
# Services whose ids are a person's own, not the installation's.
OWNERS = ("interview.", "accounts.", "my_model.", "my_data.", "resume.", "career.")


def owned(path: str, call: Callable[..., Any]) -> dict[str, str]:
    """The parameters that name something of a person, and what it is."""
    found = {}
    for name in inspect.signature(call).parameters:
        kind = OWN_IDS.get(f"{'.'.join(path.split('.')[-2:])}.{name}", OWN_IDS.get(name))
        if kind is not None:
            found[name] = kind
    return found


def whose(path: str, call: Callable[..., Any], people: tuple[Person, ...]) -> Iterator[dict[str, str]]:
    """Every way to name things of these people in the call."""
    names = owned(path, call)
    for chosen in itertools.product(people, repeat=len(names)):
        yield {name: person.ids[kind] for (name, kind), person in zip(names.items(), chosen, strict=True)}


def rest(world: World, path: str, call: Callable[..., Any]) -> dict[str, Any]:
    """Everything but the principal and the ids of `owned`."""
    made = {**_general(world), **_special(world).get(path, {})}
    wanted = inspect.signature(call).parameters.values()
    known = {"principal", *(owned(path, call) if path.startswith(OWNERS) else ())}
    values = {p.name: made[p.name] for p in wanted if p.name in made and p.name not in known}
    missing = [p.name for p in wanted if p.default is p.empty and p.name not in values and p.name not in known]
    extra = [
        name for name in missing if next(p for p in wanted if p.name == name).kind is not inspect.Parameter.VAR_KEYWORD
    ]
    if extra:
        raise AssertionError(f"{path}: nobody said with which {', '.join(extra)} it is tried")
    return values | _special(world).get(f"{path}(**)", {})


def _general(world: World) -> dict[str, Any]:
    made = world.globals
    return {
        "text": GOOD,
        "seconds": 60.0,
        "choices": choices(),
        "rating": 3,
        "opinion": "fair",
        "wish": "easier",
        "way": "reading",
        "what": "tone",
        "helpful": True,
        "row_version": 1,
        "where": "headline",
        "table": "jobs",
        "key": "job1",
        "page": 1,
        "on": True,
        "competency": "teamwork",
        "given": {"level": "mid"},
        "score": 5.0,
        "code": "41-2031.00",
        "question_id": next(iter(world.backend.interview.library.questions)),
        "task_type": TASK,
        "name": "A name to use",
        "builtin": True,
        "content": world.backend.datasets.sample(TASK),
        "scenario_id": made["scenario"],
        "run_id": made["training run"],
        "version_id": made["candidate"],
        "record": made["record"],
        "correction_id": str(uuid.uuid4()),
        "escalation_id": made["escalation"],
        "reason": "tests",
        "experiment_id": made["experiment"],
        "user_id": world.ada.me.user_id,
        "login_name": "Ada Lovelace",
        "role": Role.STAFF,
        "active": False,
        "password": PASSWORD,
        "old": PASSWORD,
        "new": "another quiet sentence 43",
    }


def _special(world: World) -> dict[str, dict[str, Any]]:
    """Where the general value does not do; ``path(**)`` are free keywords."""
    return {
        "training.start_training": {"run_id": str(uuid.uuid4())},
        "training.start_new": {"run_id": str(uuid.uuid4())},
        "experiments.start": {"experiment_id": str(uuid.uuid4())},
        "training.create_scenario": {"scenario_id": str(uuid.uuid4())},
        "interview.preferences.save(**)": {"learning_pace": "fast"},
        # A file that names Ada's answers, whoever sends it.
        "my_data.look_at_model": {"content": world.ada.model},
        "my_data.import_model": {"content": world.ada.model},
        "my_model.coaches.take_back": {"coach": "career_coach", "what": "taste_rejected/paths"},
        "my_model.coaches.forget": {"coach": "career_coach"},
        "my_model.coaches.undo": {"coach": "career_coach"},
        "resume.reading.read": {"content": SAMPLE_CV.encode()},
        "resume.versions.keep": {"row_version": 2},
        "resume.versions.edit": {"row_version": 2},
        "resume.versions.add_entry": {"row_version": 2},
        "resume.versions.remove_entry": {"row_version": 2},
        "resume.versions.move_entry_up": {"row_version": 2},
        "resume.versions.restore": {"row_version": 2, "number": 1},
        "resume.versions.rename": {"row_version": 2, "label": "Renamed"},
        "resume.versions.make_master": {"row_version": 2},
        "resume.versions.copy": {"label": "For Acme"},
        "resume.versions.compare": {
            "before": (world.ada.ids["resume"], 1),
            "after": (world.ada.ids["resume"], None),
        },
        "resume.findings.what_if": {"bullet_id": "job1.1"},
        "resume.findings.compare": {"changed": Profile()},
        "resume.findings.dismiss": {"finding": FINDING, "reason": "not_for_me"},
        "resume.findings.show_again": {"finding": FINDING},
        "resume.findings.helps": {"finding": FINDING},
        "resume.matching.save_ad": {"ad": "We need Python.", "row_version": 2},
        "resume.matching.wish": {"phrase": "Python", "level": "must", "row_version": 2},
        "resume.matching.add_claim": {"under": "job1", "row_version": 2},
        "resume.matching.not_a_skill": {"skill": "none", "row_version": 2},
        "resume.matching.copy": {"label": "For Acme"},
        "resume.ledger.add": {"kind": "skill"},
        "resume.exports.make": {"format": "txt"},
        "career.profile.rate": {"skill": "skill:Writing", "level": 4.0},
        "career.profile.deny": {"skill": "skill:Writing"},
        "career.profile.take_back": {"skill": "skill:Writing"},
        "career.paths.judge": {"verdict": "not_for_me"},
        "career.paths.what_if": {"skills": {"skill:Writing": 5.0}},
        "career.gaps.set_hours": {"hours_per_week": 6.0},
        "career.gaps.if_done": {"steps": (world.ada.ids["plan step"],)},
        "career.plan.bring": {"content": world.ada.plan},
        "career.plan.rename": {"row_version": 4, "title": "Renamed"},
        "career.plan.earlier": {"row_version": 4},
        "career.plan.later": {"row_version": 4},
        "career.plan.say_helped": {"row_version": 4, "helped": None},
        "career.plan.put_back": {"row_version": 4},
        "career.plan.rename_step": {"row_version": 4, "title": "Renamed"},
        "career.plan.annotate": {"row_version": 4, "note": "A note"},
        "career.plan.move_in_time": {"row_version": 4, "start": DAY, "due": DAY},
        "career.plan.move_step": {"row_version": 4, "place": 1},
        "career.plan.set_hours": {"row_version": 4, "hours": 7.0},
        "career.plan.set_state": {"row_version": 4, "state": "done"},
        "career.plan.remove_step": {"row_version": 4},
        "career.plan.replan": {"row_version": 4},
        "career.plan.add_step": {
            "row_version": 4,
            "title": "More",
            "skill": "skill:Writing",
            "level": 4.0,
            "start": DAY,
            "due": DAY,
            "hours": 3.0,
        },
        "career.exports.file": {"kind": "csv"},
        "career.applications.add": {"employer": "Acme", "role": "Baker", "stage": "saved", "on": DAY},
        "career.applications.edit": {"row_version": 3, "employer": "Acme", "role": "Baker"},
        "career.applications.move": {"row_version": 3, "stage": "interview", "on": DAY},
        "career.applications.take_back": {"row_version": 3},
        "career.applications.redate": {"row_version": 3, "place": 0, "on": DAY - timedelta(days=1)},
        "career.applications.follow_up": {"row_version": 3, "on": DAY},
        "career.applications.follow_up_done": {"row_version": 3},
        "career.applications.keep_waiting": {"row_version": 3},
        "career.applications.delete": {"typed": "Acme"},
        "career.application_stages.save": {"row_version": 0, "stages": STAGES[:3], "silence_days": 9},
        "career.application_lists.read": {"content": b"employer,role\nCafe,Cook\n", "form": str(uuid.uuid4())},
        "career.application_lists.bring": {"content": b"employer,role\nCafe,Cook\n", "form": str(uuid.uuid4())},
        "career.check_ins.keep": {"actions": ("Rest",)},
        "resume.bullets.offers": {"bullet_id": "job1.4", "answers": {}},
        "resume.bullets.check": {"bullet_id": "job1.4", "answers": {}},
        "resume.answers.of": {"bullet_id": "job1.4"},
        "resume.answers.keep": {"bullet_id": "job1.4", "question": "number", "text": "forty"},
        "resume.bullets.decide": {
            "row_version": 2,
            "bullet_id": "job1.4",
            "choice": "rejected",
            "offered": "Provided quality of answers",
            "reason": "other",
        },
        "resume.stories.tell": {"bullet_id": "job1.1", "part": "task"},
        "resume.stories.take": {"row_version": 2, "job_id": "job1", "quote": GOOD[:40], "true": True},
        # With no secret, or a wrong one.
        "accounts.receipt": {"proof": "0" * 64},
        "accounts.sign_in": {"name": "Ada Lovelace", "password": "not her password 44"},
        "accounts.accept_invitation": {"token": "x" * 43},
        "accounts.principal": {"token": "x" * 43, "portal": Portal.USER},
        "accounts.sign_in_subject": {"issuer": "https://id.example", "subject": "ada", "name": "Ada Lovelace"},
        "accounts.sign_up": {"name": "Somebody New"},
        "accounts.invitations.look": {"token": "x" * 43},
        "accounts.invitations.use": {"token": "x" * 43},
    }
