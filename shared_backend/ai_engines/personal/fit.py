"""Which personal model serves and with which numbers: chosen at a global retrain, kept with the global version.

Three kinds: "global" (nothing personal predicts better), "h2" and "l2". A person's state is a function of the history
and of this; where another fit begins to serve, the state is learned again from the history under the new one.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.l2 import L2Model
from shared_backend.domain.errors import ArtifactCorrupt

Kind = Literal["global", "h2", "l2"]
ID_BYTES = 8
CARD_KEY = "personal"


@dataclass(frozen=True, slots=True)
class PersonalFit:
    """The kind that predicts, H2's constants, and the regression where the kind is "l2".

    `precision` is how much more a graded answer says than a right-or-wrong one, at least 1: what is known of a person
    is that much less uncertain than the filter says. It moves ranges, never a prediction. `id` names the content: two
    fits that say the same have the same. Raises `ArtifactCorrupt` when kind and regression do not belong together.
    """

    kind: Kind = "h2"
    constants: Constants = field(default_factory=Constants)
    l2: L2Model | None = None
    precision: float = 1.0
    id: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        belongs = self.kind in get_args(Kind) and (self.kind == "l2") == (self.l2 is not None)
        if not belongs or not 1.0 <= self.precision < math.inf:
            raise ArtifactCorrupt("The card of a model does not say how to predict for one person. Train it again.")
        content = json.dumps(self._content(), sort_keys=True).encode()
        object.__setattr__(self, "id", hashlib.sha256(content).digest()[:ID_BYTES])

    def as_mapping(self) -> dict[str, Any]:
        """The fit as JSON values, with its id; `from_mapping` gives back the equal fit."""
        return {**self._content(), "id": self.id.hex()}

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> PersonalFit:
        """The fit of `as_mapping`. Raises `ArtifactCorrupt` when anything in it was changed."""
        try:
            l2 = None if stored["l2"] is None else L2Model.from_mapping(stored["l2"])
            fit = cls(stored["kind"], Constants(**stored["constants"]), l2, float(stored.get("precision", 1.0)))
            unchanged = stored["id"] == fit.id.hex()
        except (KeyError, TypeError, ValueError, AttributeError):
            unchanged = False
        if not unchanged:
            raise ArtifactCorrupt("The card of a model was changed after training. Train it again.")
        return fit

    @classmethod
    def from_card(cls, card: Mapping[str, Any]) -> PersonalFit:
        """The fit a model card carries; H2 with its defaults when it carries none."""
        stored = card.get(CARD_KEY)
        return cls() if stored is None else cls.from_mapping(stored)

    def _content(self) -> dict[str, Any]:
        content = {
            "kind": self.kind,
            "constants": asdict(self.constants),
            "l2": None if self.l2 is None else self.l2.as_mapping(),
        }
        # Left out where it says nothing, so that a fit from before it was known keeps its name.
        return content if self.precision == 1.0 else {**content, "precision": self.precision}


DEFAULT_FIT = PersonalFit()
