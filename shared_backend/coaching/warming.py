"""What the first page of a coach would wait for seconds for, in small steps, to be done before anybody asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.taste import features
from shared_backend.services.occupations.facts import Occupations
from shared_backend.services.resumes.matching.listed_skills import listed_skill
from shared_backend.services.resumes.matching.named_skills import skills_named

Step = Callable[[], object]


def steps(occupations: Occupations, reference: Path) -> tuple[Step, ...]:
    """Load the libraries, the occupation facts and the names of skills, in the order in which people meet them.

    Everything is kept by what reads it; doing a step again costs nothing.
    """
    return (
        partial(occupations.search, "nurse"),
        partial(import_module, "sklearn.feature_extraction.text"),
        partial(import_module, "sklearn.decomposition"),
        partial(requirements, reference),
        partial(features, reference),
        partial(skills_named, (), reference),
        partial(listed_skill, "nursing", reference),
    )
