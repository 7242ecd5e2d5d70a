"""What the personal model of the career coach learns: paths judged, the one chosen, steps done and whether they helped.

Every command joins the caller's transaction and may be delivered twice. What was said is kept by the stories that ask
for it; here is only what was learned from it, which goes when it is taken back.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.ai_engines.personal.interactions import Answered, PathJudged, from_json
from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.ai_engines.personal.prior import MIDDLE_DIFFICULTY, AbilityPrior
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.career import Plan, Step
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.elements import kind_of
from shared_backend.services.careers.recent import LAST, Lately, lately
from shared_backend.services.careers.taste import features_of, global_logit

CAREER_COACH = "career_coach"
HELPED: Mapping[str, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0}
DOING: Mapping[str, float] = {"done": 1.0, "skipped": 0.0}
_IDS = uuid.UUID("0f1f0c52-7a0d-4a3f-8f1c-5d6f2b9f3a10")
PEOPLE = ("upload", "correction")


class CareerLearning:
    """Reads and teaches the person's scenario of the career coach; made with the first thing that is learned."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def learned(self, connection: Connection, user_id: str) -> Leanings:
        """What steers the order of paths: a stranger's leanings where the person wants the general model only."""
        mine = self._workshop.user_models.scenario(connection, user_id, CAREER_COACH)
        if mine is None or mine.global_only:
            return Leanings()
        return self._trainer(user_id).load_user_model(mine.id).leanings

    def lately(self, connection: Connection, user_id: str) -> Mapping[str, Lately]:
        """What the last ten things that were learned say of each skill; nothing for the general model only."""
        mine = self._workshop.user_models.scenario(connection, user_id, CAREER_COACH)
        if mine is None or mine.global_only:
            return {}
        history = self._workshop.user_models.history(connection, user_id, mine.id)[-LAST:]
        found = [from_json(one.payload) for one in history]
        liked = [one.what for one in found if isinstance(one, PathJudged) and one.liked > 0.5]
        steps = [(one.competency, one.outcome) for one in found if isinstance(one, Answered)]
        return lately(liked, steps, self._workshop.reference)

    def path(self, user_id: str, code: str, liked: float, fit: float) -> None:
        """A path was called interesting (1) or not for them (0); `fit` is what the general order gave it."""
        self._judged(user_id, f"path:{code}", code, liked, fit)

    def unsaid(self, user_id: str, code: str) -> None:
        """What was said of a path was taken back."""
        self._forget(user_id, f"path:{code}")

    def target(self, user_id: str, code: str | None, fit: float) -> None:
        """An occupation was chosen to work towards, in place of the one before; None when there is none any more."""
        self._forget(user_id, "target")
        if code is not None:
            self._judged(user_id, "target", code, 1.0, fit)

    def plan(self, user_id: str, before: Plan, after: Plan | None) -> None:
        """A plan changed, or was deleted: what its steps teach now, and no longer what they taught."""
        now = {} if after is None else {step.id: step for step in after.steps}
        for step in before.steps:
            new = now.pop(step.id, None)
            if new is None:
                self._step(user_id, replace(step, state="open", helped=None))
            elif (new.state, new.helped) != (step.state, step.helped):
                self._step(user_id, new)
        for step in now.values():
            self._step(user_id, step)

    def _step(self, user_id: str, step: Step) -> None:
        """Whether it was done, and whether it helped."""
        helped = None if step.helped is None else HELPED[step.helped]
        for about, outcome in (("do", DOING.get(step.state)), ("help", helped)):
            subject = f"{about}:{step.id}"
            if outcome is None:
                self._forget(user_id, subject)
            else:
                self._answered(user_id, subject, f"{about}:{kind_of(step.skill)}", outcome)

    def next_jobs(self, code: str | None) -> Mapping[str, float]:
        """Where people go from an occupation by the deployed model; nothing while it knows published links only.

        Those count in the order of paths already.
        """
        trainer = self._trainer("")
        version = trainer.champion(CAREER_COACH)
        if code is None or version is None or not any(version.card.get("sources", {}).get(name) for name in PEOPLE):
            return {}
        try:
            said = trainer.predict(CAREER_COACH, [{"titles": code}], version_id=version.id)[0]
        except CoachError:
            return {}
        return {other: share for other, share in said.judgement.ranking if other != code}

    def _judged(self, user_id: str, subject: str, code: str, liked: float, fit: float) -> None:
        features = features_of(code, self._workshop.reference)
        given = {"what": code, "features": features}
        self._learn(user_id, subject, "path_judged", given, {"global_logit": global_logit(fit)}, {"liked": liked})

    def _answered(self, user_id: str, subject: str, competency: str, outcome: float) -> None:
        champion = self._trainer(user_id).champion(CAREER_COACH)
        prior = AbilityPrior.from_card({} if champion is None else champion.card)
        expected = {"global_logit": prior.global_logit(MIDDLE_DIFFICULTY), "outcome": outcome}
        self._learn(user_id, subject, "answered", {"competency": competency}, expected, {})

    def _learn(
        self, user_id: str, subject: str, kind: str, given: Mapping[str, Any], said: Mapping[str, Any],
        thought: Mapping[str, Any],
    ) -> None:  # fmt: skip
        trainer = self._trainer(user_id)
        scenario = trainer.create_user_scenario(CAREER_COACH, {})
        key = self._key(scenario.id, subject)
        known = {one.id: one.payload for one in trainer.interaction_history(CAREER_COACH)}.get(key)
        if known is not None and kind == "answered" and known["outcome"] != said["outcome"]:
            # An answer is learned once; another word on the same step replaces it.
            trainer.forget(scenario.id, key)
        elif known is not None and kind == "path_judged" and (known["what"], known["liked"]) == (
            given["what"], thought["liked"],
        ):  # fmt: skip
            return
        trainer.train_from_user_interaction(scenario.id, kind, given, said, thought, interaction_id=key, attempt_id=key)

    def _forget(self, user_id: str, subject: str) -> None:
        trainer = self._trainer(user_id)
        if trainer.has_scenario(CAREER_COACH):
            scenario = trainer.create_user_scenario(CAREER_COACH, {})
            trainer.forget(scenario.id, self._key(scenario.id, subject))

    def _key(self, scenario_id: str, subject: str) -> str:
        return str(uuid.uuid5(_IDS, f"{scenario_id}/{subject}"))

    def _trainer(self, user_id: str) -> UserModelTrainer:
        return UserModelTrainer(self._workshop, user_id)
