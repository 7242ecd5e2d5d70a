"""Which language model is configured, and whether it answers; staff look and test, the operator configures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from shared_backend.ai_engines.llm.provider import TestResult, test_connection
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.principal import Principal
from shared_backend.services.audit import AuditLog
from shared_backend.settings import Settings

TEST_SECONDS = 20.0
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_PROVIDERS = {"openai": "OpenAI format", "anthropic": "Anthropic", "ollama": "Ollama"}


@dataclass(frozen=True, slots=True)
class ConfiguredModel:
    """What is configured; the key itself is never shown.

    `host` is empty for the provider's own address; `on_this_machine` is True when nothing leaves it.
    """

    provider: str
    model: str
    host: str
    has_key: bool
    on_this_machine: bool


class LanguageModelDesk:
    """Each method checks the role."""

    def __init__(
        self,
        settings: Settings,
        audit: AuditLog,
        *,
        ask: Callable[[Settings, float], TestResult] = test_connection,
    ) -> None:
        self._settings = settings
        self._audit = audit
        self._ask = ask

    @property
    def test_seconds(self) -> float:
        """How long a test may take at most."""
        return min(self._settings.llm_timeout_seconds, TEST_SECONDS)

    def configured(self, principal: Principal) -> ConfiguredModel | None:
        """The model that is configured, or None: then every score comes from the engines of this machine."""
        principal.require_staff()
        settings = self._settings
        if settings.llm_provider == "none" or not settings.llm_model:
            return None
        address = urlsplit(str(settings.llm_base_url)) if settings.llm_base_url else None
        host = (address.hostname or "") if address else ""
        here = host in _HERE or (not host and settings.llm_provider == "ollama")
        return ConfiguredModel(
            _PROVIDERS[settings.llm_provider], settings.llm_model, host, settings.llm_api_key is not None, here
        )

    def test(self, principal: Principal) -> TestResult:
        """Send one tiny question that holds nothing of anybody; never raises for what the provider does."""
        principal.require_staff()
        result = self._ask(self._settings, self.test_seconds)
        facts = {"ok": result.ok, "seconds": round(result.seconds, 1)}
        self._audit.append(AuditEvent(principal.user_id, "language_model.test", "language_model:configured", facts))
        return result
