"""``make bench``: every speed the project claims, as ratios to baselines of the same run; the last line is JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from shared_backend import logs
from shared_backend.operations.bench import Ratio, ratios
from shared_backend.operations.benchmarks.interaction import interactions
from shared_backend.operations.benchmarks.learning import learning
from tests.bench.installation import installation
from tests.bench.portal import cold_starts, sign_ins
from tests.bench.practice import alone, at_once, milliseconds, p95, recipe
from tests.web.running import running

SESSIONS = 50


def main() -> int:
    """Measure and print; 0 also when a bar is missed, because a slow machine is no error."""
    logs.configure("error")
    _say("learning in memory")
    memory = learning()
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as made:
        _say("an acknowledged interaction")
        disk = interactions(Path(made) / "disk")
        figures, found = practice(Path(made) / "home", bare=disk["bare"] / 1e3)
    found = ratios(memory, disk) + found
    figures = {
        "learn_and_predict_us": {name: round(value, 2) for name, value in memory.items()},
        "interaction_ms": {name: round(value, 3) for name, value in disk.items()},
        **figures,
    }
    for name, values in figures.items():
        print(f"{name:<44}" + "  ".join(f"{key} {value:g}" for key, value in values.items()))
    for one in found:
        bar = "" if one.bar is None else f"  {'≤' if one.at_most else '≥'} {one.bar:g}"
        print(f"{one.name:<64}{one.value:>10.2f}{bar}{'  MISSED' if one.reached is False else ''}")
    listed = [{**asdict(one), "value": round(one.value, 2), "reached": one.reached} for one in found]
    print(json.dumps({**figures, "ratios": listed}, ensure_ascii=False))
    return 0


def practice(home: Path, bare: float) -> tuple[dict[str, Any], list[Ratio]]:
    """The portal over a real champion. `bare` is the durable commit of one interaction's bytes, in seconds."""
    _say("the model (trained unless INTELLICOACH_DATA_DIR has one)")
    backend = installation(home)
    _say("submit to feedback, the recipe alone")
    answered = recipe(backend, 60)
    _say("cold start")
    started = cold_starts(home, 3)
    with running("user_portal/asgi.py", home) as site:
        _say("signing in")
        signed, hashed = sign_ins(site.url, 12)
        _say("submit to feedback, one tab")
        opened, one = alone(backend, site.url, 15)
        _say(f"submit to feedback, {SESSIONS} tabs at once")
        many = at_once(backend, site.url, SESSIONS)
    backend.jobs.close()
    backend.database.close()
    figures = {
        "answer_recipe_ms": milliseconds(answered),
        "open_page_ms": milliseconds(opened),
        "submit_to_feedback_ms": milliseconds(one),
        f"submit_to_feedback_{SESSIONS}_at_once_ms": milliseconds(many),
        "cold_start_s": {name: round(value, 2) for name, value in started.items()},
        "sign_in_ms": {**milliseconds(signed), "one_hash": round(1e3 * median(hashed), 1)},
    }
    found = [
        ("answer recipe p50 / bare commit", median(answered) / bare),
        ("answer recipe p95 / bare commit", p95(answered) / bare),
        ("submit to feedback in the page p95 / answer recipe p50", p95(one) / median(answered)),
        (f"{SESSIONS} at once p50 / one session p50", median(many) / median(one)),
        (f"{SESSIONS} at once p95 / one session p50", p95(many) / median(one)),
        (f"{SESSIONS} at once, all done / {SESSIONS} one after the other", max(many) / (SESSIONS * median(one))),
        ("cold start of the user portal / streamlit hello", started["portal"] / started["hello"]),
        ("sign-in p50 / one password hash", median(signed) / median(hashed)),
    ]
    return figures, [Ratio(name, value, None, True) for name, value in found]


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
