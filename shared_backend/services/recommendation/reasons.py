"""Why this question: one plain sentence, true of the numbers it was chosen by."""

from __future__ import annotations

from collections.abc import Mapping

from shared_backend.services.recommendation.next_question import Choice

# From where on the sentence may say so.
FEW_ANSWERS = 2
CLEARLY_WEAKER = -0.1  # logit: about 2 points of 100
IMPORTANT = 0.8


def reason(choice: Choice, names: Mapping[str, str], focus: str = "") -> str:
    """The sentence.

    Parameters
    ----------
    names : mapping
        Competency id to the name people see.
    focus : str
        What the person aims for, in words such as "moving up"; needed when they have set a career focus.
    """
    name = names.get(choice.competency, choice.competency)
    if choice.why == "easier":
        return f"You asked for something easier: the coach expects this one, on {name}, to go better than the last."
    if choice.why == "harder":
        return f"You asked for something harder: the coach expects this one, on {name}, to go less well than the last."
    usual = (
        f"It is time to answer this question on {name} again."
        if choice.why == "review"
        else f"{name} comes up because {_because(choice, focus)}."
    )
    return f"There is nothing {choice.unmet} left to ask here. {usual}" if choice.unmet else usual


def _because(choice: Choice, focus: str) -> str:
    if choice.why == "asked_for":
        return "it was chosen for this question"
    if choice.answers == 0:
        return "you have not answered anything on it yet"
    if choice.answers <= FEW_ANSWERS:
        return "you have answered little on it so far"
    if choice.why == "explore":
        return "every fourth question goes where your answers say least so far"
    if choice.offset <= CLEARLY_WEAKER:
        return "it seems to be harder for you than your other subjects"
    if choice.focus:
        return f"it belongs to what you aim for, {focus}"
    if choice.importance >= IMPORTANT:
        return "it matters for the role you practise for"
    return "practice goes through one subject after another"
