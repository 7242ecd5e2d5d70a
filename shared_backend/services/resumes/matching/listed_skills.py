"""What a person lists as a skill, linked to a skill of ESCO or a technology of O*NET that says the same in other forms.

A list says outright that its entries are skills, so word order, form and verbs such as "perform" do not count there.
In running text they do; see `named_skills`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

from shared_backend.ai_engines.linking.esco_skills import esco_skills
from shared_backend.ai_engines.tasks.occupation_data import read_table
from shared_backend.services.resumes.matching.lexicon import Lexicon, alike, bare_name, lexicon
from shared_backend.services.resumes.matching.words import Token, root, tokens

Content = frozenset[str]
Skill = tuple[str, str]
ONET = "onet:"
LONGEST = 8
# What a name of a skill says only because it is one.
_DOING = frozenset((
    "perform", "performing", "conduct", "conducting", "carry", "carrying", "out", "execute", "executing", "undertake",
    "use", "using", "utilise", "apply", "applying", "the", "a", "an", "of", "in", "on", "to", "with", "for", "and",
    "technique", "techniques", "method", "methods", "skill", "skills", "practice", "practices", "principles",
))  # fmt: skip
_GENERIC = re.compile(
    r"\s+(?:(?:operating )?systems?|software|applications?|tools?|programming language)$", re.IGNORECASE
)
_VERSION = re.compile(r"\s+(?:v\.?\s?)?\d+(?:\.\d+)*\+?$")
_SHORT_MAKER = re.compile(r"^MS\s+(?=[A-Z])")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def listed_skill(entry: str, reference: Path) -> Skill | None:
    """Name and id of the one skill that an entry of a list says as a whole; None where none or several do.

    The name and id are those of ESCO, or O*NET's name of a technology, as `named_skills.NamedSkill` has them.
    """
    bare = _IN_BRACKETS.sub("", entry).strip(" .,;:")
    known = _known(reference)
    for form in _forms(bare, lexicon(reference)):
        content = _content(tokens(form))
        found = known.get(content) if content else None
        if found is not None:
            return found
    return None


def _forms(entry: str, known: Lexicon) -> Iterator[str]:
    """The entry, without its version, with its maker's name in full, and other names of the same thing."""
    words = tokens(entry)
    if not 0 < len(words) <= LONGEST:
        return
    yield entry
    plain = _SHORT_MAKER.sub("Microsoft ", _VERSION.sub("", entry))
    # Of "Microsoft 365" nothing but its maker would be left.
    if plain != entry and len(plain) > 1 and known.key(tokens(plain)) not in known.vendors:
        yield plain
    yield from (name for name in known.same.get(known.key(words), ()) if name != entry)


@lru_cache(maxsize=2)
def _known(reference: Path) -> Mapping[Content, Skill]:
    """By its words, each skill of that name; names that several share belong to the preferred one, or to none."""
    known = lexicon(reference)
    preferred: dict[Content, set[Skill]] = {}
    others: dict[Content, set[Skill]] = {}
    for label, (key, names) in esco_skills(reference).items():
        preferred.setdefault(_of(label), set()).add((label, key))
        for name in filter(partial(alike, label), names):
            others.setdefault(_of(name), set()).add((label, key))
    makes: dict[Content, set[Skill]] = {}
    for name in sorted({row["name"] for row in read_table(reference, "technologies.csv.gz")}):
        for short in _names_of_technology(name, known):
            makes.setdefault(_of(short), set()).add((name, ONET + name))
    found: dict[Content, Skill | None] = {}
    for table in (preferred, makes, others):
        for content, skills in table.items():
            found.setdefault(content, _plainest(skills))
    return {content: skill for content, skill in found.items() if content and skill is not None}


def _plainest(skills: Iterable[Skill]) -> Skill | None:
    """The one of the shortest name, such as the subject itself beside "perform" it; None where two are as short."""
    first, *rest = sorted(skills, key=lambda one: (len(one[0].split()), one))
    return None if rest and len(rest[0][0].split()) == len(first[0].split()) else first


def _names_of_technology(name: str, known: Lexicon) -> Iterator[str]:
    """A technology with and without its maker, what kind of thing it is, and the letters that stand for it."""
    bare = _GENERIC.sub("", name)
    words = bare.split()
    last = words[-1]
    initials = "".join(word[0] for word in words[:-1] if word.lower() not in _DOING).upper()
    short = last.isupper() and 2 <= len(last) <= 6 and initials.endswith(last)
    if short:
        yield last
        words = words[:-1]
    elif bare != name and not _is_name(words, known):
        yield name
        return
    makers = [size for size in (1, 2) if tuple(root(word.lower()) for word in words[:size]) in known.vendors]
    if len(words) not in makers:
        yield " ".join(words)
    yield from (" ".join(words[size:]) for size in makers if len(words) > size)


def _is_name(words: list[str], known: Lexicon) -> bool:
    """Whether what is left without "software" is a name of its own: "HubSpot", not "Bookkeeping" or "Help desk"."""
    if tuple(map(str.lower, words[:1])) in known.vendors or any(c.isupper() for word in words for c in word[1:]):
        return True
    capital = all(word[:1].isupper() for word in words)
    return capital and (len(words) > 1 or not known.rarity.get(root(words[0].lower()), 0))


def _of(name: str) -> Content:
    bare = bare_name(name) if name.islower() else name.split(" (")[0]
    words = tokens(bare)
    # Where a word is none to us, as ASP.NET looks like an address, the others alone would say too much.
    return (
        _content(words)
        if all(tokens(part) or not any(map(str.isalnum, part)) for part in bare.split())
        else frozenset()
    )


def _content(words: tuple[Token, ...]) -> Content:
    """The words that say something, by their roots; one alone as it is written."""
    kept = [word for word in words if word.form not in _DOING]
    if len(kept) == 1:
        return frozenset({f"={kept[0].form}"}) if len(kept[0].form) > 1 or len(words) == 1 else frozenset()
    return frozenset(word.root for word in kept)
