"""What an answer holds, as named signs with the person's own words: a tip must presume nothing that is not there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from shared_backend.ai_engines.ensemble.base import Judgement
from shared_backend.ai_engines.tasks.interview_coach.reading import Reading, is_content, read_input
from shared_backend.ai_engines.tasks.interview_coach.substance import own_acts
from shared_backend.ai_engines.tasks.interview_coach.voice import empty_words, particulars
from shared_backend.ai_engines.text.words import Sentence

# What is wrong with an answer, the most urgent first: a tip made for it goes before all others.
PROBLEMS = (
    "dont_know",
    "copied",
    "keywords",
    "hypothetical",
    "careless",
    "off_question",
    "brief",
    "slogan",
    "overclaim",
    "we",
    "long_opening",
    "long_sentence",
    "repeats",
    "filler",
    "general",
    "judging",
    "vague",
    "abstract",
    "hedged",
)
# What is there, so that advice on it makes sense, or advice to add it does not.
FACTS = (
    "others",
    "number",
    "speech",
    "reason",
    "choice",
    "check",
    "outcome",
    "learned",
    "task",
    "order",
    "senior",
    "plan_b",
    "trial",
    "term",
    "asks_back",
    "long",
    "two_parts",
    "asks_cause",
    "asked_number",
)
SIGNS = frozenset((*PROBLEMS, *FACTS))
SAYS_NOTHING = frozenset({"dont_know", "copied", "keywords"})

_RULES: Mapping[str, str] = {
    "no_answer": "dont_know",
    "dont_know": "dont_know",
    "copied_question": "copied",
    "keyword_list": "keywords",
    "hypothetical": "hypothetical",
    "off_question": "off_question",
    "questionable_choice": "careless",
}
BRIEF, LONG, LONG_SENTENCE = 30, 200, 40  # words
LONGEST_QUOTE = 12  # words
_OTHERS = ("he", "she", "they", "him", "her", "them")
_TERM = re.compile(r"\b[A-Z]{2,}\d*\b")
_HEDGED = re.compile(r"\b(may|might|maybe|perhaps|probably|possibly|could)\b", re.IGNORECASE)
_AND_ALSO = re.compile(r"[?.,] (?:and|how|what|why|when)\b", re.IGNORECASE)
_CAUSE = re.compile(r"\b(cause|fault|find out why|wrong|trips?|faulty)\b", re.IGNORECASE)


def signs_of(record: Mapping[str, Any], judgement: Judgement) -> Mapping[str, str]:
    """The signs an answer shows, each with the words that show it ("" where there are none to quote).

    Parameters
    ----------
    record : mapping
        What was judged: question, type, answer.
    judgement : Judgement
        What was found; its rules, flags and evidence are signs too.
    """
    reading = read_input(record)
    found = _ruled(judgement)
    if not SAYS_NOTHING & found.keys():
        found.update(_problems(reading))
    found.update({name: "" for name, there in _facts(reading).items() if there})
    return found


def closing_words(record: Mapping[str, Any]) -> str:
    """The last sentence of an answer, verbatim; "" for an answer of a single sentence."""
    reading = read_input(record)
    return reading.answer.quote(reading.sentences[-1]) if len(reading.sentences) > 1 else ""


def _ruled(judgement: Judgement) -> dict[str, str]:
    details = judgement.details
    found = {_RULES[name]: "" for name in (*details.get("caps", ()), *details.get("flags", ())) if name in _RULES}
    against = {e.output: e.quote for e in reversed(judgement.evidence) if e.weight < 0 and e.quote}
    if "action" in against:
        found["careless"] = _short(against["action"])
    if (details.get("star") or {}).get("result", {}).get("present"):
        found["outcome"] = ""
    if "hypothetical" in found:
        found["hypothetical"] = _short(against.get("relevance", ""))
    if "result" in against and not _HEDGED.search(against["result"]):
        found["overclaim"] = _short(against["result"])
    return found


def _problems(reading: Reading) -> dict[str, str]:
    answer, sentences = reading.answer, reading.sentences
    found: dict[str, str] = {}
    if not sentences:
        return found
    if len(reading.core) < BRIEF:
        found["brief"] = _short(answer.quote(sentences[-1]))
    solid, empty = particulars(reading), empty_words(reading)
    hollow = [s for s in sentences if reading.count_in(s, empty) > 1 and not reading.count_in(s, solid)]
    if hollow:
        found["slogan"] = _short(answer.quote(hollow[0]))
    ours = [i for i in reading.core if answer.words[i] in ("we", "our", "us")]
    mine = [i for i in reading.core if answer.words[i] in ("i", "my", "me")]
    if len(ours) >= 2 and len(ours) > len(mine):
        found["we"] = _short(answer.quote(answer.sentence_of(ours[0])))
    acts = own_acts(reading)
    if acts and len(sentences) >= 5 and acts[0][0] > 0.4 * len(answer):
        found["long_opening"] = _short(answer.quote(answer.sentence_of(acts[0][0])))
    longest = max(sentences, key=lambda s: s.last - s.first)
    if longest.last - longest.first > LONG_SENTENCE:
        found["long_sentence"] = _short(answer.quote(longest))
    if _repeats(reading):
        found["repeats"] = ""
    fillers = list(dict.fromkeys(_written(reading, hit.first, hit.last) for hit in reading.hits("voice", "filler")))
    fillers = [word for word in fillers if word.lower() != "well"]  # "as well" is none
    if len(fillers) >= 2:
        found["filler"] = "”, “".join(fillers[:2])
    for name in ("general", "judging", "vague", "abstract"):
        for hit in reading.hits("advice", name)[:1]:
            found[name] = _written(reading, hit.first, hit.last)
    if len(reading.hits("advice", "hedged")) >= 2:
        found["hedged"] = ""
    return found


def _facts(reading: Reading) -> dict[str, bool]:
    words, raw, asked = reading.answer.words, reading.answer.raw, reading.question.raw
    others = sum(word in _OTHERS for word in words) + len(reading.hits("substance", "person"))
    told = {
        "reason": "reason",
        "choice": "choice",
        "check": "check",
        "outcome": "outcome",
        "learned": "reflection",
        "speech": "speech",
    }
    return {
        **{sign: bool(reading.hits("substance", name)) for sign, name in told.items()},
        **{sign: bool(reading.hits("advice", sign)) for sign in ("senior", "plan_b", "trial", "task")},
        "order": len(reading.hits("advice", "order")) >= 2,
        "others": others >= 2,
        "number": any(word[0].isdigit() for word in words) or len(reading.hits("substance", "amount")) >= 2,
        "term": bool(_TERM.search(raw)),
        "asks_back": "?" in raw,
        "long": len(reading.core) > LONG,
        "two_parts": asked.count("?") > 1 or bool(_AND_ALSO.search(asked)),
        "asks_cause": bool(_CAUSE.search(asked)),
        "asked_number": any(word[0].isdigit() for word in reading.question.words),
    }


def _repeats(reading: Reading) -> bool:
    told = [_content(reading, s) for s in reading.sentences]
    full = [words for words in told if len(words) >= 4]
    return any(len(one & other) / min(len(one), len(other)) >= 0.75 for one, other in combinations(full[:30], 2))


def _content(reading: Reading, sentence: Sentence) -> frozenset[str]:
    answer = reading.answer
    return frozenset(answer.stems[i] for i in range(sentence.first, sentence.last) if is_content(answer.words[i]))


def _written(reading: Reading, first: int, last: int) -> str:
    return reading.answer.raw[reading.answer.starts[first] : reading.answer.ends[last - 1]]


def _short(quote: str) -> str:
    """The first words of a quote, without the mark that ends the sentence; cut ones end with an ellipsis."""
    words: Sequence[str] = quote.split()
    whole = " ".join(words[:LONGEST_QUOTE]).rstrip(".!?,;: ")
    return f"{whole} …" if len(words) > LONGEST_QUOTE else whole
