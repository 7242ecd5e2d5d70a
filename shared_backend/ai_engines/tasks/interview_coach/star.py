"""Finds situation, task, action and result in a told or planned story, each with its own words that show it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from shared_backend.ai_engines.tasks.interview_coach.ceilings import has_no_case, is_copy, is_keyword_list
from shared_backend.ai_engines.tasks.interview_coach.clauses import pieces
from shared_backend.ai_engines.tasks.interview_coach.reading import Reading
from shared_backend.ai_engines.tasks.interview_coach.substance import own_acts
from shared_backend.ai_engines.tasks.interview_coach.voice import asks_for_story, empty_words, particulars
from shared_backend.ai_engines.text.words import Sentence

LONGEST_QUOTE = 240
LONG_SENTENCE = 25  # words
MOST_OPTIONS = 6
IN_ORDER = 1.0
PARTS = ("situation", "task", "action", "result")
PLAN_PARTS = ("action", "result")
_TASK = re.compile(
    r"\b(had to|have to|needed|need to|must|my job|my task|my role|responsib|asked me|was asked|"
    r"wanted|supposed to|problem|deadline|argued|worried|budget|"
    r"target|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|goal|so that we could|was about to|due\b|"
    r"missing|wrong|nobody knew|"
    r"complain|broke|fail|late\b|short of|refus)",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\b(last|when|while|during|at (?:my|the(?! same)|a|our)|in (?:my|the|a|our|\d{4})|there (?:was|were)|"
    r"we (?:had|were)|i was|on (?:a|the|my)|once|one day|"
    r"years? ago|if (?:a|the|someone|somebody|he|she|they))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(in the end|at the end|since then|since that|as a result|result|after (?:that|this)|afterwards|later|today|"
    r"still|from then|now|again|any ?more|no longer|faster|right|raised|every (?:day|week|month|[a-z]+day)|"
    r"from .{1,20} to|saved?|dropped|fell|rose|went (?:up|down|from)|doubled|halved|thanked|learn(?:ed|t)|"
    r"never (?:came|happened)|on time|first time|finished|worked|stayed|came back|opened|passed|liked|loved|laughed|"
    r"accepted|approved|signed|complaints?|no one|nobody|next (?:day|week|morning|month)|so that|would then know)\b",
    re.IGNORECASE,
)
# Words that tell an ending wherever they stand, for those who begin with it.
_ENDING = re.compile(
    r"\b(in the end|as a result|the result|since then|saved|renewed|halved|doubled|ended up|turned out well)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Option:
    """Words that may show a part, and how well (above 0)."""

    value: float
    words: Sentence


def star(reading: Reading) -> dict[str, dict[str, object]]:
    """``{"situation": {"present": bool, "quote": str}, …}``; a quote is a verbatim part of the answer or empty.

    For a question that asks for a plan there are only ``action`` and ``result``.

    No words are quoted twice: where one sentence holds two parts, each gets its own clause. What only says how
    something would be done is no part of a story that was asked for; keywords and the question itself are none.
    """
    # A plan answers a case whose situation and task the question has told.
    parts = PARTS if asks_for_story(reading) else PLAN_PARTS
    chosen = _choose({part: options for part, options in _options(reading).items() if part in parts})
    found: dict[str, dict[str, object]] = {}
    for part in parts:
        words = chosen.get(part)
        quote = "" if words is None else shortened(reading.answer.quote(words))
        found[part] = {"present": words is not None, "quote": quote}
    return found


def shortened(quote: str) -> str:
    """The start of a long quote, cut at a word, still verbatim."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return quote[:LONGEST_QUOTE].rsplit(" ", 1)[0]


def _options(reading: Reading) -> dict[str, list[_Option]]:
    found: dict[str, list[_Option]] = {part: [] for part in PARTS}
    if has_no_case(reading) or is_keyword_list(reading) or is_copy(reading):
        return found
    solid, empty = particulars(reading), empty_words(reading)
    # What one "had done" lies before the story.
    acts = [first for first, _ in own_acts(reading) if reading.answer.words[first + 1] != "had"]
    would, told = reading.marked("substance", "self_told"), asks_for_story(reading)
    past = reading.hits("substance", "past")
    first_act = min(acts, default=len(reading.answer))
    for words, sentence in pieces(reading):
        if told and (reading.count_in(words, would) or _condition(reading, sentence)):
            continue
        text, whole = reading.answer.quote(words), words == sentence
        at = (words.first + words.last) / (2 * len(reading.answer))
        acting = sum(words.first <= first < words.last for first in acts)
        shown, hollow = reading.count_in(words, solid), reading.count_in(words, empty)
        if hollow > shown:
            continue
        worth = 0.0 + min(3, shown) - hollow
        # A whole sentence says more than its clause, and a very long one hides what it is quoted for.
        worth += 0.5 if whole and words.last - words.first <= LONG_SENTENCE else 0.0
        ending = bool(_ENDING.search(text))
        setting = told and bool(_SETTING.search(text))
        aim = bool(_TASK.search(text))
        outcome = ending or (at >= 0.5 and bool(_RESULT.search(text)) and not text.endswith("?"))
        # A story opens with its scene, has its trouble before anybody acts, and closes with what came of it.
        scene = shown > 0 or sentence == reading.sentences[0]
        before = told and bool(acts) and words.last <= first_act and scene and not ending
        closing = bool(acts or past) and sentence == reading.sentences[-1] and at > 0.7 and not acting and shown > 0
        rated = {
            "situation": (at <= 0.5 and (before or (setting and not ending)), worth + 2 * (1 - at) + float(setting)),
            "task": (before or (at <= 0.7 and aim and not ending), worth + 1 - at - 1.5 * acting + 1.5 * float(aim)),
            "action": (acting > 0, worth + acting),
            "result": (outcome or closing, worth + 2 * at + float(outcome)),
        }
        for part, (fits, value) in rated.items():
            if fits and value > 0:
                found[part].append(_Option(value, words))
    return found


def _choose(options: Mapping[str, Sequence[_Option]]) -> dict[str, Sentence]:
    """For each part at most one option, no two sharing a word: as many parts as possible, then the best ones."""
    listed: list[list[_Option | None]] = [
        [*sorted(found, key=lambda option: (-option.value, option.words.start))[:MOST_OPTIONS], None]
        for found in options.values()
    ]
    best: tuple[int, float] = (-1, 0.0)
    chosen: dict[str, Sentence] = {}
    for picked in product(*listed):
        taken = {part: option for part, option in zip(options, picked, strict=True) if option is not None}
        starts = [option.words.first for option in taken.values()]
        ordered = sum(one < other for one, other in pairwise(starts))
        rank = (len(taken), sum(option.value for option in taken.values()) + IN_ORDER * ordered)
        if rank > best and _apart([option.words for option in taken.values()]):
            best, chosen = rank, {part: option.words for part, option in taken.items()}
    return chosen


def _apart(words: Sequence[Sentence]) -> bool:
    ordered = sorted(words, key=lambda s: s.first)
    return all(one.last <= other.first for one, other in pairwise(ordered))


def _condition(reading: Reading, sentence: Sentence) -> bool:
    return (
        reading.answer.words[sentence.first] == "if"
        and reading.count_in(sentence, reading.marked("substance", "self_told")) > 0
    )
