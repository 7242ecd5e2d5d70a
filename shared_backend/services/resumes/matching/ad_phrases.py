"""From a line that asks to the things it asks for: its own words, without what introduces and what explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shared_backend.services.resumes.matching.lexicon import Lexicon
from shared_backend.services.resumes.matching.words import Token, tokens

# What explains a thing or says how it is used begins with one of these.
_ASIDE = re.compile(
    r"\s*(?:;|\s[-–—]\s|:\s|,\s+(?:which|who|whom|since|because|where|as we|set up|with (?:a|an|two|some)"
    r"|in (?:work|an?)"
    r"|for(?! example| instance)|you|we|and (?:you|we)|from|to)\b"
    r"|\b(?:that|which|who|so that|because|since|when|while|whose|as part of|as you|as we|because of|is a (?:plus"
    r"|must|bonus)"
    r"|would be|are a (?:plus|must)|is (?:required|essential|desirable|preferred|needed)"
    r"|preferred|required|desirable|an advantage|a plus|will help)\b|\bto (?:an?|the)\b).*$",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"[,(]?\s*\b(?:for example|for instance|e\.g\.?|such as|including|in particular|ideally|especially|like)\b[,:]?\s*",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"^(?:(?:a|an|the|some|any|your|our|good|strong|solid|basic|proven|excellent|advanced|current|valid|clear|sound"
    r"|deep"
    r"|practical|hands[- ]on|extensive|broad|relevant|previous|prior|demonstrable|demonstrated|genuine|full|first"
    r"|recogni[sz]ed|confident|fluent|familiar|familiarity|experienced|experience|experiences|knowledge|understanding"
    r"|background|skills?|ability|awareness|command|proficiency|proficient|expertise|qualified|track record|record"
    r"|working|know[- ]?how|habit|ease|comfort|comfortable|competence|competent|confidence|programming|training|use"
    r"|using"
    r"|work|at least|minimum|more than|over|must|should|have|having|hold|be|able|you|will|ideally|also|and|or"
    r"|knowledgeable|written|spoken|good command|another|other|similar|of|with|in|to|on|as|at|for|by|both|either"
    r"|not required)(?:[\s,]+|$))+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and/or|and|or)?|/(?=\w{4})|\band/or\b|\band\b|\bor\b|&)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"[\s,]*\b(?:or (?:a |an )?(?:similar|comparable|equivalent|related|another|other|above|better)\b.*|etc\.?"
    r"|an? (?:similar|comparable)\b.*|experience|skills?|knowledge|abilit(?:y|ies)|awareness|in production"
    r"|,\s+level \d.*"
    r"|is a plus|a plus|preferred|required|yourself)\s*$",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:\d{1,2}\+?|one|two|three|four|five|six|seven|eight|nine|ten)\+?\s*(?:or more )?years?\b", re.I
)
_OR_MORE = re.compile(r"(?<=\w) or more\b|(?<=years), with .*$", re.IGNORECASE)
_DEGREE = re.compile(r"\b(?:degree|diploma|bachelor['’]?s|master['’]?s|ph\.?d|doctorate)\b", re.IGNORECASE)
_LINKS = frozenset((
    "of", "for", "in", "on", "with", "at", "from", "by", "to", "under", "between", "into", "through", "across",
    "about",
))  # fmt: skip
_VAGUE = frozenset((
    "tool", "tools", "field", "one", "it", "them", "us", "you", "we", "people", "person", "thing", "things", "work",
    "role", "job", "team", "years", "year", "equivalent", "need", "customer", "customers", "software", "way",
    "ways", "others", "other", "language", "programming", "day", "days", "place",
))  # fmt: skip
_LONGEST = 5
# A point of an ad is shorter; what goes on is cut, so that no pattern runs over more.
_LONGEST_LINE = 400


def phrases_of(line: str, lexicon: Lexicon) -> Iterator[str]:
    """The things one line asks for, in the line's words, without repetition."""
    seen: set[tuple[str, ...]] = set()
    for phrase in _found(line, lexicon):
        key = lexicon.key(lexicon.core(tokens(phrase)))
        if key and key not in seen:
            seen.add(key)
            yield phrase


