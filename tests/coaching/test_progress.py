"""Looking back, on both databases: every figure follows from what was stored, and nothing is said too early."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.coaching import progress as module
from shared_backend.coaching.tastes import LEVELS
from tests.people import HandClock
from tests.practised import practise
from tests.practising import GOOD, THIN, choices, practice_backend, practiser
from tests.servers import postgres_database


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """A fresh installation with a deployed interview coach, on either database."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = practice_backend(tmp_path, url, clock)
        yield made
        made.jobs.close()
        made.database.close()


def test_somebody_new_has_nothing_to_look_back_on(backend: Backend) -> None:
    view = backend.progress.view(practiser(backend))
    assert (view.lines, view.tried, view.answers, view.sittings, view.seconds) == ((), (), 0, 0, 0)
    assert view.weeks is None
    assert view.calibration.mean is None
    assert all(deed.times == 0 for deed in view.deeds)


def test_the_figures_follow_from_what_is_stored(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 12, retries=True)
    view = backend.progress.view(me)
    assert (view.answers, view.counted, view.sittings) == (12, 12, len({a.run_id for a in made}))
    assert view.seconds == sum(a.seconds for a in made)
    assert view.calibration.n == len(view.rated) == 12
    assert view.calibration.mean == pytest.approx(
        sum(2.5 * ((a.self_rating or 0) - 1) - a.feedback.overall.value for a in made) / 12
    )
    assert sum(line.now.answers for line in view.lines) == 12
    words = {word for _, word in LEVELS}
    believed = {row.competency: row for row in backend.my_model.view(me).rows}
    for line in view.lines:
        assert [level.at for level in line.levels] == sorted(level.at for level in line.levels)
        assert all(0 < lv.expected.low < lv.expected.value < lv.expected.high < 10 for lv in line.levels)
        assert {level.word for level in line.levels} <= words | {None}
        assert line.now.expected == believed[line.competency].expected, "both pages say the same"
        assert line.now.word == believed[line.competency].word
        if line.before is not None:
            assert line.before.word not in (None, line.now.word)
    assert (view.version, view.scored_by) == ("v1", ("v1",))


def test_a_level_can_fall(backend: Backend, clock: HandClock) -> None:
    """First good answers on one competency, then thin ones: the word of before was a better one."""
    me = practiser(backend)
    run = backend.interview.practice.start(me, choices(question_type="behavioral"), run_id="run")
    run = backend.interview.practice.warm_up(me, run.id, "")
    for text in (GOOD,) * 6 + (THIN,) * 25:
        clock.forward(hours=20)
        waiting = run.open_question()
        assert waiting is not None
        attempt = backend.interview.practice.answer(me, run.id, waiting.attempt_id, text, seconds=60)
        run = backend.interview.practice.try_again(me, attempt.id)
    (line,) = backend.progress.view(me).lines
    ranks = {word: rank for rank, (_, word) in enumerate(reversed(LEVELS))}
    assert line.now.word is not None
    best = max((ranks[level.word] for level in line.levels if level.word is not None), default=0)
    assert ranks[line.now.word] < best
    assert line.before is not None
    assert line.before.word is not None
    assert ranks[line.before.word] > ranks[line.now.word]


def test_first_and_latest_of_the_same_question(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    coach = backend.interview.practice
    run = coach.warm_up(me, coach.start(me, choices(), run_id="run").id, "")
    attempts = []
    for text in (THIN, "Much the same.", GOOD):
        clock.forward(minutes=5)
        waiting = run.open_question()
        assert waiting is not None
        attempts.append(coach.answer(me, run.id, waiting.attempt_id, text, seconds=60))
        run = coach.try_again(me, attempts[-1].id)
    (tried,) = backend.progress.view(me).tried
    assert (tried.first.id, tried.latest.id, tried.tries) == (attempts[0].id, attempts[2].id, 3)
    before, after = tried.first.feedback.overall, tried.latest.feedback.overall
    assert tried.change.within_noise == (before.low <= after.high and after.low <= before.high)
    deeds = {deed.deed: deed for deed in backend.progress.view(me).deeds}
    weak = sum(a.feedback.overall.value < 5 for a in attempts[:2])
    assert deeds["retried"].times == weak > 0


def test_weeks_are_counted_only_for_who_wants_them(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    practise(backend, me, clock, 1)
    clock.forward(weeks=2)
    practise(backend, me, clock, 1)
    assert backend.progress.view(me).weeks is None
    backend.interview.preferences.save(me, streak="on")
    found = backend.progress.view(me).weeks
    assert found is not None
    assert (found.practised, found.now) == (2, True)


def test_correcting_the_model_is_a_deed(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 3)
    backend.my_model.forget_answer(me, made[0].id, receipt_id="one")
    backend.interview.feedback.reject_learned(me, made[0].run_id, made[1].competency)
    backend.interview.tastes.take_back(me, "tone")
    deeds = {deed.deed: deed for deed in backend.progress.view(me).deeds}
    assert deeds["corrected"].times == 3
    assert deeds["corrected"].last == clock.now()


def test_only_the_newest_answers_are_read(backend: Backend, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    me = practiser(backend)
    practise(backend, me, clock, 6)
    monkeypatch.setattr(module, "MOST_ANSWERS", 4)
    view = backend.progress.view(me)
    assert (view.answers, view.counted, len(view.rated)) == (6, 4, 4)
    assert sum(line.now.answers for line in view.lines) == 6, "levels rest on all of them"


def test_an_open_page_is_not_practice(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    coach = backend.interview.practice
    run = coach.warm_up(me, coach.start(me, choices(), run_id="run").id, "")
    waiting = run.open_question()
    assert waiting is not None
    coach.answer(me, run.id, waiting.attempt_id, GOOD, seconds=86_400)
    assert backend.progress.view(me).seconds == module.LONGEST_SITTING


def test_nobody_sees_anothers(backend: Backend, clock: HandClock) -> None:
    me, other = practiser(backend), practiser(backend)
    practise(backend, me, clock, 3)
    assert backend.progress.view(other).answers == 0
    assert backend.progress.view(other).lines == ()
