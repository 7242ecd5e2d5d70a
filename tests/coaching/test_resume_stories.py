"""Stories of confirmed lines, questions a CV invites, and answers that become lines: nothing but what was said."""

from __future__ import annotations

import uuid

import pytest

from shared_backend.bootstrap import REFERENCE, Backend
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Bullet, Job, Profile, Resume
from shared_backend.services.resumes.writing.invited import invited
from shared_backend.services.resumes.writing.wording import wording
from tests.practising import practiser

CV = b"""Kim Example
kim@example.com

Experience

Shift Lead, Corner Bakery, Leeds
March 2020 - February 2022
- Reorganised the store room to find flour sooner, which saved 3 hours a week
- Cut complaints from customers by 40% by checking every order
- Sold bread

Driver, Fast Vans, Leeds
January 2018 - June 2018
- Delivered 70 parcels a day to customers

Education
BA in History, Leeds College
2012 - 2015
"""
ANSWER = "A customer was angry. I called 12 suppliers and found the missing order. Then I told my boss. It was good."


@pytest.fixture
def me(backend: Backend) -> Principal:
    return practiser(backend)


@pytest.fixture
def resume(backend: Backend, me: Principal) -> Resume:
    draft = backend.resume.reading.read(me, str(uuid.uuid4()), CV, name="kim.txt").draft
    assert draft is not None
    return backend.resume.reading.confirm(me, draft.id, draft.row_version)


def test_a_story_says_what_the_line_says_and_asks_for_the_rest(backend: Backend, me: Principal, resume: Resume) -> None:
    first, second, third, _ = backend.resume.stories.bank(me, resume.id)
    assert first.parts == {
        "situation": "Shift Lead, Corner Bakery, 2020-03 – 2022-02",
        "task": "find flour sooner",
        "action": "Reorganised the store room to find flour sooner",
        "result": "saved 3 hours a week",
    }
    assert not first.missing
    assert second.parts["result"] == "Cut complaints from customers by 40%"
    assert second.parts["action"] == "checking every order"
    assert list(third.missing) == ["task", "result"]


def test_what_is_told_is_kept_replaced_and_a_claim(backend: Backend, me: Principal, resume: Resume) -> None:
    for words in ("Sales fell in winter", "Sales fell each winter", "Sales fell each winter"):
        backend.resume.stories.tell(me, resume.id, "job1.3", "task", words)
    story = backend.resume.stories.bank(me, resume.id)[2]
    assert story.parts["task"] == "Sales fell each winter"
    typed = [one for one in backend.resume.ledger.claims(me) if one.source == "typed"]
    assert [one.text for one in typed] == ["Sales fell each winter"]
    with pytest.raises(InvalidInput):
        backend.resume.stories.tell(me, resume.id, "job1.3", "task", " ")
    with pytest.raises(NotFound):
        backend.resume.stories.tell(me, resume.id, "job9.9", "task", "Something")


def test_a_line_that_was_taken_out_of_the_ledger_is_no_story(backend: Backend, me: Principal, resume: Resume) -> None:
    claim = next(one for one in backend.resume.ledger.claims(me) if one.text == "Sold bread")
    backend.resume.ledger.remove(me, claim.id)
    assert "Sold bread" not in {one.line for one in backend.resume.stories.bank(me, resume.id)}


def test_questions_are_those_the_cv_invites(backend: Backend, me: Principal, resume: Resume) -> None:
    found = {one.kind: one.text for one in backend.resume.stories.invited(me, resume.id)}
    assert set(found) == {"number", "gap", "change", "short", "now"}
    assert found["gap"].startswith("There is time between Fast Vans and Corner Bakery.")
    assert found["short"].startswith("You were at Fast Vans for less than a year.")
    assert "by 40%" in found["number"]
    likely = backend.resume.stories.likely(me, resume.id)
    assert likely
    assert likely[0].competency == "Serving customers"
    assert all(one.question.type == "behavioral" for one in likely)


