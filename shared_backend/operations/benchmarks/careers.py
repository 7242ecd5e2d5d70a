"""Finding an occupation and its paths, against the bare TF-IDF nearest neighbour over the same titles."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from shared_backend.ai_engines.tasks.occupation_data import known_titles
from shared_backend.domain.career import CareerProfile
from shared_backend.services.careers.own_levels import own_levels
from shared_backend.services.careers.paths import paths
from shared_backend.services.occupations.facts import Occupations

ROUNDS = 8
# As people type: typing errors, rank words, abbreviations, other words, unfinished words.
ASKED = (
    "softwear enginer", "Sr. Registered Nurse II", "RN", "junior front-end dev", "plumer", "vp of sales", "chef",
    "data sci", "HGV driver", "head of people", "PA to the director", "machine learning engineer", "care assistent",
    "mechanic", "accounts payable", "QA", "teacher primary school", "welder fabricator", "receptionist", "barista",
)  # fmt: skip
STANDING = (None, "29-1141.00", "51-4121.00", "11-1011.00", "25-2021.00")


def careers(reference: Path) -> tuple[dict[str, dict[str, float]], float]:
    """How long looking up takes once the facts are read.

    Returns
    -------
    tuple
        Milliseconds ``{what: {"p50": …, "p95": …}}``, and how many times as long as the bare nearest neighbour a search
        takes, both by turns on the same titles.
    """
    occupations, nearest = Occupations.load(reference), _bare(reference)
    people = [CareerProfile(occupation=code) for code in STANDING]
    occupations.search(ASKED[0])
    _paths(people[0], reference)
    times: dict[str, list[float]] = {"search": [], "bare": [], "paths": []}
    for _ in range(ROUNDS):
        for asked in ASKED:
            times["search"].append(_timed(partial(occupations.search, asked)))
            times["bare"].append(_timed(partial(nearest, asked)))
        for one in people:
            times["paths"].append(_timed(partial(_paths, one, reference)))
    against = median(times["search"]) / median(times["bare"])
    named = {"search": times["search"], "paths": times["paths"]}
    return {what: {"p50": median(ms), "p95": quantiles(ms, n=20)[-1]} for what, ms in named.items()}, against


def _paths(one: CareerProfile, reference: Path) -> object:
    return paths(one, own_levels(one, (), reference), (), reference)


def _bare(reference: Path) -> Callable[[str], object]:
    """The nearest known title by the cosine of words and pairs of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2))
    known = vectorizer.fit_transform([title.title for title in known_titles(reference)]).T.tocsr()
    return lambda asked: (vectorizer.transform([asked]) @ known).toarray().argmax()


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return 1e3 * (perf_counter() - started)
