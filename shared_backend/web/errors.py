"""How a failure meets a person: a known one in its own calm words, any other as an incident number."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from shared_backend.domain.errors import (
    CoachError,
    ConfigurationError,
    InvalidInput,
    NotAllowed,
    StorageError,
    UnsafeContent,
)
from shared_backend.logs import log, where
from shared_backend.services.accounts import TooManyAttempts

_events = log("web")


def incident(error: BaseException) -> str:
    """Write an unexpected error to the log, without what it says, and give its number."""
    number = secrets.token_hex(4)
    _events.error("incident", incident=number, kind=type(error).__name__, where=where(error))
    return number


def explain(error: Exception) -> tuple[str, int]:
    """The sentence to show and the HTTP status of a failed form."""
    if isinstance(error, TooManyAttempts):
        return error.user_message, 429
    if isinstance(error, InvalidInput):
        return error.user_message, 422
    if isinstance(error, NotAllowed):
        return error.user_message, 403
    if isinstance(error, StorageError):
        return error.user_message, 503
    if isinstance(error, CoachError):
        return error.user_message, 400
    return unexpected(incident(error)), 500


def unexpected(number: str) -> str:
    """What is said about an error nobody foresaw."""
    return (
        f"Something went wrong on our side. What you saved is safe. Try again; if it stays, report incident {number}."
    )


def show(error: Exception) -> None:
    """Show a failure on the present Streamlit page."""
    import streamlit as st

    if isinstance(error, UnsafeContent):
        st.warning(error.user_message, icon=":material/favorite:")
        for line in error.help_text:
            st.write(line)
    elif isinstance(error, InvalidInput):
        st.warning(error.user_message, icon=":material/edit:")
    elif isinstance(error, CoachError) and not isinstance(error, ConfigurationError):
        st.error(error.user_message, icon=":material/error:")
    else:
        st.error(unexpected(incident(error)), icon=":material/error:")


@contextmanager
def calmly() -> Iterator[None]:
    """Run a page; whatever it raises is shown, never a traceback."""
    try:
        yield
    except Exception as error:
        show(error)


def on_script_error(error: Exception) -> bool:
    """For ``st.App(on_script_error=…)``: what a callback or fragment raised; True keeps Streamlit's own box away."""
    show(error)
    return True
