"""The answer as engines that read words see it: without names, sexes, numbers and spoken fillers."""

from __future__ import annotations

from shared_backend.ai_engines.tasks.interview_coach.reading import Reading

_PRONOUNS = {
    "he": "they", "she": "they", "him": "them", "her": "them", "his": "their", "hers": "their", "himself": "themselves",
    "herself": "themselves", "mr": "someone", "mrs": "someone", "ms": "someone", "miss": "someone", "sir": "someone",
    "madam": "someone",
}  # fmt: skip


def normal_text(reading: Reading) -> str:
    """Lower-case words in order; capitalised names in mid-sentence become "someone", numbers "9"."""
    answer, shown = reading.answer, []
    opening = {s.first for s in reading.sentences}
    shouted = sum(answer.capital) > 0.6 * max(1, len(answer))
    for i in reading.core:
        word = answer.words[i]
        if word[0].isdigit():
            word = "9"
        elif (
            answer.capital[i]
            and not shouted
            and i not in opening
            and word != "i"
            and answer.starts[i] != _previous(reading, i)
        ):
            word = "someone"
        shown.append(_PRONOUNS.get(word, word))
    return " ".join(_without_repeats(shown))


def _previous(reading: Reading, i: int) -> int:
    return reading.answer.starts[i - 1] if i else -1


def _without_repeats(words: list[str]) -> list[str]:
    return [word for i, word in enumerate(words) if not (word == "someone" and i and words[i - 1] == "someone")]
