"""What the model has forgotten: each with its receipt, the way back while there is one, and the way to close it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.domain.own_model import Deletion, Receipt
from shared_backend.services.content.library import Competency
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count, plain, sentence, when

DIGEST_SHOWN = 12
FORMAT = "intellicoach forgetting receipt"


def in_words(receipt: Receipt, names: Mapping[str, Competency]) -> str:
    """What was forgotten, as a sentence."""
    if receipt.what == "answer":
        what = "one answer"
    elif receipt.what == "row":
        known = names.get(receipt.subject)
        what = f"everything on {known.name if known else receipt.subject}"
    else:
        what = "everything"
    return f"Your model has forgotten {what}."


def receipts(found: Sequence[Receipt], now: datetime) -> None:
    """The list, newest first."""
    for receipt in found:
        with st.container(border=True):
            _one(receipt, now)


def _one(receipt: Receipt, now: datetime) -> None:
    st.markdown(plain(in_words(receipt, services().interview.library.competencies)))
    said = f"{sentence(when(receipt.at, now))} · {count(receipt.answers, 'answer')}"
    digests = f"model `{receipt.before[:DIGEST_SHOWN]}` → `{receipt.after[:DIGEST_SHOWN]}`"
    quiet(f"{said} · {digests}")
    if receipt.undone_at is not None:
        quiet(f"Undone {when(receipt.undone_at, now)} · model `{receipt.undone[:DIGEST_SHOWN]}`")
    elif receipt.can_be_undone(now):
        quiet(f"Can be undone until {receipt.undo_until:%A, %H:%M} UTC. Until then a sealed copy is kept.")
    else:
        quiet("Can no longer be undone; no copy is left.")
    model = services().my_model
    with st.container(horizontal=True):
        if receipt.can_be_undone(now):
            st.button("Undo", icon=":material/undo:", key=f"undo-{receipt.id}", on_click=_do(model.undo, receipt))
            st.button(
                "Make it final", type="tertiary", key=f"final-{receipt.id}", on_click=_do(model.make_final, receipt)
            )
        st.download_button(
            "Receipt",
            lambda: as_json(receipt),
            file_name=f"forgotten-{receipt.at:%Y-%m-%d}-{receipt.id[:8]}.json",
            mime="application/json",
            type="tertiary",
            icon=":material/receipt_long:",
            on_click="ignore",
            key=f"receipt-{receipt.id}",
        )


def _do(command: Callable[..., Receipt], receipt: Receipt) -> Callable[[], None]:
    def work() -> None:
        try:
            command(me(), receipt.id)
        except CoachError as error:
            show(error)

    return work


def as_json(receipt: Receipt | Deletion, kind: str = FORMAT) -> bytes:
    """The receipt as a file; dates in ISO 8601, digests are SHA-256 of the model's bytes."""
    document = {"format": kind, "version": 1, **asdict(receipt)}
    return json.dumps(document, indent=2, default=lambda value: value.isoformat()).encode()
