"""The fact check: whether a new wording says only what was said; every word has to come from somewhere.

It knows no meaning, so it is strict: a number keeps its value, unit, hedge and what it counts; a word has to stand in
the person's own words, or be one that may stand for such a word; help stays help and a plan stays a plan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.writing.quantities import Quantity, plain_digits, quantities, unit_named
from shared_backend.services.resumes.writing.wording import Wording

RefusalKind = Literal[
    "number", "unit", "hedge", "name", "skill", "outcome", "seniority", "praise", "scope", "denial", "plan", "letters",
    "form", "word",
]  # fmt: skip
GAP = "[number?]"
LONGEST = 400
_WORD = re.compile(r"[^\W\d_]+(?:['’.&+#/-][^\W\d_]+)*[+#]*")
_NOT = re.compile(r"\b(?:not|no|never|without|nobody|none|neither|nor|hardly|except)\b|n['’]t\b", re.I)
_NUMBER_WORDS = re.compile(
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half)\Z"
)
_CAUSE = re.compile(
    r"\b(?:so|result\w*|therefore|hence|thereby|thus|because|leading to|led to|due to|thanks to)\b", re.I
)
_AS = re.compile(r"\bas (?:an?|the) ([^\W\d_]+)", re.I)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a wording is not accepted: what kind of thing, its words, and a sentence for the person."""

    kind: RefusalKind
    words: str
    reason: str


def refusals(
    text: str, said: Iterable[str], wording: Wording, *, elsewhere: Iterable[str] = (), skills: Iterable[str] = ()
) -> tuple[Refusal, ...]:
    """What a new wording says that was not said; empty when it may stand.

    Parameters
    ----------
    text : str
        The new wording. A gap such as ``[number?]`` says nothing.
    said : iterable of str
        The person's own words for this line: the line, their answers, the job it belongs to.
    elsewhere : iterable of str
        The rest of the CV and the ledger: true, but not said of this line; only used to say so.
    skills : iterable of str
        Names of known skills and tools, only used to name what is refused.
    """
    own = tuple(_clean(one) for one in said if one)
    line = _clean(text.replace(GAP, " "))
    found = [*_letters(text, own), *_form(text)]
    if not found:
        source = _Source(own, tuple(map(_clean, elsewhere)), frozenset(s.lower() for s in skills), wording)
        found = [
            *_numbers(line, source),
            *_words(line, source),
            *_lowered(line, source),
            *_plans(line, source),
            *_denials(line, source),
            *_titles(line, source),
            *_causes(line, source),
        ]
    return tuple(dict.fromkeys(found))


class _Source:
    """The person's own words, ready to be asked."""

    def __init__(self, own: tuple[str, ...], elsewhere: tuple[str, ...], skills: frozenset[str], w: Wording) -> None:
        self.wording, self.skills, self.own = w, skills, own
        self.quantities = [one for text in own for one in quantities(text, w)]
        # To have helped or taken part is never more than what was said.
        self.lowering = {w.stem(word) for word in w.lowering[0]}
        self.units = {one.unit for one in self.quantities if one.unit}
        self.written = {word for text in own for word in _WORD.findall(text)}
        self.lows = {word.lower() for word in self.written}
        self.stems = {w.stem(word) for word in self.lows}
        # "part-time" also says part and time, and "Excel/SAP" names both.
        pieces = {piece for word in self.written for piece in re.split(r"[-/'’.]", word) if piece}
        self.written |= pieces
        self.stems |= {w.stem(piece) for piece in pieces}
        self.groups = frozenset().union(*(w.groups.get(stem, frozenset()) for stem in self.stems))
        self.elsewhere = {w.stem(word) for text in elsewhere for word in _WORD.findall(text)}

    def has(self, word: str) -> bool:
        stem = self.wording.stem(word)
        return stem in self.stems or bool(self.wording.groups.get(stem, frozenset()) & self.groups)


def _numbers(line: str, source: _Source) -> Iterator[Refusal]:
    for one in quantities(line, source.wording):
        same = [known for known in source.quantities if abs(known.value - one.value) < 1e-9]
        if not same:
            yield Refusal("number", one.words, f"The number {one.words} is not in your own words.")
        elif not any(_unit_fits(one, known) for known in same):
            yield Refusal("unit", one.words, f"You gave {one.words} in another unit, or over another time.")
        elif not any(_unit_fits(one, known) and _hedge_fits(one, known) for known in same):
            yield Refusal("hedge", one.words, f"You gave {one.words} as {_hedged(same[0])}.")
        elif _taken_over(one, source) or not any(_counts_the_same(one, known) for known in same):
            yield Refusal("number", one.words, f"The number {one.words} counts something else in your own words.")


def _unit_fits(one: Quantity, known: Quantity) -> bool:
    return one.unit == known.unit and one.per in ("", known.per) and not (known.per and not one.per)


def _hedge_fits(one: Quantity, known: Quantity) -> bool:
    # "saved 3 hours by sorting" and "40 rooms to clean" have no hedge that belongs to the number.
    return one.hedge == known.hedge or ({one.hedge, known.hedge} <= {"", "after", "before", "another"})


def _counts_the_same(one: Quantity, known: Quantity) -> bool:
    return not one.around or not known.around or bool(one.around & known.around)


def _taken_over(one: Quantity, source: _Source) -> bool:
    """Whether it stands before what another number counts: of "15 children aged 3" nobody made 3 children."""
    if not one.behind:
        return False
    first = one.behind[0]
    theirs = any(known.value != one.value and known.behind[:1] == (first,) for known in source.quantities)
    mine = any(known.value == one.value and first in known.behind for known in source.quantities)
    return theirs and not mine


