"""What a person says back: how it went, whether a score is fair, whether advice helped, forget this answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.helpfulness import HELPFUL_TO_MOST
from shared_backend.ai_engines.personal.score_offset import OPINION_POINTS
from shared_backend.ai_engines.user_model_control import digest
from shared_backend.coaching.comparison import forget_answers, note_rating
from shared_backend.coaching.desk import Desk
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.own_model import Deletion
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import Principal

LONGEST_COMMENT = 2_000


class InterviewFeedback:
    """Reactions to feedback. Each is saved with what is learned from it in one transaction, and counts once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rate_self(self, principal: Principal, attempt_id: str, rating: int) -> Attempt:
        """How the person thinks they did, 1–5, before they see the feedback. The first rating stays."""
        _within(rating, "Your own rating")

        def change(attempt: Attempt) -> Attempt:
            return attempt if attempt.self_rating is not None else replace(attempt, self_rating=rating)

        return self._change(principal, attempt_id, change)

    def score_opinion(self, principal: Principal, attempt_id: str, opinion: str, comment: str = "") -> Attempt:
        """Whether the score is too harsh, fair or too lenient; moves the personal offset, never the score."""
        if opinion not in OPINION_POINTS:
            raise InvalidInput("Choose one of: too harsh, fair, too lenient.")
        if len(comment) > LONGEST_COMMENT:
            raise InvalidInput(f"A comment can hold {LONGEST_COMMENT:,} characters. Nothing was saved.")

        def learn(attempt: Attempt, scenario_id: str, _connection: Connection) -> None:
            self._desk.trainer(principal.user_id).train_from_user_interaction(
                scenario_id,
                "score_opinion",
                {},
                {"score": attempt.feedback.overall.value},
                {"opinion": opinion},
                interaction_id=f"{attempt.id}:opinion",
                attempt_id=attempt.id,
            )

        return self._change(
            principal, attempt_id, lambda attempt: replace(attempt, opinion=opinion, comment=comment.strip()), learn
        )

    def rate_advice(self, principal: Principal, attempt_id: str, *, helpful: bool, rating: int | None) -> Attempt:
        """Whether the advice helped, and 1–5 how much; the coach learns which way of putting it helps."""
        if rating is not None:
            _within(rating, "The rating")
        share = (rating - 1) / 4 if rating is not None else float(helpful)

        def learn(attempt: Attempt, scenario_id: str, connection: Connection) -> None:
            note_rating(self._desk, connection, principal.user_id, attempt, helpful=helpful)
            self._desk.trainer(principal.user_id).train_from_user_interaction(
                scenario_id,
                "tip_rated",
                {"keys": attempt.feedback.tip_keys},
                {"global_logit": HELPFUL_TO_MOST},
                {"helpful": share},
                interaction_id=f"{attempt.id}:advice",
                attempt_id=attempt.id,
            )

        return self._change(
            principal, attempt_id, lambda attempt: replace(attempt, helpful=helpful, rating=rating), learn
        )

    def opened(self, principal: Principal, attempt_id: str, way: str) -> None:
        """The person opened the advice ("reading") or the example ("watching") of an answer; counts once an answer."""

        def work(connection: Connection) -> None:
            attempt = self._desk.practice.attempt(connection, principal.user_id, attempt_id)
            run = self._desk.practice.run(connection, principal.user_id, attempt.run_id)
            self._desk.trainer(principal.user_id).train_from_user_interaction(
                run.scenario_id,
                "did",
                {"way": way},
                {},
                interaction_id=f"{attempt.id}:{way}"[:80],
                attempt_id=attempt.id,
            )

        self._desk.database.write(work)

    def reject_learned(self, principal: Principal, run_id: str, competency: str) -> None:
        """ "Not right": what was learned about a competency is taken back to the beginning. The answers stay."""

        def work(connection: Connection) -> None:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            self._desk.trainer(principal.user_id).train_from_user_interaction(
                run.scenario_id,
                "row_rejected",
                {"competency": competency},
                {},
                interaction_id=f"{run_id}:rejected:{competency}"[:80],
            )

        self._desk.database.write(work)

    def delete_answer(self, principal: Principal, attempt_id: str) -> Deletion:
        """Delete an answer, the follow-ups and retries that hang on it, and all that was learned from them."""

        def work(connection: Connection) -> Deletion:
            attempt = self._desk.practice.attempt(connection, principal.user_id, attempt_id)
            run = self._desk.practice.run(connection, principal.user_id, attempt.run_id)
            trainer = self._desk.trainer(principal.user_id)
            before = digest(trainer.load_user_model(run.scenario_id))
            gone = _depending(self._desk.practice.attempts_of_run(connection, principal.user_id, run.id), attempt_id)
            for one in gone:
                self._desk.practice.delete_attempt(connection, principal.user_id, one)
                trainer.forget(run.scenario_id, one)
            forget_answers(self._desk, connection, principal.user_id, gone)
            left = tuple(a for a in run.asked if a.attempt_id not in gone and a.of_attempt not in gone)
            for lost in set(run.asked) - set(left):
                self._desk.practice.save_draft(
                    connection, principal.user_id, run.id, lost.attempt_id, "", self._desk.clock.now()
                )
            self._desk.practice.save_run(
                connection, principal.user_id, replace(run, asked=left), self._desk.clock.now()
            )
            state = trainer.load_user_model(run.scenario_id)
            return Deletion(len(gone), state.ability.n, self._desk.clock.now(), before, digest(state))

        return self._desk.database.write(work)

    def _change(
        self,
        principal: Principal,
        attempt_id: str,
        change: Callable[[Attempt], Attempt],
        learn: Callable[[Attempt, str, Connection], None] | None = None,
    ) -> Attempt:
        def work(connection: Connection) -> Attempt:
            attempt = self._desk.practice.attempt(connection, principal.user_id, attempt_id)
            changed = change(attempt)
            if learn is not None:
                run = self._desk.practice.run(connection, principal.user_id, attempt.run_id)
                learn(attempt, run.scenario_id, connection)
            if changed == attempt:
                return attempt
            return self._desk.practice.save_attempt(connection, principal.user_id, changed)

        return self._desk.database.write(work)


def _depending(attempts: tuple[Attempt, ...], attempt_id: str) -> set[str]:
    """The attempt and everything that was asked because of it, however far down."""
    gone = {attempt_id}
    while True:
        more = {a.id for a in attempts if a.of_attempt in gone} - gone
        if not more:
            return gone
        gone |= more


def _within(rating: int, what: str) -> None:
    if isinstance(rating, bool) or not 1 <= rating <= 5:
        raise InvalidInput(f"{what} goes from 1 to 5.")
