"""Against a real llama.cpp server with random weights: the protocol, the schema and both engines, end to end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shared_backend.ai_engines.base import Examples, Labels, Scores
from shared_backend.ai_engines.llm import provider
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.llm.provider import build
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.domain.errors import EngineUnavailable
from shared_backend.settings import Settings
from tests.ai_engines.llm.random_model import write_random_model

xllamacpp = pytest.importorskip("xllamacpp", reason="the real server needs xllamacpp and gguf (development only)")
pytest.importorskip("gguf")

ROWS = (
    {"question": "Why us?", "answer": "I rang the shop and asked what they needed."},
    {"question": "Why us?", "answer": "I like it."},
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("model") / "random.gguf"
    write_random_model(path)
    options = xllamacpp.CommonParams()
    options.model.path = str(path)
    options.model_alias = {"random"}
    options.port = 0
    options.n_ctx = 8192
    options.n_parallel = 1
    options.use_jinja = True
    options.verbosity = -1
    options.cpuparams.n_threads = 1
    options.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(options)
    yield server.listening_address
    del server


def settings(address: str, kind: str = "openai") -> Settings:
    return Settings(
        llm_provider=kind,  # type: ignore[arg-type]
        llm_base_url=address,  # type: ignore[arg-type]
        llm_model="random",
        llm_timeout_seconds=60,
    )


def examples() -> Examples:
    return Examples(ROWS, tuple(row["answer"] for row in ROWS), np.zeros((2, 0)), ())


@pytest.mark.parametrize("kind", ["openai", "ollama"])
def test_the_test_button(address: str, kind: str) -> None:
    result = provider.test_connection(settings(address, kind), 60)
    assert result.ok, result.message


def test_a_model_it_does_not_have(address: str) -> None:
    wrong = settings(address).model_copy(update={"llm_model": "another"})
    assert "no model “another”" in provider.test_connection(wrong, 30).message


def test_the_anthropic_format_is_understood_but_random_text_is_no_answer(address: str) -> None:
    model = build(settings(address, "anthropic"))
    assert model is not None
    assert model.models(seconds=30) == ("random",)
    with pytest.raises(EngineUnavailable, match="form asked for"):
        model.complete_json([{"role": "user", "content": "hi"}], {"type": "object"}, seconds=60)


class WholeScores(LlmScores):
    """The engine with whole numbers: llama.cpp keeps their bounds, so that even random weights give a valid score."""

    def schema(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(json.dumps(super().schema()).replace('"number"', '"integer"'))
        return found


def fitted(engine: LlmScores) -> LlmScores:
    targets = Scores(np.zeros((2, 2)), ("overall", "clarity"), (0.0, 0.0), (10.0, 4.0))
    return engine.fit(examples(), targets)


def test_scores_end_to_end(address: str) -> None:
    model = build(settings(address))
    engine = WholeScores(model, instruction="Judge.", fields=("question", "answer"), quoted="answer")
    found = fitted(engine).predict(examples())
    assert found.answered.all()
    assert (found.mean >= 0).all()
    assert (found.mean <= [10, 4]).all()
    assert all(quote.quote in row["answer"] for row, told in zip(ROWS, found.evidence, strict=True) for quote in told)


def test_numbers_out_of_range_are_abstained_on(address: str) -> None:
    engine = LlmScores(build(settings(address)), instruction="Judge.", fields=("answer",), quoted="answer")
    assert not fitted(engine).predict(examples()).answered.any()


def test_labels_end_to_end(address: str) -> None:
    engine = LlmLabels(build(settings(address)), instruction="What kind of work is this?")
    found: Any = engine.fit(examples(), Labels(("shop", "other"))).predict(examples())
    assert found.mean.shape == (2, 2)
    assert np.allclose(found.mean.sum(axis=1), 1.0)


def test_without_a_model_it_abstains() -> None:
    assert not fitted(LlmScores(None, fields=("answer",))).predict(examples()).answered.any()
