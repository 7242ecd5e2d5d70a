"""The findings of a CV: the same for everybody, set aside for one CV, learned from, and never out of the floor."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from shared_backend.ai_engines.tasks.resume_coach.task import ResumeCoach
from shared_backend.bootstrap import REFERENCE, Backend
from shared_backend.coaching.resume_findings import RESUME_COACH, Looked
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Profile
from tests.people import PASSWORD
from tests.resume_scorer import deploy_resume_coach
from tests.services.resumes.findings.sheets import hollow, rough, strong

AD = "Bakery shift leader\nYou lead bakers, plan deliveries and use SAP."


def with_cv(backend: Backend, me: Principal, profile: Profile) -> str:
    draft = backend.resume.reading.empty(me, str(uuid.uuid4()))
    desk = backend.resume.findings._desk
    filled = replace(draft, profile=profile)
    saved = backend.database.write(lambda c: desk.store.save(c, me.user_id, filled, backend.clock.now()))
    return backend.resume.reading.confirm(me, draft.id, saved.row_version).id


@pytest.fixture
def me(backend: Backend) -> Principal:
    return sign_up(backend, "Rut Holm")


def sign_up(backend: Backend, name: str) -> Principal:
    return backend.accounts.sign_up(name, PASSWORD).principal


def look(backend: Backend, me: Principal, resume_id: str, **more: str) -> Looked:
    return backend.resume.findings.look(me, resume_id, **more)


def test_without_a_trained_model_the_rubric_alone_counts_and_says_so(backend: Backend, me: Principal) -> None:
    looked = look(backend, me, with_cv(backend, me, strong()))
    assert looked.word == "Strong"
    assert looked.model is None
    assert looked.trust.startswith("No trained model serves yet")
    assert looked.score("relevance") is None
    assert not any(one.id.startswith("unconfirmed") for one in looked.findings), "confirming a CV confirms its lines"


def test_a_trained_model_moves_the_score_half_way_at_most(backend: Backend, me: Principal) -> None:
    resume_id = with_cv(backend, me, rough())
    plain = look(backend, me, resume_id, target=AD)
    version = deploy_resume_coach(backend)
    both = look(backend, me, resume_id, target=AD)
    assert both.model == version.label
    assert both.rated == len(ResumeCoach().builtin(REFERENCE))
    assert 0 < both.share <= 0.5
    assert abs(both.scores.overall.value - plain.scores.overall.value) <= 1.0
    assert both.findings == plain.findings
    assert both == look(backend, me, resume_id, target=AD)
    assert set(both.scores.values) == {*both.weights, "overall"}


@pytest.mark.parametrize(
    ("card", "why"),
    [
        ({"rows": 40}, "has seen 40 rated CVs"),
        ({"report": {}}, "no nearer to the ratings"),
    ],
)
def test_a_model_that_is_not_better_does_not_count(
    backend: Backend, me: Principal, card: dict[str, object], why: str
) -> None:
    resume_id = with_cv(backend, me, rough())
    plain = look(backend, me, resume_id)
    deploy_resume_coach(backend, **card)
    looked = look(backend, me, resume_id)
    assert why in looked.trust
    assert looked.scores == plain.scores


def test_a_finding_is_set_aside_for_this_cv_only_and_comes_back(backend: Backend, me: Principal) -> None:
    one, other = with_cv(backend, me, rough()), with_cv(backend, me, hollow())
    findings = backend.resume.findings
    first = look(backend, me, one).findings[0]
    before = look(backend, me, one).scores
    saved = findings.dismiss(me, one, first, "wrong", "  It is  right as it is ")
    assert saved.set_aside[0].note == "It is right as it is"
    assert findings.dismiss(me, one, first, "not_for_me").row_version == saved.row_version, "twice is once"
    looked = look(backend, me, one)
    assert first.id not in {found.id for found in looked.findings}
    assert [found.id for found in looked.set_aside] == [first.id]
    assert looked.scores == before, "a score is nobody's opinion"
    assert not look(backend, me, other).set_aside
    findings.show_again(me, one, first)
    assert look(backend, me, one).findings[0].id == first.id


def test_what_cannot_be_kept_is_refused(backend: Backend, me: Principal) -> None:
    resume_id = with_cv(backend, me, rough())
    finding = look(backend, me, resume_id).findings[0]
    with pytest.raises(InvalidInput):
        backend.resume.findings.dismiss(me, resume_id, finding, "because")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="500"):
        backend.resume.findings.dismiss(me, resume_id, finding, "wrong", "x" * 501)
    assert not look(backend, me, resume_id).set_aside


def test_nobody_else_sees_or_changes_it(backend: Backend, me: Principal) -> None:
    resume_id = with_cv(backend, me, rough())
    finding = look(backend, me, resume_id).findings[0]
    other, findings = sign_up(backend, "Somebody Else"), backend.resume.findings
    calls = (
        lambda: findings.look(other, resume_id),
        lambda: findings.what_if(other, resume_id, "job1.1", "x"),
        lambda: findings.compare(other, resume_id, Profile()),
        lambda: findings.dismiss(other, resume_id, finding, "wrong"),
        lambda: findings.show_again(other, resume_id, finding),
        lambda: findings.helps(other, resume_id, finding),
    )
    for call in calls:
        with pytest.raises(NotFound):
            call()
    assert not look(backend, me, resume_id).set_aside


def test_advice_of_a_kind_that_helps_comes_earlier_and_scores_stay(backend: Backend, me: Principal) -> None:
    deploy_resume_coach(backend)
    resume_id = with_cv(backend, me, rough())
    before = look(backend, me, resume_id)
    criteria = [one.criterion for one in before.findings]
    for found in before.findings:
        if found.criterion == "clarity":
            backend.resume.findings.helps(me, resume_id, found)
            backend.resume.findings.helps(me, resume_id, found)
        elif found.worth and found.criterion != "clarity":
            backend.resume.findings.dismiss(me, resume_id, found, "not_for_me")
    trainer = backend.resume.findings._trainer(me.user_id)
    assert len(trainer.interaction_history(RESUME_COACH)) == sum(
        one.criterion == "clarity" or one.worth > 0 for one in before.findings
    )
    after = look(backend, me, resume_id)
    assert after.scores == before.scores
    every = sorted((*after.findings, *after.set_aside), key=lambda one: one.id)
    assert every == sorted(before.findings, key=lambda one: one.id), "nothing is hidden by learning"
    other = with_cv(backend, me, rough())
    learned = [one.criterion for one in look(backend, me, other).findings]
    assert learned.index("clarity") <= criteria.index("clarity")


def test_what_if_says_what_a_line_would_change_and_changes_nothing(backend: Backend, me: Principal) -> None:
    resume_id = with_cv(backend, me, rough())
    told = backend.resume.findings.what_if(
        me, resume_id, "job1.1", "Ran the night shift of 6 bakers, 800 loaves on time"
    )
    assert told.gain > 0.3
    assert told.after.overall.value > told.before.overall.value
    assert backend.resume.findings.compare(me, resume_id, rough()).gain == 0
    with pytest.raises(NotFound):
        backend.resume.findings.what_if(me, resume_id, "job9.1", "x")


def test_a_copy_is_read_against_its_own_ad(backend: Backend, me: Principal) -> None:
    resume_id = with_cv(backend, me, rough())
    copied = backend.resume.versions.copy(me, resume_id, str(uuid.uuid4()), label="For the bakery", job_ad=AD)
    assert look(backend, me, copied.id).target == AD
    assert look(backend, me, copied.id).score("relevance") is not None
    assert look(backend, me, copied.id, target="").score("relevance") is None
