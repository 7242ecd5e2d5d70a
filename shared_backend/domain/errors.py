"""The error tree: every failure a person can meet, raised where the fact is known.

A message says what happened, what is safe and what to do. It never holds an answer, a name or a key.
"""

from __future__ import annotations


class CoachError(Exception):
    """Base of all errors whose message may be shown to a person.

    Parameters
    ----------
    user_message : str
        One or two plain sentences: what happened and what to do.
    retryable : bool
        True when doing the same thing again may work.
    """

    def __init__(self, user_message: str, *, retryable: bool = False) -> None:
        super().__init__(user_message)
        self.user_message = user_message
        self.retryable = retryable


class InvalidInput(CoachError, ValueError):
    """The caller gave something that cannot be used; nothing was changed."""


class NotFound(CoachError, LookupError):
    """There is no such thing, or it belongs to somebody else (the two are not told apart)."""


class NotAllowed(CoachError, PermissionError):
    """The caller's role or session does not permit this."""


class StaleVersion(CoachError):
    """Somebody else changed the thing first."""

    def __init__(
        self, user_message: str = "This changed in another window. Look at the new state and try again."
    ) -> None:
        super().__init__(user_message, retryable=True)


class UnsafeContent(CoachError):
    """Coaching stops because the text speaks of danger; ``help_text`` is what to show instead."""

    def __init__(self, user_message: str, help_text: tuple[str, ...]) -> None:
        super().__init__(user_message)
        self.help_text = help_text


class Cancelled(CoachError):
    """A person stopped a running job; everything it had half done is dropped."""

    def __init__(self, user_message: str = "Stopped. Nothing was changed.") -> None:
        super().__init__(user_message, retryable=True)


class ConfigurationError(CoachError):
    """The installation cannot start: a port, folder, key or setting is wrong."""


class EngineError(CoachError):
    """A model or engine could not answer."""


class NotFittedError(EngineError):
    """predict was called before fit or from_state."""


class EngineUnavailable(EngineError):
    """A remote or optional engine did not answer; the ensemble goes on without it."""


class PrivacyError(CoachError):
    """A privacy rule refuses this."""


class ConsentMissing(PrivacyError):
    """The person has not agreed to this use."""


class BudgetSpent(PrivacyError):
    """The privacy budget does not allow another release."""


class StorageError(CoachError):
    """Stored data could not be read or written."""


class RecordUnreadable(StorageError):
    """A sealed record failed its check: it was changed, moved or sealed under another key."""


class ArtifactCorrupt(StorageError):
    """A model file does not match its digest or is not in the documented format."""
