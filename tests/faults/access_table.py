"""A1: who may call what. Every public method a portal can reach stands here; one that does not fails the test."""

from __future__ import annotations

from enum import Enum


class Who(Enum):
    """The rule a method follows."""

    ANYONE = "shipped content and names of machines; nothing of a person in it"
    SECRET = "no principal yet: a password, token or provider decides"
    OWN = "a person on their own things, whatever their role"
    STAFF = "staff and admins at the staff portal"
    ADMIN = "admins at the staff portal"
    CONFIRMED = "admins at the staff portal who just typed their password"
    OPERATOR = "the worker and the command line; no page names it"


# What the services are made of. A page that named one of these would go past every check.
MACHINERY = {"database", "keyring", "vault", "audit", "workshop", "jobs", "training.trainer", "training.runs"}
# Frozen values without a method that reads or changes anything stored.
VALUES = {"settings", "clock"}

_RULES: dict[Who, dict[str, str]] = {
    Who.ANYONE: {
        "guide": "all get",
        "datasets": "columns sample",
        "workers": "alive",
        "interview.library": "question word",
        "interview.occupations": "search role_family profile",
    },
    Who.SECRET: {
        "accounts": "sign_up accept_invitation sign_in sign_in_subject principal",
        "accounts.invitations": "look use",
    },
    Who.OWN: {
        "accounts": "sign_out sessions end_session end_other_sessions has_password confirm change_password erase",
        "interview.practice": "start run warm_up next_question try_again follow_up answer skip finish save_draft draft",
        "interview.feedback": "rate_self score_opinion rate_advice reject_learned delete_answer",
        "interview.reports": "attempt attempts history unfinished report",
        "interview.onboarding": "goals save",
        "interview.preferences": "get save",
    },
    Who.STAFF: {
        "administration": "all",
        "training": "create_scenario scenarios scenario start_training start_new cancel_training get_run list_runs",
        "datasets": "all correction_count upload check",
        "releases": "versions version gate try_it correct",
        "health": "needs serving",
        "language_model": "configured test",
    },
    Who.ADMIN: {
        "administration": "find",
        "releases": "rollback",
        "audit_trail": "lines head check",
    },
    Who.CONFIRMED: {
        "administration": "set_role set_active end_sessions erase",
        "accounts.invitations": "invite",
        "releases": "deploy",
    },
    Who.OPERATOR: {
        "accounts.invitations": "set_up_token",
        "training": "run_training tend note",
        "releases": "deploy_as",
        "workers": "prepare beat leave close",
    },
}
TABLE: dict[str, Who] = {
    f"{service}.{method}": who
    for who, services in _RULES.items()
    for service, methods in services.items()
    for method in methods.split()
}
