"""Which sign-in each Streamlit session belongs to, so that knowing its id alone is worth nothing."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

# Streamlit forgets a disconnected session after two minutes; this is far more than can be alive.
MOST = 20_000


class Bindings:
    """Streamlit session id → our session id, the oldest forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def bind(self, streamlit_id: str, session_id: str) -> bool:
        """Note the owner the first time; False when the Streamlit session belongs to another sign-in."""
        with self._lock:
            owner = self._owners.setdefault(streamlit_id, session_id)
            self._owners.move_to_end(streamlit_id)
            while len(self._owners) > self._most:
                self._owners.popitem(last=False)
            return owner == session_id

    def owner(self, streamlit_id: str) -> str | None:
        """Our session id, or None for a Streamlit session nobody signed in to."""
        with self._lock:
            return self._owners.get(streamlit_id)


bindings = Bindings()
