"""What a model card says about the personal models, for each way they can come about."""

from __future__ import annotations

from admin_portal.widgets.card_facts import personal_models
from tests.portals.conftest import StaffPortal, words

LOSSES = {"global": 0.554, "h2": 0.5301, "l2": 0.5124}


def test_each_kind_has_its_words_and_its_figures() -> None:
    def said(kind: str) -> str:
        return personal_models({"personal": {"kind": kind, "people": 45, "answers": 2300, "losses": LOSSES}})

    assert said("l2") == (
        "offsets for each person, corrected by what practice has shown of people; 45 people share 2,300 answers; "
        "log loss 0.512 on people left out, 0.554 without a personal model"
    )
    assert "offsets for each person; 45 people share" in said("h2")
    assert "0.530 on people left out" in said("h2")
    assert said("global").startswith("none, because none predicted better")


def test_few_people_leave_the_usual_settings() -> None:
    few = {"kind": "h2", "people": 1, "answers": 12, "losses": {}}
    assert personal_models({"personal": few}) == "usual settings; 1 person shares 12 answers, too few to learn from"


def test_the_card_of_a_coach_says_it(portal: StaffPortal) -> None:
    version = portal.train(portal.sign_in_first_admin())
    assert "nobody shares practice yet" in words(portal.open("versions", version=version.id))
