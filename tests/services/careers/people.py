"""People at four turns of a career, with what they confirmed about themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from shared_backend.domain.career import CareerProfile
from shared_backend.domain.resume import Claim
from shared_backend.services.careers.evidence import of_claims
from shared_backend.services.careers.own_levels import Own, own_levels

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
NURSE, WELDER, CHIEF, TEACHER = "29-1141.00", "51-4121.00", "11-1011.00", "25-2021.00"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

HANDS_ON = {"Realistic": 6, "Investigative": 4, "Artistic": 2, "Social": 5, "Enterprising": 2, "Conventional": 2}
LEAVER = CareerProfile(interests=HANDS_ON, subjects=("Biology", "Sport"))
TO_IT = CareerProfile(occupation=NURSE, towards=("15",))
UP = CareerProfile(occupation=WELDER)
TOP = CareerProfile(occupation=CHIEF)
BACK = CareerProfile(occupation=TEACHER, years_away=6)
EVERYBODY = {"leaver": LEAVER, "nurse": TO_IT, "welder": UP, "executive": TOP, "returner": BACK}
WORDS = {
    "leaver": ("Weekend job in a café serving customers", "Helped coach the under-12 football team"),
    "nurse": ("Triaged 30 patients a shift on a busy ward", "Wrote SQL reports on falls", "Finished a Python course"),
    "welder": ("MIG and TIG welding of pressure pipes", "Led a team of 4 on the night shift"),
    "executive": ("Led a company of 400 staff", "Negotiated the purchase of a competitor"),
    "returner": ("Taught 28 children of eight years",),
}


def claims(*words: str, confirmed: bool = True) -> tuple[Claim, ...]:
    """Lines of a CV."""
    return tuple(Claim(str(i), w, "achievement", "resume", "cv", w, NOW, confirmed) for i, w in enumerate(words))


def levels(who: str) -> dict[str, Own]:
    """What somebody can do."""
    return own_levels(EVERYBODY[who], of_claims(claims(*WORDS[who]), REFERENCE), REFERENCE)
