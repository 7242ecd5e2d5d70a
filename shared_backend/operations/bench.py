"""``python -m shared_backend.operations.bench``: speed as ratios within one run, a small table and one JSON line."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.operations.benchmarks.careers import careers
from shared_backend.operations.benchmarks.interaction import interactions
from shared_backend.operations.benchmarks.learning import learning
from shared_backend.operations.benchmarks.reading import made_files, reading


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure beside its bar; `at_most` says on which side of the bar it must lie, None that there is no bar."""

    name: str
    value: float
    bar: float | None
    at_most: bool

    @property
    def reached(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        if self.bar is None:
            return None
        return self.value <= self.bar if self.at_most else self.value >= self.bar


def ratios(memory: dict[str, float], disk: dict[str, float]) -> list[Ratio]:
    """The ratios of what was timed."""
    found = [
        Ratio("acknowledged interaction / bare commit", disk["interaction"] / disk["bare"], 2.0, True),
        Ratio("100,000 / 10 earlier interactions", disk["interaction_many"] / disk["interaction"], 1.1, True),
    ]
    bars: dict[str, float | None] = {"sklearn": 20.0, "river": 5.0, "river_bare": None}
    for rival, bar in bars.items():
        if rival in memory:
            name = f"{rival} / personal model, learn and predict"
            found.append(Ratio(name, memory[rival] / memory["personal"], bar, False))
    return found


def main() -> int:
    """Measure and print; 0 also when a bar is missed, because a slow machine is no error."""
    folder = sys.argv[1] if len(sys.argv) > 1 else None
    memory = learning()
    with tempfile.TemporaryDirectory(dir=folder) as made:
        disk = interactions(Path(made))
    read, against = reading(made_files())
    looked_up, times_bare = careers(REFERENCE)
    found = ratios(memory, disk)
    found.append(Ratio("searching a title / bare TF-IDF nearest neighbour", times_bare, None, True))
    found.append(Ratio("search, p95 in ms", looked_up["search"]["p95"], 30.0, True))
    found.append(Ratio("paths, p95 in ms", looked_up["paths"]["p95"], 150.0, True))
    if against is not None:
        found.append(Ratio("reading a PDF / pypdf's bare extraction", against, 3.0, True))
    for name, microseconds in memory.items():
        print(f"{name:<52}{microseconds:>10.2f} µs")
    for name, milliseconds in disk.items():
        print(f"{name:<52}{milliseconds:>10.2f} ms")
    for format, times in read.items():
        print(f"{f'reading a CV, {format}, p50 and p95':<52}{times['p50']:>10.2f} ms{times['p95']:>10.2f} ms")
    for what, spread in looked_up.items():
        print(f"{f'{what}, p50 and p95':<52}{spread['p50']:>10.2f} ms{spread['p95']:>10.2f} ms")
    for one in found:
        side = "" if one.bar is None else f"  {'≤' if one.at_most else '≥'} {one.bar:g}"
        print(f"{one.name:<52}{one.value:>10.2f}{side}{'  MISSED' if one.reached is False else ''}")
    rounded = {
        "learn_and_predict_us": {name: round(value, 2) for name, value in memory.items()},
        "interaction_ms": {name: round(value, 3) for name, value in disk.items()},
        "reading_ms": {
            format: {name: round(value, 2) for name, value in times.items()} for format, times in read.items()
        },
        "careers_ms": {
            what: {name: round(value, 2) for name, value in spread.items()} for what, spread in looked_up.items()
        },
        "ratios": [{**asdict(one), "value": round(one.value, 2), "reached": one.reached} for one in found],
    }
    print(json.dumps(rounded, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
