"""The skill tagger: gradients, decoding, learning, saving, odd input; `evaluate skill-spans` by hand."""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import combinations, pairwise, product
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from shared_backend.ai_engines.spans.crf import Chains, _expected, fit_chain, spans_of
from shared_backend.ai_engines.spans.decoding import best_spans, span_shares
from shared_backend.ai_engines.spans.tagger import Marked, SpanTagger
from shared_backend.ai_engines.spans.word_kinds import word_kinds
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import InvalidInput, NotFittedError
from shared_backend.operations.evaluation import skill_spans

SUBJECTS = ("You", "They", "We", "Applicants", "Nurses", "Everyone")
SKILLS = (
    "weld steel frames",
    "plan staff rotas",
    "assist older people",
    "repair diesel engines",
    "write clear reports",
)


def drawn(count: int, seed: int) -> list[Marked]:
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        skill = SKILLS[rng.integers(len(SKILLS))].split()
        before, after = [SUBJECTS[rng.integers(len(SUBJECTS))], "will"], ["in", "Leeds", "."]
        tags = ["O"] * len(before) + ["B", *["I"] * (len(skill) - 1)] + ["O"] * len(after)
        found.append(Marked((*before, *skill, *after), {"tags_skill": tuple(tags)}))
    return found


def test_normaliser_and_shares_equal_enumeration() -> None:
    rng = np.random.default_rng(0)
    lengths = np.array([3, 1, 2], dtype=np.intp)
    emission, steps = rng.normal(size=(6, 3)), rng.normal(size=(3, 3))
    steps[0, 2] = -30
    shares, _, normal = _expected(emission, steps, Chains(lengths))
    total, expected, first = 0.0, np.zeros((6, 3)), 0
    for length in lengths:
        weight = {}
        for path in product(range(3), repeat=int(length)):
            value = sum(emission[first + i, tag] for i, tag in enumerate(path)) - 30 * (path[0] == 2)
            weight[path] = np.exp(value + sum(steps[a, b] for a, b in pairwise(path)))
        mass = sum(weight.values())
        total += np.log(mass)
        for path, value in weight.items():
            for i, tag in enumerate(path):
                expected[first + i, tag] += value / mass
        shares_of_spans = dict.fromkeys((span for path in weight for span in spans_of(path)), 0.0)
        for path, value in weight.items():
            for span in spans_of(path) if path[0] != 2 else ():
                shares_of_spans[span] += value / mass
        likely = {span: share for span, share in shares_of_spans.items() if share > 0.01}
        assert span_shares(emission[first : first + length], steps) == pytest.approx(likely)
        first += int(length)
    assert normal == pytest.approx(total)
    np.testing.assert_allclose(shares, expected, atol=1e-9)


def test_the_fit_agrees_with_what_was_seen() -> None:
    tags = np.array([0, 1, 2, 0, 1, 0, 0, 1, 2, 2], dtype=np.intp)
    features = csr_matrix(np.eye(5)[[0, 1, 2, 0, 3, 0, 0, 1, 2, 4]])
    chains = Chains(np.array([4, 3, 3], dtype=np.intp))
    weights, steps = fit_chain(features, tags, chains, decay=1e-3, rounds=200)
    shares, moved, _ = _expected(features @ weights, steps, chains)
    np.testing.assert_allclose(features.T @ shares, features.T @ np.eye(3)[tags], atol=0.02)
    assert moved[0, 2] < 1e-6


def test_spans_begin_with_b_or_a_stray_i() -> None:
    assert spans_of([0, 1, 2, 0, 2, 2, 1]) == {(1, 3), (4, 6), (6, 7)}
    assert spans_of([]) == set()
    assert span_shares(np.zeros((0, 3)), np.zeros((3, 3))) == {}


def test_the_spans_given_are_worth_most_and_do_not_overlap() -> None:
    rng = np.random.default_rng(0)
    for _ in range(30):
        shares = {(a, a + int(rng.integers(1, 4))): float(rng.uniform(0, 0.6)) for a in rng.integers(0, 8, 7).tolist()}
        sets = (
            some
            for size in range(len(shares) + 1)
            for some in combinations(sorted(shares), size)
            if all(left[1] <= right[0] for left, right in pairwise(some))
        )
        best = max(sets, key=lambda some: sum(shares[span] - 0.2 for span in some))
        assert best_spans(shares, 0.2) == set(best)


@pytest.fixture(scope="module")
def tagger() -> SpanTagger:
    return SpanTagger(REFERENCE, decay=0.3).fit(drawn(60, 1))


def test_it_learns_marks_and_carries_over(tagger: SpanTagger) -> None:
    for fuel in ("diesel", "petrol"):
        tokens = ["You", "will", "repair", fuel, "engines", "in", "Leeds", "."]
        assert tagger.spans(tokens) == {"tags_skill": {(2, 5)}}


def test_a_saved_tagger_marks_the_same(tagger: SpanTagger) -> None:
    again = SpanTagger.from_state(tagger.to_state(), REFERENCE)
    for sentence in drawn(20, 2):
        assert again.spans(sentence.tokens) == tagger.spans(sentence.tokens)


def test_odd_sentences_do_no_harm(tagger: SpanTagger) -> None:
    assert tagger.spans([]) == {"tags_skill": set()}
    for tokens in ([""], ["日本語", "💥"], ["x" * 3000], ["<ORGANIZATION>"] * 400):
        assert all(0 <= a < b <= len(tokens) for a, b in tagger.spans(tokens)["tags_skill"])
    with pytest.raises(NotFittedError):
        SpanTagger(REFERENCE).spans(["a"])
    with pytest.raises(InvalidInput):
        SpanTagger(REFERENCE).fit([])


def test_words_used_alike_are_of_one_kind() -> None:
    lines = [[verb, thing] for verb in ("manage", "lead", "guide") for thing in ("teams", "people", "staff")] * 4
    kinds = word_kinds(lines, 0)
    assert set(kinds) == {"manage", "lead", "guide", "teams", "people", "staff"}
    assert kinds == word_kinds(lines, 0)
    assert word_kinds([["once"]], 0) == {}


def test_figures_and_wrong_files(tmp_path: Path) -> None:
    def write(name: str, sentences: list[Marked]) -> Path:
        path = tmp_path / name
        lines = "\n".join(json.dumps({"tokens": s.tokens, **s.tags}) for s in sentences)
        path.write_bytes(gzip.compress(lines.encode()) if name.endswith(".gz") else lines.encode())
        return path

    fresh = Marked(("Clowns", "will", "plan", "staff", "rotas", "."), {"tags_skill": ("O", "O", "B", "I", "I", "O")})
    train, test = write("a.jsonl", drawn(60, 1)), write("b.json.gz", [*drawn(5, 1), fresh])
    found = skill_spans.run(argparse.Namespace(train=train, test=test, seed=0))
    assert {"task", "n", "f1", "precision", "recall", "dedup_f1", "seconds", "model_version"} <= set(found)
    assert (found["n"], found["dedup_n"], found["f1"], found["dedup_f1"]) == (6, 1, 1.0, 1.0)
    for text, reason in (
        ("{}", "line 1"),
        ('{"tokens": ["a"]}', "one tag"),
        ('{"tokens": ["a"], "tags": ["Q"]}', "O, B or I"),
        ("", "no sentence"),
    ):
        bad = tmp_path / "bad.jsonl"
        bad.write_text(text)
        with pytest.raises(InvalidInput, match=reason):
            skill_spans.read_marked(bad)
    with pytest.raises(InvalidInput, match="cannot be read"):
        skill_spans.read_marked(tmp_path / "none.jsonl")
