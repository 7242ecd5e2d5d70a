"""Finds explicit first-person danger in a text: own patterns, no model, the same answer every time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared_backend.services.guardrails.patterns import Group, read_groups
from shared_backend.services.guardrails.wording import Wording

_TAKEN_BACK = re.compile(r" (?:not|never) (?:that|because|like|saying|say|mean|as if|think|thinking|to say) $")
_NEGATED = re.compile(r" (?:not|never|no|without|hardly|used to|if you) (?:[a-z]+ )?$")
_DENIED = re.compile(r" (?:i (?:do|did|have|am|would|could) (?:not|never)|i never|not a|if i|you|your) ")
_OWN_SUBJECT = ("i ", "not ", "no ", "never ", "my ", "he ", "she ", "they ", "do not ", "can not ")


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Somebody may be in danger: what kind, what to say, and where there is help.

    `label` is suicide, self_harm, eating_disorder, substance_abuse, domestic_violence or mental_health_crisis.
    """

    label: str
    message: str
    help_lines: tuple[str, ...]


class Screening:
    """Reads texts for danger that is explicit, present and the writer's own.

    The patterns and the words shown were written for this product; no clinician was involved. It stays silent on
    hints, on what is over and on other people's danger: noticing those is the work of a softer tier and of people.

    Parameters
    ----------
    wording : Wording
        How slang, slips and disguises are undone.
    groups : sequence of Group
        What to look for, most urgent first.
    flags : mapping
        What to say for each label.
    """

    def __init__(self, wording: Wording, groups: Sequence[Group], flags: Mapping[str, RedFlag]) -> None:
        self._wording, self._groups, self._flags = wording, tuple(groups), flags

    @classmethod
    def load(cls, reference: Path) -> Screening:
        """Read patterns and help texts from the `data/reference` folder."""
        folder = reference / "safety"
        patterns = json.loads((folder / "patterns.json").read_text(encoding="utf-8"))
        help_texts = json.loads((folder / "help.json").read_text(encoding="utf-8"))
        shared = help_texts["shared"]
        flags = {
            label: RedFlag(
                label,
                item["message"],
                (shared["emergency"], *item["lines"], shared["directory"], shared["kept"], shared["staff"]),
            )
            for label, item in help_texts["labels"].items()
        }
        return cls(Wording.of(patterns["wording"]), read_groups(patterns), flags)

    def screen(self, text: str) -> RedFlag | None:
        """The most urgent danger found in the text, or nothing."""
        sentences = list(self._wording.sentences(text))
        words = [frozenset(sentence.split()) for sentence in sentences]
        for group in self._groups:
            for i in range(len(sentences)):
                if not words[i].isdisjoint(group.needs):
                    window = " ".join(sentences[max(0, i - group.span + 1) : i + 1])
                    if _speaks_of(group, window):
                        return self._flags[group.label]
        return None


def _speaks_of(group: Group, window: str) -> bool:
    found = _own_statement(group, window) or _words_together(group, window)
    return found and not any(exclusion.applies(window) for exclusion in group.exclusions)


def _own_statement(group: Group, window: str) -> bool:
    return any(not _negated(found.group(1), window[: found.start() + 1]) for found in group.pattern.finditer(window))


def _negated(found: str, before: str) -> bool:
    own_subject = found.startswith(_OWN_SUBJECT) or " i " in found
    return bool((_TAKEN_BACK if own_subject else _NEGATED).search(before))


def _words_together(group: Group, window: str) -> bool:
    if not group.together or _DENIED.search(window):
        return False
    words = window.split()
    return any(all(not one.isdisjoint(words) for one in sets) for sets in group.together)
