"""Measures of a short answer beside a reference answer: shared words, letters, latent directions, graded neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.tasks.interview_coach.reading import is_content
from shared_backend.ai_engines.text.tfidf import Lsa, TfIdf
from shared_backend.ai_engines.text.words import Words, read, stem

NEIGHBOURS = 5
NAMES = (
    "words_cosine", "letters_cosine", "latent_cosine", "recall", "precision", "new_recall", "soft_recall",
    "weighted_recall",
    "question_cosine", "length", "length_ratio", "negation_differs", "same", "neighbours_grade", "neighbours_near",
)  # fmt: skip


def short_answer_measures(
    rows: Sequence[Mapping[str, str]], truth: FloatArray, learned: NDArray[np.intp]
) -> tuple[FloatArray, tuple[str, ...]]:
    """An (n, 13) array for all rows, (n, 15) when every other row's question has graded answers.

    Grades are looked at for the rows at `learned` only, and never a row's own.

    Parameters
    ----------
    rows : mappings with question, reference, answer
    truth : (n,) array of grades
    learned : indices of the rows whose grades are known
    """
    answers, references = [row["answer"] for row in rows], [row["reference"] for row in rows]
    questions = [row["question"] for row in rows]
    texts = sorted({*(references[i] for i in learned), *(questions[i] for i in learned)}) + [
        answers[i] for i in learned
    ]
    words, letters = TfIdf(letters=None, pairs=False, min_rows=1).fit(texts), TfIdf(pairs=False, min_rows=1).fit(texts)
    latent = Lsa(60).fit(texts)
    answered, lettered = words.transform(answers), letters.transform(answers)
    columns = [
        _rowwise(answered, words.transform(references)),
        _rowwise(lettered, letters.transform(references)),
        _cosine(latent.transform(answers), latent.transform(references)),
    ]
    weight = {term[2:]: float(words.idf_[j]) for term, j in words.vocabulary_.items() if term.startswith("w ")}
    overlaps = np.array(
        [_overlap(read(r), read(a), read(q), weight) for r, a, q in zip(references, answers, questions, strict=True)]
    )
    question = _rowwise(answered, words.transform(questions))
    measures = [*columns, overlaps[:, :5], question, overlaps[:, 5:]]
    seen = {questions[i] for i in learned}
    others = sorted(set(range(len(rows))) - set(learned.tolist()))
    if not all(questions[i] in seen for i in others):
        return np.column_stack(measures), NAMES[:-2]
    known: dict[str, list[int]] = {}
    for i in learned.tolist():
        known.setdefault(questions[i], []).append(i)
    near = (lettered @ lettered.T).toarray()
    alike = np.array([_neighbours(i, near[i], known[questions[i]], truth) for i in range(len(rows))])
    return np.column_stack([*measures, alike]), NAMES


def _rowwise(one: object, other: object) -> FloatArray:
    product: FloatArray = np.asarray(one.multiply(other).sum(axis=1), dtype=np.float64).ravel()  # type: ignore[attr-defined]
    return product


def _cosine(one: FloatArray, other: FloatArray) -> FloatArray:
    size = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosine: FloatArray = np.sum(one * other, axis=1) / np.where(size > 0, size, 1.0)
    return cosine


def _overlap(reference: Words, answer: Words, question: Words, weight: Mapping[str, float]) -> list[float]:
    wanted = {stem(w) for w in reference.words if is_content(w)}
    given = {stem(w) for w in answer.words if is_content(w)}
    asked = {stem(w) for w in question.words if is_content(w)}
    both, new = wanted & given, wanted - asked
    starts = {term[:4] for term in given if len(term) >= 4}
    soft = sum(1.0 if term in given else 0.7 if term[:4] in starts else 0.0 for term in wanted)
    total = sum(weight.get(term, 1.0) for term in wanted)
    negative = ("not", "no", "never", "without")
    differs = any(w in negative for w in answer.words) != any(w in negative for w in reference.words)
    return [
        len(both) / max(1, len(wanted)),
        len(both) / max(1, len(given)),
        len(new & given) / max(1, len(new)),
        soft / max(1, len(wanted)),
        sum(weight.get(term, 1.0) for term in both) / max(1.0, total),
        float(np.log1p(len(answer))),
        float(np.clip(np.log((len(answer) + 1) / (len(reference) + 1)), -3, 3)),
        float(differs),
        float(wanted == given),
    ]


def _neighbours(row: int, near: FloatArray, known: Sequence[int], truth: FloatArray) -> tuple[float, float]:
    """Mean grade of the nearest known answers to the same question (weighted by nearness), and how near they are."""
    others = [i for i in known if i != row]
    if not others:
        return float(truth[list(known)].mean()), 0.0
    best = sorted(others, key=lambda i: (-near[i], i))[:NEIGHBOURS]
    weights = np.array([near[i] ** 2 + 1e-3 for i in best])
    return float(np.sum(weights * truth[best]) / weights.sum()), float(np.mean(near[best]))
