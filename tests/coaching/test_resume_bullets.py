"""A line of a CV: asked, proposed, decided once, learned from and unlearned; nothing said that was not said."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from shared_backend.ai_engines.llm import provider
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import Backend
from shared_backend.coaching.resume_bullets import ResumeBullets
from shared_backend.coaching.resume_findings import RESUME_COACH
from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Resume
from shared_backend.operations.evaluation.lying_server import lying_server
from shared_backend.services.resumes.writing.facts import GAP
from shared_backend.settings import load_settings
from tests.practising import practiser

CV = b"""Kim Example
kim@example.com

Experience

Shift Lead, Corner Bakery, Leeds
March 2020 - February 2022
- Responsible for cleaning the ovens and training new staff
- Baked 400 rolls a night
- Sold bread

Education
BA in History, Leeds College
2012 - 2015
"""
LINE = "job1.1"


@pytest.fixture
def me(backend: Backend) -> Principal:
    return practiser(backend)


@pytest.fixture
def resume(backend: Backend, me: Principal) -> Resume:
    draft = backend.resume.reading.read(me, str(uuid.uuid4()), CV, name="kim.txt").draft
    assert draft is not None
    return backend.resume.reading.confirm(me, draft.id, draft.row_version)


def text_of(backend: Backend, me: Principal, resume: Resume, bullet_id: str = LINE) -> str:
    profile = backend.resume.versions.get(me, resume.id).profile
    return next(bullet.text for _, bullet in profile.bullets() if bullet.id == bullet_id)


def decide(backend: Backend, me: Principal, resume: Resume, **more: Any) -> Any:
    given = {
        "choice": "accepted",
        "offered": "Cleaned the ovens and trained new staff",
        "bullet_id": LINE,
        "row_version": backend.resume.versions.get(me, resume.id).row_version,
        "decision_id": str(uuid.uuid4()),
        **more,
    }
    return backend.resume.bullets.decide(
        me, resume.id, given.pop("row_version"), given.pop("bullet_id"), given.pop("decision_id"), **given
    )


def liked(backend: Backend, me: Principal) -> int:
    trainer = UserModelTrainer(backend.workshop, me.user_id)
    if not trainer.has_scenario(RESUME_COACH):
        return 0
    return trainer.load_user_model(trainer.create_user_scenario(RESUME_COACH, {}).id).helpfulness.ratings


def test_a_line_is_asked_and_proposed(backend: Backend, me: Principal, resume: Resume) -> None:
    asked = {line.bullet.text: [q.slot for q in line.asked] for line in backend.resume.bullets.lines(me, resume.id)}
    assert asked["Responsible for cleaning the ovens and training new staff"] == ["number", "outcome"]
    assert asked["Baked 400 rolls a night"] == ["outcome", "tool"]
    found = backend.resume.bullets.offers(me, resume.id, LINE, {"outcome": "fewer burnt rolls"})
    assert found.offers[0].text == "Cleaned the ovens and trained new staff; result: fewer burnt rolls"
    assert found.offers[0].source == "rules"
    assert found.offers[0].gain > 0
    assert [piece.kind for piece in found.offers[0].pieces][:2] == ["removed", "added"]
    assert text_of(backend, me, resume).startswith("Responsible"), "offering changes nothing"


def test_an_accepted_wording_is_a_new_version_once(backend: Backend, me: Principal, resume: Resume) -> None:
    same = {"decision_id": str(uuid.uuid4()), "row_version": resume.row_version}
    first, again = (decide(backend, me, resume, **same) for _ in range(2))
    assert first == again
    now = backend.resume.versions.get(me, resume.id)
    assert now.version == resume.version + 1
    assert text_of(backend, me, resume) == "Cleaned the ovens and trained new staff"
    assert liked(backend, me) == 1
    assert backend.resume.bullets.decisions(me, resume.id) == (first,)
    assert "Cleaned the ovens and trained new staff" in {one.text for one in backend.resume.ledger.claims(me)}


def test_a_wording_that_says_more_is_not_accepted(backend: Backend, me: Principal, resume: Resume) -> None:
    with pytest.raises(InvalidInput, match="30 is not in your own words"):
        decide(backend, me, resume, offered="Cleaned 30 ovens and trained new staff")
    with pytest.raises(InvalidInput, match="Put a number"):
        decide(backend, me, resume, offered=f"Cleaned the ovens and trained {GAP} new staff")
    assert backend.resume.versions.get(me, resume.id) == resume
    assert liked(backend, me) == 0


def test_an_own_edit_is_a_claim_only_when_it_is_said_to_be_true(
    backend: Backend, me: Principal, resume: Resume
) -> None:
    text = "Cleaned the ovens and trained 6 new staff in Leeds"
    (found,) = backend.resume.bullets.check(me, resume.id, LINE, text, {})
    assert found.kind == "number"
    with pytest.raises(InvalidInput, match="say that it is true"):
        decide(backend, me, resume, choice="edited", text=text)
    decide(backend, me, resume, choice="edited", text=text, true=True)
    claim = next(one for one in backend.resume.ledger.claims(me) if one.text == text)
    assert (claim.source, claim.confirmed, claim.kind) == ("typed", True, "achievement")
    with pytest.raises(InvalidInput, match="cannot be seen"):
        decide(backend, me, resume, choice="edited", text="Cleaned\u200b the ovens", true=True)


def test_a_rejection_needs_a_reason_and_changes_no_line(backend: Backend, me: Principal, resume: Resume) -> None:
    with pytest.raises(InvalidInput, match="Say why"):
        decide(backend, me, resume, choice="rejected")
    decide(backend, me, resume, choice="rejected", reason="not_my_words")
    assert backend.resume.versions.get(me, resume.id).version == resume.version
    assert liked(backend, me) == 1


def test_deleting_a_decision_unlearns_it(backend: Backend, me: Principal, resume: Resume) -> None:
    trainer = UserModelTrainer(backend.workshop, me.user_id)
    kept = decide(backend, me, resume, choice="rejected", reason="other")
    scenario = trainer.create_user_scenario(RESUME_COACH, {}).id
    before = trainer.load_user_model(scenario).to_bytes()
    gone = decide(backend, me, resume, choice="rejected", reason="not_better")
    assert trainer.load_user_model(scenario).to_bytes() != before
    backend.resume.bullets.forget(me, gone.id)
    assert trainer.load_user_model(scenario).to_bytes() == before
    assert backend.resume.bullets.decisions(me, resume.id) == (kept,)
    with pytest.raises(NotFound):
        backend.resume.bullets.forget(me, gone.id)


def test_an_older_window_overwrites_nothing(backend: Backend, me: Principal, resume: Resume) -> None:
    decide(backend, me, resume)
    with pytest.raises(StaleVersion):
        decide(backend, me, resume, row_version=resume.row_version)


def test_decisions_are_sealed_and_their_owners(backend: Backend, me: Principal, resume: Resume) -> None:
    decision = decide(backend, me, resume, answers={"outcome": "fewer burnt rolls"})
    other = practiser(backend)
    for call in (
        lambda: backend.resume.bullets.decisions(other, resume.id),
        lambda: backend.resume.bullets.forget(other, decision.id),
        lambda: backend.resume.bullets.lines(other, resume.id),
    ):
        with pytest.raises(NotFound):
            call()
    with backend.database.read() as connection:
        rows = connection.exec_driver_sql("select sealed from bullet_decisions").all()
    assert rows
    assert all(b"ovens" not in bytes(row[0]) for row in rows)


@contextmanager
def with_model(backend: Backend, *wordings: str) -> Iterator[ResumeBullets]:
    """The story with a language model that answers as told."""
    with lying_server(lambda _line: wordings) as address:
        model = provider.build(load_settings(llm_provider="openai", llm_base_url=address, llm_model="liar"))
        desk = backend.resume.bullets._desk
        yield ResumeBullets(replace(desk, workshop=replace(desk.workshop, language_model=lambda: model)))


def test_a_language_model_may_propose_and_not_invent(backend: Backend, me: Principal, resume: Resume) -> None:
    honest, lie = "Cleaned ovens and trained new staff", "Led the bakery and won an award"
    with with_model(backend, honest, lie) as bullets:
        assert bullets.has_language_model()
        found = bullets.offers(me, resume.id, LINE, {}, llm=True)
        assert (found.offers[0].text, found.offers[0].source) == (honest, "llm")
        assert lie not in {one.text for one in found.offers}
        (refused,) = found.refused
        assert refused.text == lie
        assert {one.kind for one in refused.why} >= {"seniority", "praise"}
        assert all(one.source == "rules" for one in bullets.offers(me, resume.id, LINE, {}).offers), "only when asked"


def test_what_is_private_does_not_leave(backend: Backend, me: Principal, resume: Resume) -> None:
    backend.resume.versions.edit(
        me, resume.id, resume.row_version, "jobs/job1/bullets", "Cleaned the ovens of Corner Bakery for Kim Example"
    )
    seen: list[str] = []

    def answer(line: str) -> tuple[str, ...]:
        seen.append(line)
        return (line,)

    with lying_server(answer) as address:
        model = provider.build(load_settings(llm_provider="openai", llm_base_url=address, llm_model="curious"))
        desk = backend.resume.bullets._desk
        bullets = ResumeBullets(replace(desk, workshop=replace(desk.workshop, language_model=lambda: model)))
        line = bullets.lines(me, resume.id)[0]
        bullets.offers(me, resume.id, line.bullet.id, {}, llm=True)
    assert seen
    assert all("Corner Bakery" not in line and "Kim Example" not in line for line in seen)
