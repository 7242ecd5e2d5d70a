"""Words that are used alike get one number: kinds of words learned from skill names and the training sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

_SIZES = (50, 250, 800)
_DIRECTIONS = 60
_RARE = 3
_WINDOW = (-2, -1, 1, 2)


def word_kinds(lines: Sequence[Sequence[str]], seed: int) -> Mapping[str, tuple[int, ...]]:
    """Three numbers, coarse to fine, for each word that comes at least three times.

    Words are described by their neighbours at four places (positive pointwise mutual information, reduced by singular
    values) and grouped by k-means; no mark of any training sentence is used.

    Parameters
    ----------
    lines : sequence of sequences of str
        Stems in order.
    """
    from scipy.sparse import csr_matrix
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.utils.extmath import randomized_svd

    rows = Counter(word for line in lines for word in set(line))
    place = {word: i for i, word in enumerate(sorted(word for word, count in rows.items() if count >= _RARE))}
    if len(place) < 2:
        return {word: (0,) * len(_SIZES) for word in place}
    count = _neighbours(lines, place)
    (row, column), value = np.array(list(count)).T, np.array(list(count.values()), dtype=np.float64)
    own, other = np.bincount(row, weights=value), np.bincount(column, weights=value) ** 0.75
    told = np.maximum(np.log(value * other.sum() / (own[row] * other[column])), 0)
    table = csr_matrix((told, (row, column)), shape=(len(place), int(column.max()) + 1))
    size = min(_DIRECTIONS, min(table.shape) - 1)
    left, singular, _ = randomized_svd(table, max(size, 1), n_iter=3, random_state=seed)
    vectors = left * np.sqrt(singular)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    kinds = [
        MiniBatchKMeans(min(k, len(place)), random_state=seed, n_init=1, batch_size=2048, max_iter=30)
        .fit(vectors)
        .labels_
        for k in _SIZES
    ]
    return {word: tuple(int(of[i]) for of in kinds) for word, i in place.items()}


def _neighbours(lines: Sequence[Sequence[str]], place: Mapping[str, int]) -> Counter[tuple[int, int]]:
    """How often each word has each neighbour at each of four places; beyond the ends stands a word of its own."""
    found: Counter[tuple[int, int]] = Counter()
    beyond = len(place)
    for line in lines:
        known = [place.get(word, -1) for word in line]
        for i, word in enumerate(known):
            if word < 0:
                continue
            for k, step in enumerate(_WINDOW):
                at = i + step
                near = known[at] if 0 <= at < len(known) else beyond
                if near >= 0:
                    found[word, near * len(_WINDOW) + k] += 1
    return found
