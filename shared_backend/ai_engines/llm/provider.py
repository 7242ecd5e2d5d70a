"""A configured language model: asks one provider for JSON, masks what is personal, and gives up in time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared_backend.ai_engines.llm.breaker import Breaker
from shared_backend.ai_engines.llm.json_answer import parse, problems
from shared_backend.ai_engines.llm.masking import Mask
from shared_backend.ai_engines.llm.wire import Anthropic, Ollama, OpenAi, Wire
from shared_backend.domain.errors import EngineUnavailable
from shared_backend.domain.ports import LanguageModel
from shared_backend.settings import Settings

if TYPE_CHECKING:
    from shared_backend.ai_engines.llm.transport import Transport

HOSTED = "api.openai.com"
_ADDRESSES = {
    "openai": f"https://{HOSTED}/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
_PING = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ok"],
    "properties": {"ok": {"type": "boolean"}},
}


@dataclass(frozen=True, slots=True)
class TestResult:
    """What the *Test* button shows.

    Attributes
    ----------
    ok : bool
        Whether a valid answer came in time.
    message : str
        What happened and what to do, in one or two sentences.
    seconds : float
        How long it took.
    models : tuple of str
        Models the provider offers, where it says so.
    """

    __test__ = False  # the name is not a pytest class

    ok: bool
    message: str
    seconds: float
    models: tuple[str, ...] = ()


class ProviderModel(LanguageModel):
    """One model of one provider.

    Parameters
    ----------
    longest : float
        Seconds one call may take at most, whatever the caller allows.
    now : callable
        Seconds on a clock that never goes back.
    """

    def __init__(
        self,
        wire: Wire,
        transport: Transport,
        model: str,
        *,
        longest: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.wire, self.transport, self.model, self.longest = wire, transport, model, longest
        self._now, self._breaker = now, Breaker(now)

    def complete_json(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], *, seconds: float
    ) -> Mapping[str, Any]:
        """One answer that satisfies the schema, asked a second time when the first does not.

        Names, addresses and numbers are replaced before the text leaves and restored in the answer. Nothing of the
        messages or the answer is logged or put into an error.
        """
        deadline = self._now() + min(seconds, self.longest)
        mask = Mask()
        asked = [
            {"role": m["role"], "content": m["content"] if m["role"] == "system" else mask.hide(m["content"])}
            for m in messages
        ]
        wrong = ""
        for _ in range(2):
            told = [*asked, {"role": "user", "content": f"That was not valid: {wrong}. Answer again."}]
            answer = self._answer(told if wrong else asked, schema, deadline)
            wrong = _first_problem(answer, schema)
            if not wrong:
                found: Mapping[str, Any] = mask.restore(answer)
                return found
        raise EngineUnavailable("The language model's answer did not have the form asked for. Try a larger model.")

    def _answer(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], deadline: float) -> Any:
        """The parsed answer, or None when it is not JSON."""
        wait = self._breaker.wait_seconds()
        if wait > 0:
            raise EngineUnavailable(
                f"The language model failed several times and is left alone for {wait:.0f} more seconds.",
                retryable=True,
            )
        try:
            reply = self.transport.post(
                self.wire.chat_path, self.wire.body(self.model, messages, schema), seconds=deadline - self._now()
            )
        except EngineUnavailable:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        try:
            text = self.wire.text(reply)
            return parse(text) if isinstance(text, str) else text
        except (KeyError, IndexError, TypeError, ValueError):
            return None

    def models(self, *, seconds: float) -> tuple[str, ...]:
        """Models the provider offers; empty where it does not say."""
        from shared_backend.ai_engines.llm.transport import Refused

        try:
            return self.wire.models(self.transport.get(self.wire.models_path, seconds=seconds))
        except Refused as refusal:
            if refusal.status in {401, 403}:
                raise
            return ()  # not every compatible server has a list
        except (KeyError, TypeError):
            return ()


def build(settings: Settings) -> ProviderModel | None:
    """The model named in the settings, or None when no provider is configured."""
    if settings.llm_provider == "none" or not settings.llm_model:
        return None
    from shared_backend.ai_engines.llm.transport import Transport

    base = _address(settings)
    wires: dict[str, Wire] = {"openai": OpenAi(HOSTED in base), "anthropic": Anthropic(), "ollama": Ollama()}
    wire = wires[settings.llm_provider]
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    transport = Transport(base, wire.headers(key), settings.llm_model)
    return ProviderModel(wire, transport, settings.llm_model, longest=settings.llm_timeout_seconds)


def test_connection(settings: Settings, seconds: float) -> TestResult:
    """Ask for the model list and one tiny answer, within `seconds` altogether; never raises."""
    begun = time.monotonic()
    model = build(settings)
    if model is None:
        return TestResult(False, "No language model is configured. Choose a provider and a model first.", 0.0)
    offered: tuple[str, ...] = ()
    try:
        offered = model.models(seconds=seconds)
        if offered and model.model not in offered:
            named = ", ".join(offered[:5])
            message = f"The provider answers, but has no model “{model.model}”. It offers: {named}."
            return TestResult(False, message, time.monotonic() - begun, offered)
        ask = [{"role": "user", "content": 'Answer with {"ok": true}.'}]
        model.complete_json(ask, _PING, seconds=seconds - (time.monotonic() - begun))
    except EngineUnavailable as error:
        return TestResult(False, error.user_message, time.monotonic() - begun, offered)
    spent = time.monotonic() - begun
    return TestResult(True, f"“{model.model}” answered in {spent:.1f} seconds.", spent, offered)


test_connection.__test__ = False  # type: ignore[attr-defined]


def _address(settings: Settings) -> str:
    """The base address, with what each format expects at its end."""
    given = str(settings.llm_base_url or _ADDRESSES[settings.llm_provider]).rstrip("/")
    if settings.llm_provider != "openai":
        return given.removesuffix("/v1")
    return given if "/" in given.partition("://")[2] else f"{given}/v1"


def _first_problem(answer: Any, schema: Mapping[str, Any]) -> str:
    if answer is None:
        return "the answer is not JSON"
    return next(problems(answer, schema), "")
