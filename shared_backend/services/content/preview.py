"""Feedback on a made-up answer, to look at a way of putting it before choosing it."""

from __future__ import annotations

from collections.abc import Mapping

from shared_backend.domain.practice import Feedback, Range, Remark, StarPart
from shared_backend.services.content.library import Library
from shared_backend.services.content.outline import STAR_NAMES
from shared_backend.services.content.wording import framed

SEED = "preview"


def previewed(library: Library, options: Mapping[str, str]) -> Feedback:
    """The same made-up answer and score every time, put in these ways (an option for each dimension)."""
    made_up = library.wording["preview"]
    tips = {tip.id: tip for tip in library.tips}
    overall = Range(**made_up["overall"])
    criterion, strength, fix = made_up["criterion"], made_up["strength"], made_up["fix"]
    return Feedback(
        overall=overall,
        word=library.word(overall.value),
        strength=Remark(strength["criterion"], strength["quote"], strength["text"]),
        fix=Remark(criterion, fix["quote"], fix["text"]),
        tips=tuple(
            Remark(tips[tip_id].criterion, "", tips[tip_id].text) for tip_id in made_up["tips"][options["style"]]
        ),
        criteria=(),
        star=tuple(StarPart(name, bool(made_up["star"][part]), "") for part, name in STAR_NAMES.items()),
        key_points=(),
        outline=(),
        notes=(),
        weakest=criterion,
        tip_keys=(),
        wording=framed(
            library,
            options,
            overall=overall.value,
            criterion=criterion,
            question_type=made_up["question_type"],
            seed=SEED,
        ),
    )
