"""Which occupations may be suggested to somebody, which way each lies, and how well it fits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.domain.career import CareerProfile, Feedback
from shared_backend.services.careers.elements import subjects
from shared_backend.services.careers.matching import Counts, counts, matches
from shared_backend.services.careers.own_levels import Own
from shared_backend.services.careers.requirements import Requirements, requirements
from shared_backend.services.careers.rules import (
    STRETCH_ELSEWHERE,
    Kind,
    Way,
    helps,
    kind_at_school,
    kind_of_way,
    leads,
    supervises,
)
from shared_backend.services.careers.taste import features, moved

# Further from the present occupation than this nothing is looked at, unless it is linked or wanted.
POOL = 60
# With fewer ways than this from an occupation the search is widened: nobody is told there is nothing.
ENOUGH, WIDENED = 20, 100
# From here on less preparation is a loss of what took years: the search goes further before it turns there.
SPECIALIST, WIDENED_SPECIALIST = 4, 300
# Likeness counts as being near up to this rank; managers of a field are less like those who work in it.
NEIGHBOURS, MANAGED = 45, 100
# First-line supervisors of a major group lead many trades; only the likest is the next step.
HEADS = 1
# Parts of the score; together 1 for somebody with an occupation and for somebody without.
MATCH, NEAR, LINK, INTEREST, TOWARDS = 0.30, 0.20, 0.20, 0.15, 0.15
MATCH_AT_SCHOOL, INTEREST_AT_SCHOOL, SUBJECT_AT_SCHOOL = 0.20, 0.50, 0.30
# Where little is known of somebody, what there is in most places is of more use than what is rare.
SPREAD_AT_SCHOOL = 0.15
# Of two linked ones that fit alike, the one that leads up is of more use.
RISE = 0.10
# What most people took next counts like half a published link beside it.
TAKEN = 0.10
# Likeness counts half at this rank.
HALF_AT = 25.0
# Leading the own field counts like a published link of the middle tier.
OVER = 0.8


@dataclass(frozen=True)
class Ranking:
    """Every occupation that may be suggested, with its kind and scores; arrays are in the order of the facts."""

    kinds: Mapping[int, Kind]
    base: FloatArray
    score: FloatArray
    match: FloatArray


def ranking(
    profile: CareerProfile,
    own: Mapping[str, Own],
    feedback: Sequence[Feedback],
    reference: Path,
    *,
    leanings: Leanings | None = None,
    next_jobs: Mapping[str, float] | None = None,
) -> Ranking:
    """What may be suggested and how well it fits; `leanings`, as learned from what the person judged, move it.

    What is not for them is left out either way. `next_jobs` are shares of where people go from the present occupation,
    as the deployed model foresees them.
    """
    facts = requirements(reference)
    shares = matches(facts, own)
    at = facts.standing(profile.occupation)
    there = counts(facts, own)
    if at is None:
        kinds = _kinds_at_school(facts, profile, shares, there, reference)
    else:
        kinds = _kinds(facts, at, profile, shares, there)
    base = _base_at_school(facts, profile, shares, reference) if at is None else _base(facts, at, profile, shares)
    refused = {one.code for one in feedback if one.verdict == "not_for_me"}
    kinds = {i: kind for i, kind in kinds.items() if facts.codes[i] not in refused}
    if at is not None:
        kinds = _widened(facts, at, kinds, shares, there, refused)
    if at is not None and next_jobs:
        base = base + _taken(facts, next_jobs)
    score = base if leanings is None else moved(base, leanings, features(reference))
    return Ranking(kinds, base, score, shares)


def _taken(facts: Requirements, next_jobs: Mapping[str, float]) -> FloatArray:
    """What the deployed model adds: in full for the likeliest next job, less for the others."""
    most = max(next_jobs.values())
    found: FloatArray = np.array([TAKEN * next_jobs.get(code, 0.0) / most for code in facts.codes])
    return found


def _kinds(facts: Requirements, at: int, profile: CareerProfile, shares: FloatArray, there: Counts) -> dict[int, Kind]:
    code = facts.codes[at]
    led = leads(code, facts.titles[code])
    links = facts.links.get(code, {})
    rank = facts.ranks(at)
    heads = _heads(facts, at)
    found = {}
    for i, other in enumerate(facts.codes):
        linked = other in links
        near = linked or rank[i] <= NEIGHBOURS
        over = i in heads
        wanted = other[:2] in profile.towards
        if i == at or not (near or over or wanted or rank[i] <= POOL):
            continue
        way = Way(
            zone=int(facts.zone[i]),
            zones=int(facts.zone[i] - facts.zone[at]),
            leads=leads(other, facts.titles[other]),
            linked=linked,
            near=near,
            over=over,
            first_line=over and supervises(facts.titles[other]),
            same_group=other[:2] == code[:2],
            wanted=wanted,
            entry=facts.door(i, code),
            match=float(shares[i]),
            have=int(there.have[i]),
            in_part=float(there.partial[i] / max(there.number[i], 1)),
            helps=helps(facts.titles[other]) and not helps(facts.titles[code]),
        )
        lies = kind_of_way(way, led_before=led, returns=profile.years_away > 0)
        if lies is not None:
            found[i] = lies
    if profile.years_away > 0:
        found[at] = "sideways"
    return found


def _widened(
    facts: Requirements, at: int, kinds: dict[int, Kind], shares: FloatArray, there: Counts, refused: set[str]
) -> dict[int, Kind]:
    """At least `ENOUGH` ways: where there are fewer, the likest occupations that need no licence.

    What needs less preparation comes last, and nobody is sent where they bring nothing.
    """
    found = dict(kinds)
    ranks = facts.ranks(at)
    order = np.argsort(ranks, kind="stable").tolist()
    apart = facts.zone - facts.zone[at]
    near = WIDENED if facts.zone[at] < SPECIALIST else WIDENED_SPECIALIST
    for zones, furthest in (((0, 1), near), ((-1,), near), ((0, 1, -1), np.inf)):
        for i in order:
            if len(found) >= ENOUGH:
                return found
            if ranks[i] > furthest:
                break
            free = not facts.door(i) and apart[i] in zones and there.have[i] > 0
            if i != at and free and not helps(facts.titles[facts.codes[i]]) and facts.codes[i] not in refused:
                found.setdefault(i, "sideways" if shares[i] >= STRETCH_ELSEWHERE and apart[i] <= 0 else "stretch")
    return found


def _heads(facts: Requirements, at: int) -> frozenset[int]:
    """The occupations whose people lead the field of this one, if its people lead nobody.

    First-line supervisors stand at the head of their major group, managers are all in one: the likest of each.
    """
    code, rank = facts.codes[at], facts.ranks(at)
    if leads(code, facts.titles[code]):
        return frozenset()
    leading = [i for i in np.argsort(rank).tolist() if leads(facts.codes[i], facts.titles[facts.codes[i]])]
    first_line = [
        i for i in leading if facts.codes[i].startswith(code[:2]) and supervises(facts.titles[facts.codes[i]])
    ]
    managers = [i for i in leading if facts.codes[i].startswith("11-") and rank[i] <= MANAGED]
    return frozenset((*first_line[:HEADS], *managers))


def _kinds_at_school(
    facts: Requirements, profile: CareerProfile, shares: FloatArray, there: Counts, reference: Path
) -> dict[int, Kind]:
    liked = max(profile.interests, key=lambda name: profile.interests[name], default="")
    learned = {skill for subject in profile.subjects for skill in subjects(reference).get(subject, ())}
    taught = (facts.key & np.array([skill in learned for skill in facts.skills])).sum(axis=1)
    found = {}
    for i, code in enumerate(facts.codes):
        kind = kind_at_school(
            int(facts.zone[i]),
            float(shares[i]),
            have=int(there.have[i]),
            in_part=float(there.partial[i] / max(there.number[i], 1)),
            taught=int(taught[i]),
            entry=facts.door(i),
            artistic=liked == "Artistic",
        )
        # Nobody leads others as their first job.
        if kind is not None and not leads(code, facts.titles[code]):
            found[i] = kind
    return found


def _base(facts: Requirements, at: int, profile: CareerProfile, shares: FloatArray) -> FloatArray:
    code = facts.codes[at]
    ranks = facts.ranks(at)
    near = 1 / (1 + ranks / HALF_AT)
    links = facts.links.get(code, {})
    heads = _heads(facts, at)
    over = (OVER if i in heads else 0.0 for i in range(len(facts.codes)))
    link = np.array([max(links.get(other, 0.0), lead) for other, lead in zip(facts.codes, over, strict=True)])
    wanted = np.array([float(other[:2] in profile.towards) for other in facts.codes])
    told = np.array([profile.interests.get(name, np.nan) for name in facts.interest_names])
    like = _agreement(facts, np.where(np.isnan(told), facts.interests[at], told))
    base: FloatArray = MATCH * shares + NEAR * near + LINK * link + INTEREST * like + TOWARDS * wanted
    base += RISE * ((facts.zone > facts.zone[at]) & (link > 0))
    # Somebody who comes back can begin where they were.
    if profile.years_away > 0:
        base[at] = 1.0
    return base


def _base_at_school(facts: Requirements, profile: CareerProfile, shares: FloatArray, reference: Path) -> FloatArray:
    like = np.full(len(facts.codes), 0.5)
    if profile.interests:
        middle = float(np.mean(list(profile.interests.values())))
        like = _agreement(facts, np.array([profile.interests.get(name, middle) for name in facts.interest_names]))
    taught = {skill for subject in profile.subjects for skill in subjects(reference).get(subject, ())}
    used = np.array([skill in taught for skill in facts.skills])
    above = (facts.importance - facts.importance.mean(axis=0)) / np.maximum(facts.importance.std(axis=0), 1e-9)
    by_subject = 1 / (1 + np.exp(-above[:, used].mean(axis=1))) if used.any() else np.full(len(facts.codes), 0.5)
    base: FloatArray = MATCH_AT_SCHOOL * shares + INTEREST_AT_SCHOOL * like + SUBJECT_AT_SCHOOL * by_subject
    base += SPREAD_AT_SCHOOL * facts.spread
    return base


def _agreement(facts: Requirements, wanted: FloatArray) -> FloatArray:
    """Correlation of interests with those of every occupation, brought to [0, 1]; 0.5 where one has no shape."""
    mine = wanted - wanted.mean()
    theirs = facts.interests - facts.interests.mean(axis=1, keepdims=True)
    size = np.linalg.norm(theirs, axis=1) * np.linalg.norm(mine)
    alike: FloatArray = 0.5 + 0.5 * (theirs @ mine) / np.maximum(size, 1e-9)
    return alike