def _hedged(known: Quantity) -> str:
    return f"“{known.hedge} {known.words}”" if known.hedge else f"{known.words}, without more"


def _words(line: str, source: _Source) -> Iterator[Refusal]:
    w = source.wording
    for place, found in enumerate(_WORD.finditer(line)):
        word = found.group()
        low = word.lower()
        glued = found.start() > 0 and line[found.start() - 1].isdigit()
        if glued or unit_named(low) in source.units or all(map(_NUMBER_WORDS.match, low.split("-"))):
            continue  # looked at as a number
        named = _is_named(line, found, word) if place else _is_shouted(word)
        if named:
            spelled = word in source.written or (w.stem(word) in source.stems and low.endswith("s"))
            if not spelled and not all(piece in source.written for piece in re.split(r"[-/]", word)):
                yield _refused_name(word, source)
            continue
        if (
            low in w.glue
            or w.stem(low) in source.lowering
            or source.has(low)
            or all(piece in w.glue or source.has(piece) for piece in re.split(r"[-/'’]", low) if piece)
        ):
            continue
        yield _refused_word(word, source)


def _is_named(line: str, found: re.Match[str], word: str) -> bool:
    """Whether a capital letter here means a name, and not the beginning of a sentence."""
    before = line[: found.start()].rstrip()
    return any(letter.isupper() for letter in word) and not (before.endswith((".", ":")) and not _is_shouted(word))


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and any(letter.isupper() for letter in word[1:])


def _refused_name(word: str, source: _Source) -> Refusal:
    kind: RefusalKind = "skill" if word.lower() in source.skills else "name"
    what = "skill" if kind == "skill" else "name"
    if source.wording.stem(word) in source.elsewhere:
        return Refusal(kind, word, f"“{word}” stands in your CV, but you did not say it of this line.")
    return Refusal(kind, word, f"The {what} “{word}” is not in your own words.")


def _refused_word(word: str, source: _Source) -> Refusal:
    w, stem = source.wording, source.wording.stem(word)
    if word.lower() in source.skills:
        return _refused_name(word, source)
    for kind, known, reason in (
        ("praise", w.praise, f"“{word}” is praise you did not give."),
        ("scope", w.scope, f"“{word}” makes it larger than you said."),
        ("seniority", w.senior, f"“{word}” claims a higher part than you said."),
        ("outcome", w.outcome, f"“{word}” claims a result you did not name."),
    ):
        if word.lower() in known or stem in known:
            return Refusal(kind, word, reason)  # type: ignore[arg-type]
    if stem in source.elsewhere:
        return Refusal("word", word, f"“{word}” stands in your CV, but you did not say it of this line.")
    return Refusal("word", word, f"“{word}” is not in your own words.")


def _lowered(line: str, source: _Source) -> Iterator[Refusal]:
    """Who helped did not do it alone."""
    stems = {source.wording.stem(word) for word in _WORD.findall(line)}
    for group in source.wording.lowering:
        held = {word for word in group if source.wording.stem(word) in source.stems}
        kept = {source.wording.stem(word) for word in group} & stems
        if held and not kept:
            word = min(held)
            yield Refusal("seniority", word, f"You said “{word}”; without it the line claims more.")


def _plans(line: str, source: _Source) -> Iterator[Refusal]:
    """What was planned or nearly done was not done."""
    for group in source.wording.hedging:
        pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in group), re.I)
        if any(pattern.search(text) for text in source.own) and not pattern.search(line):
            yield Refusal("plan", group[0], f"You said “{group[0]}”; without it the line claims more.")


def _denials(line: str, source: _Source) -> Iterator[Refusal]:
    if bool(_NOT.search(line)) != any(_NOT.search(text) for text in source.own):
        yield Refusal("denial", "", "A “not” or “without” was added or lost.")


def _titles(line: str, source: _Source) -> Iterator[Refusal]:
    known = {title.lower() for text in source.own for title in _AS.findall(text)}
    for title in _AS.findall(line):
        if title.lower() not in known and title.lower() not in ("part", "result", "team", "group"):
            yield Refusal("seniority", title, f"You did not say that you worked as “{title}”.")


def _causes(line: str, source: _Source) -> Iterator[Refusal]:
    """That one thing came of another has to be said."""
    found = _CAUSE.search(line)
    if found is not None and not any(_CAUSE.search(text) for text in source.own):
        yield Refusal("outcome", found.group(), "You did not say that one thing led to the other.")


def _letters(text: str, own: tuple[str, ...]) -> Iterator[Refusal]:
    """Signs nobody sees, and letters of another script that look like known ones."""
    if any(unicodedata.category(letter) in ("Cf", "Cc", "Co", "Cn") for letter in text):
        yield Refusal("letters", "", "It holds signs that cannot be seen.")
    scripts = {_script(letter) for one in own for letter in one if letter.isalpha()}
    strange = next((c for c in plain_digits(text) if c.isalpha() and _script(c) not in scripts | {"LATIN"}), None)
    if strange is not None:
        yield Refusal("letters", strange, "It holds letters of another script.")


def _form(text: str) -> Iterator[Refusal]:
    if not text.strip() or len(text) > LONGEST or "\n" in text:
        yield Refusal("form", "", f"A line is one line of at most {LONGEST} characters.")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", plain_digits(text))
