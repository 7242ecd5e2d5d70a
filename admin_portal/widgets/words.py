"""How figures, engines and states are called on the staff pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared_backend.ai_engines.report import metric_name

_METRIC_HELP: Mapping[str, str] = {
    "spearman": "Spearman's correlation between score and rating: 1 is the same order, 0 is chance.",
    "rmse": "Root mean squared error in points of the scale; 0 is perfect.",
    "r2": "R²: the share of the differences that is explained; 1 is all, 0 is none.",
    "mrr": "1 when the right label always comes first, 0.5 when it comes second, and so on.",
    "acc_1": "How often the right label comes first.",
    "acc_5": "How often the right label is among the first five.",
    "acc_10": "How often the right label is among the first ten.",
}
ENGINES: Mapping[str, str] = {
    "neural": "Neural network",
    "expert": "Expert rules",
    "bayesian": "Bayesian",
    "nlp": "Language similarity",
    "fuzzy": "Fuzzy rules",
    "llm": "Language model",
}
STATES: Mapping[str, str] = {
    "queued": "Waiting",
    "running": "Training",
    "finished": "Finished",
    "cancelled": "Stopped",
    "failed": "Failed",
}
STATE_ICONS: Mapping[str, str] = {
    "queued": ":material/hourglass_empty:",
    "running": ":material/model_training:",
    "finished": ":material/check_circle:",
    "cancelled": ":material/block:",
    "failed": ":material/error:",
}
_SOURCES: Mapping[str, str] = {"builtin": "built-in", "upload": "uploaded", "correction": "corrected by staff"}


def metric_title(name: str) -> str:
    """A metric as a heading.

    >>> metric_title("mrr")
    'Mean reciprocal rank'
    """
    return metric_name(name).capitalize()


def metric_help(name: str) -> str:
    """What a metric says, in a sentence; empty for one nobody described."""
    return _METRIC_HELP.get(name, "")


def slice_name(name: str) -> str:
    """A part of the data in words.

    >>> slice_name("type = case_study"), slice_name("source = builtin:pairs")
    ('Type: case study', 'Source: built-in (pairs)')
    """
    kind, _, value = name.partition(" = ")
    if kind == "source":
        value = source_name(value)
    return f"{kind.capitalize()}: {value.replace('_', ' ')}" if value else kind.capitalize()


def figure(metric: Mapping[str, Any]) -> str:
    """A metric's value with its 95 % interval.

    >>> figure({"value": 0.8613, "low": 0.842, "high": 0.879})
    '0.861 (0.842–0.879)'
    """
    return with_range(metric["value"], metric["low"], metric["high"])


def with_range(value: float, low: float, high: float, digits: int = 3) -> str:
    """A number with its range.

    >>> with_range(-0.45, -0.97, 0.1, digits=2)
    '−0.45 (−0.97 to 0.10)'
    """
    return f"{value:.{digits}f} ({between(low, high, digits)})".replace("-", "−")


def between(low: float, high: float, digits: int = 3) -> str:
    """A range; below zero it is written out, because two dashes in a row mislead.

    >>> between(0.561, 0.6229), between(-1, 0.5, digits=1)
    ('0.561–0.623', '−1.0 to 0.5')
    """
    dash = " to " if min(low, high) < 0 else "–"
    return f"{low:.{digits}f}{dash}{high:.{digits}f}".replace("-", "−")


def signed(value: float) -> str:
    """A change with its sign.

    >>> signed(0.366), signed(-1.5)
    ('+0.37', '−1.50')
    """
    return f"{value:+.2f}".replace("-", "−")


def duration(seconds: float) -> str:
    """A length of time in the unit that fits.

    >>> duration(8.24), duration(75), duration(3900)
    ('8.2 s', '1 min 15 s', '1 h 5 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    if seconds < 3600:
        return f"{int(seconds // 60)} min {int(seconds % 60)} s"
    return f"{int(seconds // 3600)} h {int(seconds % 3600 // 60)} min"


def sources(counts: Mapping[str, int]) -> str:
    """Where rows come from, in words.

    >>> sources({"builtin:pairs": 1260, "correction": 2})
    '1,260 built-in (pairs), 2 corrected by staff'
    """
    return ", ".join(f"{n:,} {source_name(name)}" for name, n in counts.items())


def source_name(name: str) -> str:
    """One source in words.

    >>> source_name("builtin:pairs")
    'built-in (pairs)'
    """
    kind, _, part = name.partition(":")
    return _SOURCES.get(kind, kind) + (f" ({part.replace('_', ' ')})" if part else "")


def field_name(name: str) -> str:
    """A column's name as a label.

    >>> field_name("key_points"), field_name("cv_text")
    ('Key points', 'CV text')
    """
    return name.replace("_", " ").capitalize().replace("Cv ", "CV ")
