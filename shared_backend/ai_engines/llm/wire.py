"""Three ways providers are spoken to: OpenAI chat completions, Anthropic messages, and Ollama with its own list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Messages = Sequence[Mapping[str, str]]
LONGEST_ANSWER_TOKENS = 4096


class Wire(Protocol):
    """How to ask, and where the answer stands in the reply."""

    @property
    def chat_path(self) -> str:
        """Where answers are asked for."""
        ...

    @property
    def models_path(self) -> str:
        """Where the list of models stands."""
        ...

    def headers(self, key: str | None) -> dict[str, str]:
        """The headers that carry the key."""
        ...

    def body(self, model: str, messages: Messages, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The request for one answer that follows the schema."""
        ...

    def text(self, reply: Mapping[str, Any]) -> Any:
        """The answer in the reply: text still to be parsed, or a value. Raises KeyError, IndexError or TypeError."""
        ...

    def models(self, reply: Mapping[str, Any]) -> tuple[str, ...]:
        """Names in the reply of the model list. Raises KeyError or TypeError."""
        ...


@dataclass(frozen=True)
class OpenAi:
    """Chat completions: OpenAI, llama.cpp, vLLM, the Hugging Face router and others.

    `hosted` is OpenAI's own service, which refuses some schema keywords and, for some models, a temperature.
    """

    hosted: bool = False
    chat_path: str = "/chat/completions"
    models_path: str = "/models"

    def headers(self, key: str | None) -> dict[str, str]:
        """A bearer token, when there is a key."""
        return {"Authorization": f"Bearer {key}"} if key else {}

    def body(self, model: str, messages: Messages, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Structured output by `response_format`."""
        sent = _without_lengths(schema) if self.hosted else schema
        return {
            "model": model,
            "messages": [dict(message) for message in messages],
            "seed": 0,
            **({} if self.hosted else {"temperature": 0, "max_tokens": LONGEST_ANSWER_TOKENS}),
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": sent},
            },
        }

    def text(self, reply: Mapping[str, Any]) -> Any:
        """The first choice."""
        return reply["choices"][0]["message"]["content"]

    def models(self, reply: Mapping[str, Any]) -> tuple[str, ...]:
        """Ids of the list."""
        return tuple(str(item["id"]) for item in reply["data"])


@dataclass(frozen=True)
class Ollama(OpenAi):
    """Ollama: chat completions under /v1, its model list under /api/tags."""

    chat_path: str = "/v1/chat/completions"
    models_path: str = "/api/tags"

    def models(self, reply: Mapping[str, Any]) -> tuple[str, ...]:
        """Names of the local models; "name:latest" is also known as "name"."""
        names = [str(item["name"]) for item in reply["models"]]
        return tuple(names) + tuple(name.removesuffix(":latest") for name in names if name.endswith(":latest"))


@dataclass(frozen=True)
class Anthropic:
    """Messages: the schema is the input of one tool the model must use."""

    chat_path: str = "/v1/messages"
    models_path: str = "/v1/models"

    def headers(self, key: str | None) -> dict[str, str]:
        """The key and the version of the format."""
        return {"anthropic-version": "2023-06-01", **({"x-api-key": key} if key else {})}

    def body(self, model: str, messages: Messages, schema: Mapping[str, Any]) -> dict[str, Any]:
        """System text apart, and the tool that carries the schema."""
        return {
            "model": model,
            "max_tokens": LONGEST_ANSWER_TOKENS,
            "temperature": 0,
            "system": "\n\n".join(m["content"] for m in messages if m["role"] == "system"),
            "messages": [dict(m) for m in messages if m["role"] != "system"],
            "tools": [{"name": "answer", "description": "Give the answer.", "input_schema": schema}],
            "tool_choice": {"type": "tool", "name": "answer"},
        }

    def text(self, reply: Mapping[str, Any]) -> Any:
        """The input of the tool, or the text where a server answers in text."""
        blocks = reply["content"]
        return next((b["input"] for b in blocks if b["type"] == "tool_use"), None) or blocks[0]["text"]

    def models(self, reply: Mapping[str, Any]) -> tuple[str, ...]:
        """Ids of the list."""
        return tuple(str(item["id"]) for item in reply["data"])


def _without_lengths(schema: Any) -> Any:
    """The schema without bounds on lengths; they are checked here anyway."""
    if isinstance(schema, Mapping):
        return {k: _without_lengths(v) for k, v in schema.items() if k not in {"minLength", "maxLength"}}
    return [_without_lengths(item) for item in schema] if isinstance(schema, list | tuple) else schema