def _found(line: str, lexicon: Lexicon) -> Iterator[str]:
    text = _OR_MORE.sub("", line.strip()[:_LONGEST_LINE].rstrip("."))
    inside = [part for part in _BRACKETS.findall(text) if _named(part)]
    text = _BRACKETS.sub("", text)
    text = _ASIDE.sub("", text)
    parts = _EXAMPLE.split(text)
    for part in [*parts, *inside]:
        for piece in _pieces(part, lexicon):
            yield from _short(piece, lexicon)


def _pieces(text: str, lexicon: Lexicon) -> list[str]:
    """The parts of a list; a name that is known as a whole ("health and safety") stays whole."""
    bare = _bare(text)
    if _known(bare, lexicon):
        return [bare]
    if _DEGREE.search(bare):
        subject = bare.split(" in ", 1)
        return [bare if len(subject) == 2 and len(_BETWEEN.split(subject[1])) == 1 else subject[0]]
    parts = [part for part in _BETWEEN.split(bare) if part.strip()]
    if len(parts) < 2:
        return [bare]
    # "medical, dental or veterinary setting" shares its noun and is one thing.
    last = parts[-1].split()
    if len(last) > 1 and all(len(part.split()) == 1 and part.islower() for part in parts[:-1]) and last[0].islower():
        return [bare]
    return parts


def _short(piece: str, lexicon: Lexicon) -> Iterator[str]:
    text = _bare(piece)
    words = tokens(text)
    if not words or (len(words) == 1 and (words[0].form in _VAGUE or (len(words[0].form) < 2 and not text.isupper()))):
        return
    years = _YEARS.search(text)
    if years is not None:
        yield from _timed(text, years.end(), lexicon)
    elif _known(text, lexicon) or (len(words) <= _LONGEST and not any(word.form in _LINKS for word in words[1:])):
        yield text
    else:
        yield from _divided(text, words, lexicon)


def _timed(text: str, end: int, lexicon: Lexicon) -> Iterator[str]:
    """Years of something: the time, where it is short enough to be one thing, and the thing."""
    rest = _bare(text[end:])
    if rest and len(tokens(text)) <= _LONGEST:
        yield text
    if rest:
        yield from _short(rest, lexicon)


def _divided(text: str, words: Sequence[Token], lexicon: Lexicon) -> Iterator[str]:
    """A long part: its beginning up to a word that adds where or with what, and what is named after it."""
    cut = next((at for at, word in enumerate(words) if at and word.form in _LINKS), None)
    if cut is None:
        yield from _names(text, words) or [text[: words[_LONGEST - 1].end]]
        return
    head, rest = text[: words[cut].start].strip(), _bare(text[words[cut].end :])
    names = _names(text, words)
    if words[cut].form == "of" and cut == 1 and not _known(head, lexicon) and len(words) <= _LONGEST:
        yield text
    else:
        yield from _short(head, lexicon)
    if _known(rest, lexicon):
        yield rest
    else:
        yield from names


def _names(text: str, words: Sequence[Token]) -> list[str]:
    """Runs of words with capitals or signs inside a long part."""
    found: list[str] = []
    start: int | None = None
    for at, word in enumerate([*words, None]):
        named = word is not None and at > 0 and (_is_name(word) or (start is not None and word.raw.isdigit()))
        if named and start is None:
            start = at
        elif not named and start is not None:
            found.append(text[words[start].start : words[at - 1].end])
            start = None
    return found


def _is_name(word: Token) -> bool:
    return word.raw[:1].isupper() or not (word.raw.isalpha() or word.raw.isdigit())


def _named(text: str) -> bool:
    words = tokens(text)
    return bool(words) and all(_is_name(word) or word.form in ("or", "and") for word in words)


def _bare(text: str) -> str:
    """Without introductions and trailing remarks."""
    before = None
    clean = text.strip(" ,.;:–-")
    while clean != before:
        before = clean = re.sub(r"[\s,]+(?:and|or)$", "", clean)
        shorter = _TAIL.sub("", clean).strip(" ,.;:–-")
        shorter = _INTRO.sub("", shorter) or shorter
        clean = shorter if tokens(shorter) else clean
    return clean


def _known(text: str, lexicon: Lexicon) -> bool:
    words = tokens(text)
    key = lexicon.key(words)
    return (
        key in lexicon.same or key in lexicon.narrower or key in lexicon.patterns
        or " ".join(word.form for word in words) in lexicon.esco
    )  # fmt: skip
