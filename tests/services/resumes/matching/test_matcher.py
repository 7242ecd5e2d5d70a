"""What a CV shows of a requirement: whole names, other names, other tellings; and what it does not show."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.resume import Bullet, Job, Named, Profile, Study
from shared_backend.services.resumes.matching.matcher import Matcher
from shared_backend.services.resumes.matching.passages import passages_of
from shared_backend.services.resumes.matching.values import Evidence, Found, Passage, Requirement

MATCHER = Matcher(REFERENCE, date(2026, 1, 1))


def one(phrase: str, line: str) -> Found:
    """What one line of work shows of one phrase."""
    (found,) = MATCHER.match([Requirement(phrase)], [Passage.of(line, "bullet", "Engineer, Acme")])
    return found


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("Go", "Wrote the ledger in Go and Python"),
        ("Go", "Go, Rust, SQL"),
        ("R", "Statistics in R, master's level"),
        ("C++", "Ten years of C++ on trains"),
        ("C#", "Ported the client to C#"),
        (".NET", "Services on .NET 8"),
        ("CI/CD", "Continuous integration for nine teams"),
        ("continuous delivery", "Set up CI/CD"),
        ("mentoring", "Mentored three engineers"),
        ("book-keeping", "Bookkeeping for two shops"),
        ("health care", "Worked in healthcare"),
        ("organisation of events", "Organized events for 40 people"),
        ("Microsoft Excel", "Built the model in Excel"),
        ("Excel", "Advanced Microsoft Excel"),
        ("RN", "Registered nurse since 2019"),
        ("registered nurse", "RN, state of Ohio"),
        ("PostgreSQL", "Tuned Postgres for the night jobs"),
        ("people management", "Managed seven cooks and two porters"),
        ("telephone", "Answered 60 calls a day"),
        ("medical, dental or veterinary setting", "Reception of a dental practice"),
        ("Spanish", "Served guests in Spanish and French"),
    ],
)
def test_it_is_shown(phrase: str, line: str) -> None:
    found = one(phrase, line).evidence
    assert found is not None
    assert found.quote == line
    assert line[found.start : found.end].strip()


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("Go", "Worked at Google on search"),
        ("Go", "Go live with the new shop in May"),
        ("Go", "Planned the go-to-market of two products"),
        ("Git", "See github.com/ada and the digital archive"),
        ("R", "John R. Smith led R&D"),
        ("Java", "Five years of JavaScript"),
        ("Excel", "Excelled in every review"),
        ("Word", "Spread by word of mouth"),
        ("C", "C++ and C#"),
        ("SQL", "NoSQL stores"),
        ("Power BI", "Cleaned data in Power Query"),
        ("Master electrician license", "Journeyman electrician license"),
        ("Spanish", "Cooked Spanish dishes"),
        ("people management", "Managed 40 servers"),
        ("Kubernetes", "No experience with Kubernetes yet"),
        ("Kubernetes", "Currently learning Kubernetes"),
        ("payroll", "Paid suppliers on time"),
        ("accounting", "Looked after twelve accounts"),
    ],
)
def test_it_is_not_shown(phrase: str, line: str) -> None:
    assert one(phrase, line).evidence is None


def test_a_line_that_denies_or_only_promises_is_quoted_as_such() -> None:
    line = "I have no experience with Kubernetes, but four years of Docker"
    assert one("Kubernetes", line).denied == line
    assert one("Docker", line).evidence is not None
    both = [Passage.of(line, "summary"), Passage.of("Ran Kubernetes for three teams", "bullet")]
    (found,) = MATCHER.match([Requirement("Kubernetes")], both)
    assert found.evidence is not None
    assert found.denied == ""


def test_little_is_shown_and_said_to_be_little() -> None:
    weak = one("SQL", "Basic SQL").evidence
    assert weak is not None
    assert weak.weak
    plain = one("SQL", "Wrote SQL reports").evidence
    assert plain is not None
    assert not plain.weak


def test_years_come_from_the_dates_with_overlaps_counted_once() -> None:
    jobs = (
        Job("a", "Acme", "Python developer", "2018-01", "2020-12", bullets=(Bullet("a1", "Wrote Python services"),)),
        Job("b", "Beta", "Python developer", "2020-01", "2021-12", bullets=(Bullet("b1", "Python again"),)),
        Job("c", "Bakery", "Baker", "2010", "2017", bullets=(Bullet("c1", "Baked bread"),)),
    )
    lines = passages_of(Profile(jobs=jobs))
    asked = [Requirement(f"{years} years of Python") for years in (4, 5)]
    four, five = MATCHER.match(asked, lines, jobs)
    assert four.evidence is not None
    assert "about 4 years" in four.evidence.why
    assert five.evidence is None


@pytest.mark.parametrize(
    ("phrase", "degree", "shown"),
    [
        ("doctoral degree", "PhD", True),
        ("bachelor's degree", "Master of Science", True),
        ("master's degree", "BSc", False),
        ("bachelor's degree", "High school diploma", False),
    ],
)
def test_a_degree_counts_by_its_level(phrase: str, degree: str, shown: bool) -> None:
    lines = passages_of(Profile(studies=(Study("s", "Sample College", degree, "Biology"),)))
    (found,) = MATCHER.match([Requirement(phrase)], lines)
    assert (found.evidence is not None) is shown


def test_contact_lines_show_nothing() -> None:
    profile = Profile(name="Stan Go", email="python@example.com", phone="Telephone 1", links=("github.com/rust",))
    assert passages_of(profile) == ()


PROFILE = Profile(
    headline="Office administrator",
    jobs=(
        Job("1", "Dental Group", "Receptionist", "2015", "2020", bullets=(Bullet("1.1", "Answered 90 calls a day"),)),
        Job("2", "Acme", "Clerk", "2020", "present", bullets=(Bullet("2.1", "Reconciled cash in QuickBooks"),)),
    ),
    skills=("Microsoft Word", "Go", "No experience with Excel"),
    languages=(Named("Italian", "fluent"),),
)
ASKED = [
    Requirement(phrase)
    for phrase in ("telephone", "QuickBooks", "bookkeeping", "Excel", "Go", "Italian", "ten years", "dental setting")
]
WORDS = st.lists(
    st.sampled_from(["Painted", "fences", "no", "learning", "basic", "Go", "Excel", "in", "by"]), max_size=8
)


def shown(passages: tuple[Passage, ...]) -> dict[str, Evidence]:
    found = MATCHER.match(ASKED, passages, PROFILE.jobs)
    return {one.requirement.phrase: one.evidence for one in found if one.evidence is not None}


@settings(max_examples=60, deadline=None)
@given(words=WORDS, seed=st.integers(0, 10_000))
def test_more_lines_take_nothing_away_and_their_order_is_indifferent(words: list[str], seed: int) -> None:
    lines = passages_of(PROFILE)
    more = (*lines, Passage.of(" ".join(words), "bullet"))
    assert shown(lines).keys() <= shown(more).keys()
    shuffled = list(more)
    random.Random(seed).shuffle(shuffled)
    assert shown(tuple(shuffled)) == shown(more)
