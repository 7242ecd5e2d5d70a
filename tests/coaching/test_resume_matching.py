"""A CV beside a job ad as the portal calls it: kept, sealed to its version, and never more than the ledger says."""

from __future__ import annotations

import uuid

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Resume
from tests.practising import practiser

CV = """Ada Byron
ada@example.com

Experience

Baker, Acme Ltd
2019 - present
- Baked bread for 60 guests

Skills
Python, SQL
"""
AD = "What you need\n- Baking\n- HACCP\n- Python\n- Danish\n- Welding\n"


@pytest.fixture
def ada(backend: Backend) -> Principal:
    """Somebody."""
    return practiser(backend)


@pytest.fixture
def resume(backend: Backend, ada: Principal) -> Resume:
    """Her confirmed CV."""
    draft = backend.resume.reading.read(ada, str(uuid.uuid4()), CV.encode()).draft
    assert draft is not None
    return backend.resume.reading.confirm(ada, draft.id, draft.row_version)


def shares(backend: Backend, ada: Principal, resume: Resume) -> tuple[int, int]:
    match = backend.resume.matching.look(ada, resume.id).match
    assert match is not None
    return match.counts("must")


def test_without_an_ad_nothing_is_compared(backend: Backend, ada: Principal, resume: Resume) -> None:
    matching = backend.resume.matching
    assert matching.look(ada, resume.id).match is None
    kept = matching.save_ad(ada, resume.id, resume.row_version, AD)
    assert shares(backend, ada, resume) == (2, 5)
    kept = matching.wish(ada, resume.id, kept.row_version, "Welding", "out")
    assert shares(backend, ada, resume) == (2, 4)
    empty = matching.save_ad(ada, resume.id, kept.row_version, "  ")
    assert (empty.job_ad, empty.asked) == ("", ())
    assert matching.look(ada, resume.id).match is None


def test_another_window_overwrites_nothing(backend: Backend, ada: Principal, resume: Resume) -> None:
    matching = backend.resume.matching
    matching.save_ad(ada, resume.id, resume.row_version, AD)
    with pytest.raises(StaleVersion):
        matching.save_ad(ada, resume.id, resume.row_version, "Another ad")
    assert backend.resume.versions.get(ada, resume.id).job_ad == AD.strip()


@pytest.mark.parametrize(("phrase", "level"), [("", "must"), ("x" * 121, "nice"), ("Python", "perhaps")])
def test_what_cannot_be_a_requirement_is_told(
    backend: Backend, ada: Principal, resume: Resume, phrase: str, level: str
) -> None:
    with pytest.raises(InvalidInput):
        backend.resume.matching.wish(ada, resume.id, resume.row_version, phrase, level)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        backend.resume.matching.save_ad(ada, resume.id, resume.row_version, "x" * 20_001)


def test_a_copy_takes_the_ad_along_and_a_true_line(backend: Backend, ada: Principal, resume: Resume) -> None:
    matching = backend.resume.matching
    kept = matching.wish(
        ada, resume.id, matching.save_ad(ada, resume.id, resume.row_version, AD).row_version, "Welding", "out"
    )
    claim = backend.resume.ledger.add(ada, "achievement", "Wrote the HACCP plan of the shop")
    copy_id = str(uuid.uuid4())
    copy = matching.copy(ada, kept.id, copy_id, label="Acme")
    assert (copy.job_ad, copy.asked) == (AD.strip(), kept.asked)
    job = copy.profile.jobs[0].id
    added = matching.add_claim(ada, copy.id, copy.row_version, claim.id, job)
    assert added.profile.jobs[0].bullets[-1].text == claim.text
    assert matching.add_claim(ada, copy.id, added.row_version, claim.id, job) == added, "once is enough"
    assert matching.copy(ada, kept.id, copy_id, label="Acme") == added, "the same form makes one copy"
    assert shares(backend, ada, copy) == (3, 4)
    assert shares(backend, ada, resume) == (2, 4)


def test_only_what_is_confirmed_and_placed_is_added(backend: Backend, ada: Principal, resume: Resume) -> None:
    matching, ledger = backend.resume.matching, backend.resume.ledger
    claim = ledger.add(ada, "achievement", "Wrote the HACCP plan of the shop")
    with pytest.raises(NotFound):
        matching.add_claim(ada, resume.id, resume.row_version, claim.id, "no such job")
    ledger.set_confirmed(ada, claim.id, False)
    with pytest.raises(InvalidInput):
        matching.add_claim(ada, resume.id, resume.row_version, claim.id, resume.profile.jobs[0].id)
    role = ledger.add(ada, "role", "Welder, Beta, 2018")
    with pytest.raises(InvalidInput):
        matching.add_claim(ada, resume.id, resume.row_version, role.id, resume.profile.jobs[0].id)
    skill = ledger.add(ada, "skill", "Welding")
    after = matching.add_claim(ada, resume.id, resume.row_version, skill.id, "")
    assert after.profile.skills[-1] == "Welding"


def test_a_skill_turned_down_stays_away(backend: Backend, ada: Principal, resume: Resume) -> None:
    matching = backend.resume.matching
    found = matching.skills(ada, resume.id)
    assert {"Python", "SQL"} <= {one.quote for one in found}
    after = matching.not_a_skill(ada, resume.id, resume.row_version, found[0].id)
    assert matching.not_a_skill(ada, resume.id, after.row_version, found[0].id) == after
    assert matching.skills(ada, resume.id) == found[1:]


def test_a_stranger_has_no_way_in(backend: Backend, ada: Principal, resume: Resume) -> None:
    eve = practiser(backend)
    with pytest.raises(NotFound):
        backend.resume.matching.look(eve, resume.id)
    with pytest.raises(NotFound):
        backend.resume.matching.copy(eve, resume.id, str(uuid.uuid4()), label="Mine")
