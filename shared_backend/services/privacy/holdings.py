"""Every kind of thing that is kept about one person, in words: what it is, how it is sealed, how it is read back.

One list for the page that shows what is stored, for the export and for the receipt of an erasure. A table with a
`user_id` that is missing here fails a test.
"""

from __future__ import annotations

import json
from typing import Any

from shared_backend.services.privacy.application_holdings import APPLICATION_HOLDINGS
from shared_backend.services.privacy.career_holdings import CAREER_HOLDINGS
from shared_backend.services.privacy.holding import Holding, Open, Record, moment, whole
from shared_backend.services.privacy.resume_holdings import RESUME_HOLDINGS
from shared_backend.storage.tables.accounts import accounts, sessions
from shared_backend.storage.tables.experiments import experiment_units
from shared_backend.storage.tables.practice import (
    attempts,
    drafts,
    escalations,
    model_receipts,
    model_trails,
    personal_states,
    practice_runs,
    user_interactions,
    user_scenarios,
)


def _account(row: Any, opened: Open) -> Record:
    return {
        "name": opened(row.user_id, "name", 1, row.name_sealed).decode(),
        "created_at": moment(row.created_at),
        "signed_in_at": moment(row.signed_in_at),
        "shares_results_since": moment(row.shares_since),
        "signs_in_with": "password" if row.password_hash is not None else "provider",
    }


def _session(row: Any, _opened: Open) -> Record:
    return {name: moment(getattr(row, name)) for name in ("created_at", "seen_at", "expires_at")}


def _scenario(row: Any, opened: Open) -> Record:
    plain = whole(row, opened)
    switches = {"paused": bool(row.paused), "global_only": bool(row.global_only)}
    return {"coach": row.task_type, "created_at": moment(row.created_at), **switches, **plain}


def _draft(row: Any, opened: Open) -> Record:
    text = opened(f"{row.run_id}/{row.slot}", "sealed", row.row_version, row.sealed).decode()
    return {"run_id": row.run_id, "slot": row.slot, "updated_at": moment(row.updated_at), "text": text}


def _learned(row: Any, opened: Open) -> Record:
    plain = json.loads(opened(row.id, "sealed", 1, row.sealed))
    named = {"id": row.id, "attempt_id": row.attempt_id, "timestamp": moment(row.timestamp), "place": row.seq}
    return {**named, "learned": plain}


def _receipt(row: Any, opened: Open) -> Record:
    copied = None
    if row.sealed_copy is not None:
        copied = json.loads(opened(row.id, "sealed_copy", row.row_version, row.sealed_copy))
    return {**whole(row, opened), "kept_for_undo": copied}


def _part(row: Any, opened: Open) -> Record:
    plain = json.loads(opened(row.experiment_id, "sealed", row.row_version, row.sealed))
    kept = {name: plain[name] for name in ("arm", "losses", "helpful", "full_at")}
    return {"comparison": row.experiment_id, "updated_at": moment(row.updated_at), **kept}


def _notice(row: Any, _opened: Open) -> Record:
    return {"kind": row.label, "created_at": moment(row.created_at), "state": row.state}


_ANSWER_FIELDS = {
    "id": "The answer's own number; other files name it",
    "run_id": "The practice it belongs to",
    "question": "What was asked",
    "question_id": "The question's number in the library",
    "type": "behavioral, technical, situational or case",
    "competency": "What the question is about",
    "difficulty": "1 (easy) to 5 (hard)",
    "kind": "main, follow_up or retry",
    "of_attempt": "The answer that a follow-up or retry belongs to",
    "answer": "What you wrote",
    "seconds": "How long the question was open",
    "created_at": "When you sent it",
    "feedback": "Everything you were told: score with its range (0 to 10), criteria (0 to 4), quotes, advice",
    "provenance": "Where the numbers come from: model version, personal share, what was expected beforehand",
    "self_rating": "How you thought you did, 1 to 5",
    "opinion": "What you said about the score",
    "helpful": "Whether the advice helped",
    "rating": "How much, 1 to 5",
    "comment": "What you wrote about the score",
    "row_version": "How often the record was changed",
}

HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "answers",
        "Answers",
        "What you wrote, the feedback, and what you said about it",
        attempts,
        "created_at",
        _ANSWER_FIELDS,
        whole,
    ),
    Holding(
        "practice_runs",
        "Practice runs",
        "The set-up card and the questions that were asked",
        practice_runs,
        "started_at",
        {
            "id": "The practice's own number",
            "scenario_id": "The coach it belongs to",
            "setup": "The set-up card, with job ad and résumé text if you pasted them",
            "started_at": "When it began",
            "updated_at": "When it last changed",
            "state": "active or finished",
            "warm_up_done": "Whether the warm-up is over; what you wrote there is not kept",
            "asked": "The questions in order, with why each was asked and what was expected of you",
            "row_version": "How often the record was changed",
        },
        whole,
    ),
    Holding(
        "drafts",
        "Drafts",
        "What you typed and have not sent",
        drafts,
        "updated_at",
        {
            "run_id": "The practice it belongs to",
            "slot": "The answer form, or warm_up",
            "updated_at": "When it was saved",
            "text": "What you typed",
        },
        _draft,
    ),
    Holding(
        "goals",
        "Goals and preferences",
        "What you told the coach about your search, and how you want to be coached",
        user_scenarios,
        "created_at",
        {
            "coach": "The coach they are for",
            "created_at": "When you started with it",
            "paused": "Whether learning is paused",
            "global_only": "Whether only the model for everybody is used",
            "goals": "What you told about your search",
            "preferences": "How you want to be coached",
        },
        _scenario,
    ),
    Holding(
        "learned",
        "What your model learned from",
        "Results and reactions as numbers; no words of an answer",
        user_interactions,
        "seq",
        {
            "id": "The record's own number",
            "attempt_id": "The answer it belongs to",
            "timestamp": "When it was learned",
            "place": "Its place in the order",
            "learned": "Its kind and numbers",
        },
        _learned,
    ),
    Holding("models", "Your model", "A few estimates that follow from the above", personal_states, "updated_at", {}),
    Holding("trails", "How your model moved", "Follows from the above", model_trails, "updated_at", {}),
    Holding(
        "receipts",
        "Receipts",
        "What you had your model forget; for a day what is needed to undo it",
        model_receipts,
        "created_at",
        {
            "id": "The receipt's own number",
            "what": "answer, row or everything",
            "subject": "Which answer or competency",
            "records": "How many records were forgotten",
            "answers": "How many of them were answers",
            "at": "When",
            "before": "SHA-256 of your model before",
            "after": "SHA-256 of your model afterwards",
            "undo_until": "Until when it can be undone",
            "undone_at": "When it was undone",
            "undone": "SHA-256 of your model after that",
            "row_version": "How often the record was changed",
            "kept_for_undo": "What would be put back",
        },
        _receipt,
    ),
    Holding(
        "comparison",
        "Part in a comparison",
        "While the general model is compared with own models: which one you were given, and how well it predicted you. "
        "Deleted when the comparison ends; what stays are averages over many people",
        experiment_units,
        "updated_at",
        {
            "comparison": "The comparison's own number",
            "updated_at": "When it last changed",
            "arm": "blend (your own model had its say) or global (the general model alone)",
            "losses": "For each answer how far off the forecast was (log loss)",
            "helpful": "For each answer whether you said that the advice helped",
            "full_at": "When you had given as many answers as count",
        },
        _part,
    ),
    *RESUME_HOLDINGS,
    *CAREER_HOLDINGS,
    *APPLICATION_HOLDINGS,
    Holding(
        "safety",
        "Safety notices",
        "When the coach stopped to show you help: what kind of danger and when, none of your words",
        escalations,
        "created_at",
        {"kind": "What kind of danger", "created_at": "When", "state": "Whether somebody has looked at it"},
        _notice,
    ),
    Holding(
        "account",
        "Account",
        "Your name and when you made the account; the password only as a fingerprint",
        accounts,
        "created_at",
        {
            "name": "Your name",
            "created_at": "When you made the account",
            "signed_in_at": "When you last signed in",
            "shares_results_since": "Since when your results may be learned from; empty: they are not",
            "signs_in_with": "password or provider",
        },
        _account,
    ),
    Holding(
        "sessions",
        "Sign-ins",
        "Where you are signed in at present: times only",
        sessions,
        "created_at",
        {"created_at": "When it began", "seen_at": "When it was last used", "expires_at": "When it ends at the latest"},
        _session,
    ),
)
