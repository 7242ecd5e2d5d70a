"""The global model of the personalization benchmark: ridge logistic regression on one-hot item and one-hot skill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.learner_rows import LearnerRows

RIDGE_C = 1.0
FOLDS = 4


@dataclass(frozen=True, slots=True)
class ItemSkillModel:
    """Logit of a right answer: intercept + item + skill.

    The coefficients of all items sum to 0 at the ridge optimum, and so do those of the skills; what was never seen
    therefore counts 0, which is the mean.
    """

    intercept: float
    items: Mapping[str, float]
    skills: Mapping[str, float]

    @classmethod
    def fit(cls, rows: LearnerRows) -> ItemSkillModel:
        """Fit on all rows (C = 1). Raises `InvalidInput` when the outcomes are all right or all wrong."""
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        items, item = np.unique(rows.item, return_inverse=True)
        skills, skill = np.unique(rows.skill, return_inverse=True)
        # Rows with the same item and skill differ in the outcome only: sums over them give the same optimum.
        pairs, pair = np.unique(item.astype(np.int64) * len(skills) + skill, return_inverse=True)
        right = np.bincount(pair, rows.correct)
        weights = np.concatenate([right, np.bincount(pair) - right])
        if min(right.sum(), len(rows) - right.sum()) <= 0.0:
            raise InvalidInput("The training rows are all right or all wrong; there is nothing to learn.")
        columns = np.stack([pairs // len(skills), pairs % len(skills) + len(items)], axis=1)
        columns = np.concatenate([columns, columns])
        outcomes = np.repeat([1.0, 0.0], len(pairs))
        used = weights > 0.0
        features = csr_matrix(
            (np.ones(2 * used.sum()), columns[used].ravel(), 2 * np.arange(used.sum() + 1)),
            shape=(int(used.sum()), len(items) + len(skills)),
        )
        fitted = LogisticRegression(C=RIDGE_C, max_iter=5000, tol=1e-6).fit(
            features, outcomes[used], sample_weight=weights[used]
        )
        found = fitted.coef_[0].tolist()
        return cls(
            float(fitted.intercept_[0]),
            dict(zip(items.tolist(), found[: len(items)], strict=True)),
            dict(zip(skills.tolist(), found[len(items) :], strict=True)),
        )

    def logits(self, rows: LearnerRows) -> NDArray[np.float64]:
        """Logit of a right answer for every row."""
        parts = zip(rows.item.tolist(), rows.skill.tolist(), strict=True)
        return np.array([self.intercept + self.items.get(i, 0.0) + self.skills.get(s, 0.0) for i, s in parts])

    def skill_logits(self, rows: LearnerRows) -> dict[str, float]:
        """Mean logit of each skill over the rows that practise it."""
        skills, skill = np.unique(rows.skill, return_inverse=True)
        means = np.bincount(skill, self.logits(rows)) / np.bincount(skill)
        return dict(zip(skills.tolist(), means.tolist(), strict=True))


def out_of_fold_logits(rows: LearnerRows, *, seed: int) -> NDArray[np.float64]:
    """Logits of every row by a model that has not seen its user (4 folds by user, seeded)."""
    users, user = np.unique(rows.user, return_inverse=True)
    if len(users) < FOLDS:
        raise InvalidInput(f"The training rows come from {len(users)} users; at least {FOLDS} are needed.")
    fold = (np.random.default_rng(seed).permutation(len(users)) % FOLDS)[user]
    logits = np.empty(len(rows))
    for held_out in range(FOLDS):
        model = ItemSkillModel.fit(rows.where(fold != held_out))
        logits[fold == held_out] = model.logits(rows.where(fold == held_out))
    return logits
