"""The three lists: shown already, true but missing, and not in the history; counts and a share, in no vendor's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared_backend.domain.resume import Asked, Claim, Profile
from shared_backend.services.resumes.matching.lexicon import Key, Lexicon
from shared_backend.services.resumes.matching.matcher import Matcher
from shared_backend.services.resumes.matching.passages import passages_of
from shared_backend.services.resumes.matching.values import Evidence, Kind, Passage, Requirement
from shared_backend.services.resumes.matching.words import tokens

# Fewer requirements than this say nothing in numbers.
ENOUGH_FOUND = 4
MUST_WEIGHT = 3
WEAK_WEIGHT = 0.5
_MOST_SENTENCES = 3
_KINDS: dict[str, Kind] = {
    "role": "job", "achievement": "bullet", "education": "study", "skill": "skill", "certification": "certification",
    "language": "language", "summary": "summary", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A requirement and where the CV shows it."""

    requirement: Requirement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Missing:
    """A requirement the CV does not show though confirmed claims of its owner do."""

    requirement: Requirement
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A requirement nothing supports; `denied` quotes a line that says it is not there yet."""

    requirement: Requirement
    denied: str


@dataclass(frozen=True, slots=True)
class JobMatch:
    """What an ad asks for, in three lists. `share` is None where too little was found to speak in numbers."""

    shown: tuple[Shown, ...]
    missing: tuple[Missing, ...]
    absent: tuple[Absent, ...]

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Everything that is asked for."""
        shown, missing, absent = self.shown, self.missing, self.absent
        return (
            *(one.requirement for one in shown),
            *(one.requirement for one in missing),
            *(one.requirement for one in absent),
        )

    def counts(self, level: str) -> tuple[int, int]:
        """How many requirements of a level are shown, and how many there are."""
        shown = sum(one.requirement.level == level for one in self.shown)
        return shown, sum(one.level == level for one in self.requirements)

    @property
    def share(self) -> float | None:
        """The share that is shown: a must counts three times, and what is called basic counts half."""
        if len(self.requirements) < ENOUGH_FOUND:
            return None
        total = sum(map(_weight, self.requirements))
        shown = sum(_weight(one.requirement) * (WEAK_WEIGHT if one.evidence.weak else 1.0) for one in self.shown)
        return shown / total


def in_three_lists(
    matcher: Matcher, requirements: Sequence[Requirement], profile: Profile, claims: Iterable[Claim]
) -> JobMatch:
    """Compare; only confirmed claims count as true."""
    confirmed = [claim for claim in claims if claim.confirmed and claim.kind in _KINDS]
    shown: list[Shown] = []
    missing: list[Missing] = []
    absent: list[Absent] = []
    for found in matcher.match(requirements, passages_of(profile), profile.jobs):
        if found.evidence is not None:
            shown.append(Shown(found.requirement, found.evidence))
            continue
        true = [claim for claim in confirmed if _supports(matcher, found.requirement, claim)]
        if true:
            missing.append(Missing(found.requirement, tuple(true[:_MOST_SENTENCES])))
        else:
            absent.append(Absent(found.requirement, found.denied))
    return JobMatch(tuple(shown), tuple(missing), tuple(absent))


def with_changes(found: Iterable[Requirement], changes: Iterable[Asked], lexicon: Lexicon) -> tuple[Requirement, ...]:
    """The requirements of an ad after its reader added, removed or weighed some otherwise."""
    changed = {_key(one.phrase, lexicon): one for one in changes}
    kept: dict[Key, Requirement] = {}
    for one in found:
        change = changed.pop(_key(one.phrase, lexicon), None)
        if change is None:
            kept[_key(one.phrase, lexicon)] = one
        elif change.level != "out":
            kept[_key(one.phrase, lexicon)] = Requirement(one.phrase, change.level)
    added = [Requirement(one.phrase, one.level) for one in changed.values() if one.level != "out"]
    return (*kept.values(), *added)


def changed_by(changes: Iterable[Asked], new: Asked, lexicon: Lexicon) -> tuple[Asked, ...]:
    """The changes with one more; the same phrase is changed once."""
    rest = [one for one in changes if _key(one.phrase, lexicon) != _key(new.phrase, lexicon)]
    return (*rest, new)


def _supports(matcher: Matcher, requirement: Requirement, claim: Claim) -> bool:
    (found,) = matcher.match([requirement], [Passage.of(claim.text, _KINDS[claim.kind])])
    return found.evidence is not None


def _weight(requirement: Requirement) -> int:
    return MUST_WEIGHT if requirement.level == "must" else 1


def _key(phrase: str, lexicon: Lexicon) -> Key:
    return lexicon.key(lexicon.core(tokens(phrase)))
