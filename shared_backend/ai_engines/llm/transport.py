"""One HTTP exchange with a provider: a time limit over all of it, polite retries, and a plain reason when it fails."""

from __future__ import annotations

import email.utils
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from shared_backend.domain.errors import EngineUnavailable

CONNECT_SECONDS = 2.0
MOST_TRIES = 4
LONGEST_REPLY = 2_000_000
_BASE, _CAP = 0.5, 8.0
_RETRIED = frozenset({408, 429, 500, 502, 503, 504, 529})
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Refused(EngineUnavailable):
    """The provider answered and said no; asking again the same way would not help.

    `status` is the HTTP status.
    """

    def __init__(self, user_message: str, status: int) -> None:
        super().__init__(user_message, retryable=False)
        self.status = status


@dataclass(frozen=True)
class Transport:
    """Sends JSON and receives JSON.

    Parameters
    ----------
    base : str
        Address without a slash at its end.
    headers : mapping
        Sent with every request; never logged, never part of a message.
    model : str
        Only named in messages.
    now, pause, draw : callables
        Clock in seconds, sleep, and a random number in [0, 1).
    """

    base: str
    headers: Mapping[str, str]
    model: str
    now: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    draw: Callable[[], float] = random.random

    def post(self, path: str, body: Mapping[str, Any], *, seconds: float) -> Any:
        """The reply to one request.

        Raises
        ------
        Refused
            Wrong key, unknown model, or a request the provider does not understand.
        EngineUnavailable
            Not reachable, too slow, too busy, or not JSON.
        """
        return self._retried("POST", path, body, self.now() + seconds)

    def get(self, path: str, *, seconds: float) -> Any:
        """The reply to a request without a body; raises as `post` does."""
        return self._retried("GET", path, None, self.now() + seconds)

    def _retried(self, method: str, path: str, body: Mapping[str, Any] | None, deadline: float) -> Any:
        for attempt in range(MOST_TRIES):
            status, reply, wanted = self._exchange(method, path, body, deadline)
            if status not in _RETRIED:
                return self._read(status, reply)
            # Full jitter: callers that failed together must not come back together.
            wait = wanted if wanted is not None else self.draw() * min(_CAP, _BASE * 2**attempt)
            if attempt + 1 == MOST_TRIES or self.now() + wait >= deadline:
                break
            self.pause(wait)
        raise EngineUnavailable(_busy(status, wanted), retryable=True)

    def _exchange(
        self, method: str, path: str, body: Mapping[str, Any] | None, deadline: float
    ) -> tuple[int, bytes, float | None]:
        """One try: status, body, and the seconds the provider asks to wait."""
        left = deadline - self.now()
        if left <= 0:
            raise self._too_slow()
        limits = httpx.Timeout(left, connect=min(CONNECT_SECONDS, left))
        url = httpx.URL(self.base + path)
        try:
            # A redirect could carry the key elsewhere; a proxy from the environment is not for this machine itself.
            with (
                httpx.Client(timeout=limits, follow_redirects=False, trust_env=url.host not in _LOCAL) as client,
                client.stream(method, url, headers=dict(self.headers), json=body) as response,
            ):
                received = bytearray()
                for chunk in response.iter_bytes():
                    received += chunk
                    if self.now() > deadline:
                        raise self._too_slow()
                    if len(received) > LONGEST_REPLY:
                        raise EngineUnavailable("The provider's reply is far too long, so it was dropped.")
                return response.status_code, bytes(received), _asked_wait(response.headers.get("retry-after"))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol):
            raise EngineUnavailable(
                f"Nothing answers at {url.host}:{url.port or url.scheme}. Check the address, and that it is running.",
                retryable=True,
            ) from None
        except httpx.TimeoutException:
            raise self._too_slow() from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise EngineUnavailable(
                "The connection to the provider broke off. Try again later.", retryable=True
            ) from None

    def _read(self, status: int, reply: bytes) -> Any:
        if status in {401, 403}:
            raise Refused("The provider refused the key. Check the API key.", status)
        if status == 404 or (status == 400 and b"model" in reply.lower()):
            raise Refused(
                f"The provider does not know the model “{self.model}”, or the address is not right. Check both.", status
            )
        if status != 200:
            raise Refused(f"The provider did not accept the request (status {status}).", status)
        try:
            return json.loads(reply)
        except ValueError:
            raise EngineUnavailable("The reply was not JSON. Check that the address is a model provider's.") from None

    def _too_slow(self) -> EngineUnavailable:
        return EngineUnavailable("The provider took too long to answer. Try again, or raise the limit.", retryable=True)


def _busy(status: int, wanted: float | None) -> str:
    if status == 429:
        later = f" It asks to wait {wanted:.0f} seconds." if wanted else ""
        return f"The provider says there were too many requests.{later} Try again later."
    return f"The provider has trouble of its own (status {status}). Try again later."


def _asked_wait(header: str | None) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
