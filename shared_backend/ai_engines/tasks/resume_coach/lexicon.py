"""The words the CV rubric looks for, from `data/reference/resumes/words.json`."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared_backend.domain.errors import ConfigurationError

FOLDER = Path(__file__).resolve().parents[4] / "data" / "reference" / "resumes"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`past`, `present` and `ing` map a printed form to its verb; the patterns find whole phrases."""

    past: Mapping[str, str]
    present: Mapping[str, str]
    ing: Mapping[str, str]
    duty: re.Pattern[str]
    vague: re.Pattern[str]
    slogans: re.Pattern[str]
    result: re.Pattern[str]
    link: re.Pattern[str]
    number_words: re.Pattern[str]
    function: frozenset[str]
    acronyms: frozenset[str]
    typos: Mapping[str, str]
    ad_words: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """Read once a process. Raises `ConfigurationError` when the file is missing or damaged."""
    try:
        data = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
        verbs, irregular = data["verbs"].split(), data["irregular"]
    except (OSError, ValueError, KeyError) as problem:
        raise ConfigurationError("The word list words.json is missing or damaged; restore data/reference.") from problem
    bases = sorted({*verbs, *irregular})
    past = {past_form(verb): verb for verb in bases} | {form: verb for verb, form in irregular.items()}
    present = {form: verb for verb in bases for form in (verb, third_person(verb))}
    # A form that is both (cut, set, read) is past: it is wrong for nobody.
    return Lexicon(
        past=past,
        present={form: verb for form, verb in present.items() if form not in past},
        ing={ing_form(verb): verb for verb in bases},
        duty=_any(data["duty"]),
        vague=_any(data["vague"]),
        slogans=_any(data["slogans"]),
        result=_any(data["result"]),
        link=_any(data["link"]),
        number_words=_any(data["number_words"]),
        function=frozenset(data["function"]),
        acronyms=frozenset(data["known_acronyms"]),
        typos=dict(data["typos"]),
        ad_words=frozenset(data["ad_words"]),
    )


def past_form(verb: str) -> str:
    """The regular past.

    >>> [past_form(verb) for verb in ("plan", "carry", "bake", "clean", "visit")]
    ['planned', 'carried', 'baked', 'cleaned', 'visited']
    """
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y\Z", verb):
        return f"{verb[:-1]}ied"
    return f"{_doubled(verb)}ed"


def ing_form(verb: str) -> str:
    """The form in -ing.

    >>> [ing_form(verb) for verb in ("plan", "carry", "bake", "oversee")]
    ['planning', 'carrying', 'baking', 'overseeing']
    """
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return f"{verb[:-1]}ing"
    return f"{_doubled(verb)}ing"


def third_person(verb: str) -> str:
    """The form with he or she.

    >>> [third_person(verb) for verb in ("plan", "carry", "teach")]
    ['plans', 'carries', 'teaches']
    """
    if re.search(r"[^aeiou]y\Z", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh", "o")) else f"{verb}s"


def _doubled(verb: str) -> str:
    short = re.search(r"\A[^aeiou]*[aeiou][bdgklmnprt]\Z", verb)
    longer = verb in (
        "refer",
        "transfer",
        "submit",
        "commit",
        "program",
        "enrol",
        "control",
        "label",
        "travel",
        "model",
    )
    return verb + verb[-1] if short or longer else verb


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
