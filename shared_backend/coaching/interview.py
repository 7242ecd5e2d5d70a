"""Practising an interview: start, warm up, one question at a time, an answer that is scored and learned from."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.difficulty import Wish
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.coaching.answer_reading import LONGEST_ANSWER, checked_answer, read_answer
from shared_backend.coaching.comparison import note_answer
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.coaching.interview_setup import checked
from shared_backend.coaching.onboarding import Goals
from shared_backend.coaching.question_plan import plan_question
from shared_backend.domain.errors import InvalidInput, UnsafeContent
from shared_backend.domain.practice import Asked, Attempt, Kind, Run
from shared_backend.domain.principal import Principal
from shared_backend.services.content.follow_up import follow_up
from shared_backend.services.practice.store import Draft

WARM_UP = "warm_up"


class InterviewPractice:
    """The interview coach's recipes. Each command is one transaction and may be delivered twice."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def start(self, principal: Principal, choices: Mapping[str, Any], *, run_id: str) -> Run:
        """Begin a run from the set-up card; the same `run_id` begins once."""
        code = choices.get("occupation")
        setup = checked(choices, self._desk.occupations.role_family(code) if code else "general")
        now = self._desk.clock.now()

        def work(connection: Connection) -> Run:
            scenario = self._desk.trainer(principal.user_id).create_user_scenario(COACH, Goals().model_dump())
            existing = self._desk.practice.find_run(connection, principal.user_id, run_id)
            if existing is not None:
                return existing
            run = Run(run_id, scenario.id, setup, now, now)
            self._desk.practice.add_run(connection, principal.user_id, run)
            return run

        return self._desk.database.write(work)

    def run(self, principal: Principal, run_id: str) -> Run:
        """One run of this person."""
        with self._desk.database.read() as connection:
            return self._desk.practice.run(connection, principal.user_id, run_id)

    def warm_up(self, principal: Principal, run_id: str, text: str) -> Run:
        """Finish the warm-up and ask the first question. What was written is not scored, learned from or kept."""
        self._stop_if_in_danger(principal, text)

        def work(connection: Connection) -> Run:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            self._desk.practice.save_draft(connection, principal.user_id, run_id, WARM_UP, "", self._desk.clock.now())
            if run.warm_up_done:
                return run
            return self._ask(connection, principal, replace(run, warm_up_done=True))

        return self._desk.database.write(work)

    def next_question(self, principal: Principal, run_id: str, wish: Wish | None = None) -> Run:
        """Ask the next question, or finish when all have been asked. While one is open, nothing changes.

        With a `wish` it is easier or harder than the last one answered, and the wish is learned from.
        """
        _checked(wish)

        def work(connection: Connection) -> Run:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            if run.state == "finished" or run.open_question() is not None:
                return run
            if run.main_count() >= run.setup.count:
                return self._save(connection, principal, replace(run, state="finished"))
            answered = [a for a in run.asked if a.state == "answered"]
            return self._ask(connection, principal, run, answered[-1] if answered else None, wish)

        return self._desk.database.write(work)

    def swap(self, principal: Principal, run_id: str, attempt_id: str, wish: Wish) -> Run:
        """Exchange an open question for an easier or harder one; the wish is learned from, nothing is scored."""
        _checked(wish)

        def work(connection: Connection) -> Run:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            asked = run.asked_as(attempt_id)
            if asked.state != "open":
                return run
            if asked.kind != "main":
                raise InvalidInput("Only a new question can be exchanged. Answer this one or skip it.")
            self._desk.practice.save_draft(
                connection, principal.user_id, run_id, attempt_id, "", self._desk.clock.now()
            )
            return self._ask(connection, principal, run.marking(attempt_id, "swapped"), asked, wish)

        return self._desk.database.write(work)

    def try_again(self, principal: Principal, attempt_id: str) -> Run:
        """Ask the same question once more."""
        return self._ask_again(principal, attempt_id, "retry")

    def follow_up(self, principal: Principal, attempt_id: str) -> Run:
        """Ask a follow-up on the weakest criterion of this answer."""
        return self._ask_again(principal, attempt_id, "follow_up")

    def answer(self, principal: Principal, run_id: str, attempt_id: str, text: str, *, seconds: float) -> Attempt:
        """Score an answer, learn from it and save all of it at once; sent twice, it counts once.

        Raises
        ------
        InvalidInput
            When there is nothing to score, or far too much of it.
        UnsafeContent
            When the text speaks of danger to the person: coaching stops and help is shown.
        """
        answer = checked_answer(text)
        with self._desk.database.read() as connection:
            known = self._desk.practice.find_attempt(connection, principal.user_id, attempt_id)
            run = self._desk.practice.run(connection, principal.user_id, run_id)
        if known is not None:
            return known
        self._stop_if_in_danger(principal, answer)
        asked = run.asked_as(attempt_id)
        # One trainer for both: what it opened to predict it need not open again to learn.
        trainer = self._desk.trainer(principal.user_id)
        attempt = read_answer(self._desk, trainer, run, asked, answer, seconds)
        return self._desk.database.write(lambda connection: self._keep(connection, trainer, run_id, attempt))

    def skip(self, principal: Principal, run_id: str, attempt_id: str) -> Run:
        """Pass over an open question; nothing is scored or learned."""

        def work(connection: Connection) -> Run:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            if run.asked_as(attempt_id).state != "open":
                return run
            self._desk.practice.save_draft(
                connection, principal.user_id, run_id, attempt_id, "", self._desk.clock.now()
            )
            return self._save(connection, principal, run.marking(attempt_id, "skipped"))

        return self._desk.database.write(work)

    def finish(self, principal: Principal, run_id: str) -> Run:
        """End a run early; an open question counts as skipped."""

        def work(connection: Connection) -> Run:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            if run.state == "finished":
                return run
            waiting = run.open_question()
            ended = run if waiting is None else run.marking(waiting.attempt_id, "skipped")
            return self._save(connection, principal, replace(ended, state="finished"))

        return self._desk.database.write(work)

    def save_draft(self, principal: Principal, run_id: str, slot: str, text: str) -> None:
        """Keep what was typed so far. `slot` is the answer form's id, or ``warm_up``."""
        if len(text) > LONGEST_ANSWER * 2:
            raise InvalidInput(f"A draft can hold {LONGEST_ANSWER * 2:,} characters. The last saved text is kept.")

        def work(connection: Connection) -> None:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            if slot != WARM_UP and run.asked_as(slot).state != "open":
                return  # a late autosave must not bring back text that was already sent
            self._desk.practice.save_draft(connection, principal.user_id, run_id, slot, text, self._desk.clock.now())

        self._desk.database.write(work)

    def draft(self, principal: Principal, run_id: str, slot: str) -> Draft | None:
        """What was typed but not sent."""
        with self._desk.database.read() as connection:
            return self._desk.practice.draft(connection, principal.user_id, run_id, slot)

    def _keep(self, connection: Connection, trainer: UserModelTrainer, run_id: str, attempt: Attempt) -> Attempt:
        """The one transaction: answer, what was learned from it, and the run that moved on."""
        user_id = trainer.user_id
        known = self._desk.practice.find_attempt(connection, user_id, attempt.id)
        if known is not None:
            return known
        run = self._desk.practice.run(connection, user_id, run_id)
        if run.asked_as(attempt.id).state != "open":
            raise InvalidInput("This question was skipped in another window. Your draft is kept.")
        self._desk.practice.add_attempt(connection, user_id, attempt)
        if attempt.kind != "follow_up":
            trainer.train_from_user_interaction(
                run.scenario_id,
                "answered",
                {"competency": attempt.competency},
                {"global_logit": attempt.provenance.global_logit, "outcome": attempt.feedback.overall.value / 10.0},
                interaction_id=f"{attempt.id}:answered",
                attempt_id=attempt.id,
                at=attempt.created_at,
            )
        note_answer(self._desk, connection, user_id, attempt)
        self._desk.practice.save_draft(connection, user_id, run_id, attempt.id, "", attempt.created_at)
        self._desk.practice.save_run(connection, user_id, run.marking(attempt.id, "answered"), self._desk.clock.now())
        return attempt

    def _ask(
        self,
        connection: Connection,
        principal: Principal,
        run: Run,
        instead: Asked | None = None,
        wish: Wish | None = None,
    ) -> Run:
        asked = plan_question(self._desk, connection, principal, run, instead, wish)
        return self._save(connection, principal, run.asking(asked))

    def _ask_again(self, principal: Principal, attempt_id: str, kind: Kind) -> Run:
        def work(connection: Connection) -> Run:
            attempt = self._desk.practice.attempt(connection, principal.user_id, attempt_id)
            run = self._desk.practice.run(connection, principal.user_id, attempt.run_id)
            if run.open_question() is not None:
                return run
            retry = kind == "retry"
            # Both belong to an answer to the question itself, never to another follow-up.
            of_attempt = attempt.of_attempt if attempt.kind == "follow_up" and attempt.of_attempt else attempt.id
            asked = replace(
                run.asked_as(attempt_id),
                attempt_id=str(uuid.uuid4()),
                kind=kind,
                text=run.asked_as(of_attempt).text if retry else follow_up(attempt, self._desk.reference),
                because="You asked to try this one again."
                if retry
                else "It looks at the part of your answer that has most room to grow.",
                of_attempt=of_attempt,
                asked_at=self._desk.clock.now(),
                state="open",
            )
            self._desk.trainer(principal.user_id).train_from_user_interaction(
                run.scenario_id,
                "did",
                {"way": "practising"},
                {},
                interaction_id=f"{attempt.id}:practising",
                attempt_id=attempt.id,
            )
            return self._save(connection, principal, replace(run, state="active").asking(asked))

        return self._desk.database.write(work)

    def _save(self, connection: Connection, principal: Principal, run: Run) -> Run:
        return self._desk.practice.save_run(connection, principal.user_id, run, self._desk.clock.now())

    def _stop_if_in_danger(self, principal: Principal, text: str) -> None:
        flag = self._desk.screen(text)
        if flag is not None:
            # The queue first: help that is shown but never followed up would be a promise not kept.
            self._desk.escalations.queue(principal.user_id, flag, self._desk.clock.now())
            raise UnsafeContent(flag.message, flag.help_lines)


def _checked(wish: str | None) -> None:
    if wish not in (None, *get_args(Wish)):
        raise InvalidInput("A question can be easier or harder. Nothing was changed.")
