"""One line of JSON a log event: ids, kinds and numbers, never answers, names or keys."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import structlog

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure(level: str = "info") -> None:
    """Write events to standard error as JSON, and keep other libraries from printing what an error carries."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Streamlit prints the whole message of an uncaught error, which may quote an answer; we log where it was instead.
    logging.getLogger("streamlit.error_util").addFilter(_without_exceptions)


def where(error: BaseException, frames: int = 6) -> list[str]:
    """The innermost places an error passed, as ``file:line function``; neither its message nor any value."""
    found = traceback.extract_tb(error.__traceback__)[-frames:]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in found]


def log(name: str) -> Any:
    """A logger for one area."""
    return structlog.get_logger(area=name)


def _without_exceptions(record: logging.LogRecord) -> bool:
    return record.exc_info is None