def test_years_alone_show_no_gap_and_parallel_jobs_none() -> None:
    def kinds(*jobs: Job) -> set[str]:
        profile = Profile(jobs=jobs)
        return {one.kind for one in invited(profile, wording(), REFERENCE)}

    assert "gap" not in kinds(Job("a", "A", "Cook", "2020", "2021"), Job("b", "B", "Cook", "2015", "2018"))
    assert "gap" in kinds(Job("a", "A", "Cook", "2020-01", "2021-01"), Job("b", "B", "Cook", "2015-01", "2018-01"))
    covered = Job("c", "C", "Cook", "2017-01", "2020-02")
    assert "gap" not in kinds(
        Job("a", "A", "Cook", "2020-01", "2021-01"), Job("b", "B", "Cook", "2015-01", "2018-01"), covered
    )
    assert kinds() == set()
    assert kinds(Job("a", "", "", bullets=(Bullet("x", "Sold bread"),))) == set()


def practised(backend: Backend, me: Principal, resume: Resume) -> str:
    """Practise a likely question and answer it; gives the answer's id."""
    question = backend.resume.stories.likely(me, resume.id)[0].question
    run_id = str(uuid.uuid4())
    run = backend.resume.stories.practise(me, resume.id, question.id, run_id)
    assert run == backend.resume.stories.practise(me, resume.id, question.id, run_id), "begun once"
    waiting = run.open_question()
    assert waiting is not None
    assert waiting.text == question.question
    return backend.interview.practice.answer(me, run.id, waiting.attempt_id, ANSWER, seconds=60.0).id


def test_an_answer_becomes_a_line_when_its_owner_says_so(backend: Backend, me: Principal, resume: Resume) -> None:
    attempt_id = practised(backend, me, resume)
    first = backend.resume.stories.candidates(me, resume.id)[0]
    assert first.quote == "I called 12 suppliers and found the missing order."
    assert first.text == "Called 12 suppliers and found the missing order"
    changed = backend.resume.stories.take(
        me, resume.id, resume.row_version, "job1", attempt_id, first.quote, first.text
    )
    assert changed.profile.jobs[0].bullets[-1].text == first.text
    claim = next(one for one in backend.resume.ledger.claims(me) if one.text == first.text)
    assert (claim.source, claim.source_id, claim.quote) == ("interview", attempt_id, first.quote)
    again = backend.resume.stories.take(me, resume.id, resume.row_version, "job1", attempt_id, first.quote, first.text)
    assert again.version == changed.version
    assert first.text not in {one.text for one in backend.resume.stories.candidates(me, resume.id)}


def test_a_line_says_no_more_than_the_answer(backend: Backend, me: Principal, resume: Resume) -> None:
    attempt_id = practised(backend, me, resume)
    quote = "I called 12 suppliers and found the missing order."

    def take(text: str, quote: str = quote) -> Resume:
        return backend.resume.stories.take(me, resume.id, resume.row_version, "job1", attempt_id, quote, text)

    with pytest.raises(InvalidInput, match="20 is not in your own words"):
        take("Called 20 suppliers and found the missing order")
    with pytest.raises(InvalidInput, match="not in your answer"):
        take("Called 20 suppliers", "I called 20 suppliers")
    with pytest.raises(InvalidInput, match="Write the line"):
        take(" ")
    assert backend.resume.versions.get(me, resume.id).version == resume.version


@pytest.mark.parametrize(("began", "level"), [("March 2021", "entry"), ("March 2017", "mid"), ("March 2004", "senior")])
def test_questions_suit_the_years_somebody_worked(backend: Backend, me: Principal, began: str, level: str) -> None:
    earlier = f"January {began[-4:]} - February {began[-4:]}"
    cv = CV.replace(b"March 2020", began.encode()).replace(b"January 2018 - June 2018", earlier.encode())
    draft = backend.resume.reading.read(me, str(uuid.uuid4()), cv, name="kim.txt").draft
    assert draft is not None
    resume = backend.resume.reading.confirm(me, draft.id, draft.row_version)
    likely = [one.question for one in backend.resume.stories.likely(me, resume.id)]
    assert likely
    for question in likely:
        same = [q for q in backend.interview.library.questions.values() if q.competency == question.competency]
        fit = [q for q in same if q.type == "behavioral" and "general" in q.role_families and level in q.levels]
        assert question in fit or not fit
