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
        "facts": "releases waits_for_restart stale",
        "interview.library": "question word",
        "resume.bullets": "has_language_model",
        "interview.occupations": "search title role_family profile",
        "career.lookup": "search",
        "career.profile": "search occupation fields school_subjects find_skills stands_in is_doubtful",
    },
    Who.SECRET: {
        "accounts": "sign_up accept_invitation sign_in sign_in_subject principal receipt",
        "accounts.invitations": "look use",
    },
    Who.OWN: {
        "accounts": "sign_out sessions end_session end_other_sessions has_password confirm change_password erase",
        "interview.practice": (
            "start run warm_up next_question swap try_again follow_up answer skip finish save_draft draft"
        ),
        "interview.feedback": "rate_self score_opinion rate_advice opened reject_learned delete_answer",
        "interview.reports": "attempt attempts history unfinished report",
        "interview.onboarding": "goals save",
        "interview.preferences": "get save preview",
        "interview.tastes": "learned deeds take_back",
        "interview.comparisons": "mine",
        "progress": "view",
        "resume.reading": "read sample empty drafts source page_image confirm",
        "resume.versions": (
            "all damaged get master for_practice edit add_entry remove_entry move_entry_up keep is_kept history "
            "compare restore copy rename make_master delete"
        ),
        "resume.exports": "language make",
        "resume.matching": "look save_ad wish add_claim skills not_a_skill copy",
        "resume.findings": "look what_if compare dismiss show_again helps",
        "resume.bullets": "lines offers check decide decisions forget in_english",
        "resume.answers": "of keep",
        "resume.stories": "bank tell invited likely practise candidates take",
        "resume.ledger": "claims sources add set_confirmed remove",
        "career.profile": "get save skills rate deny take_back proposal",
        "career.paths": "view cards judge take_back judged choose what_if",
        "career.gaps": "table priorities choices set_hours if_done",
        "career.plan": (
            "all get make bring rename rename_step annotate move_in_time move_step earlier later set_hours set_state "
            "say_helped counts add_step remove_step put_back late would_move replan delete"
        ),
        "career.exports": "file",
        "career.applications": (
            "look get resumes used_for add edit move take_back redate follow_up follow_up_done keep_waiting delete"
        ),
        "career.application_stages": "get save",
        "career.application_lists": "table calendar read bring",
        "career.check_ins": "look keep file delete",
        "career.lookup": "about set_present",
        "my_data": "kept export delete_run look_at_model import_model",
        "sharing": "is_on set",
        "my_model": "view pause use_global_only forget_answer forget_row reset undo make_final",
        "my_model.coaches": "view take_back forget undo",
    },
    Who.STAFF: {
        "administration": "all",
        "training": "create_scenario scenarios scenario start_training start_new cancel_training get_run list_runs",
        "datasets": "all correction_count upload check",
        "releases": "versions version gate try_it correct",
        "health": "needs serving",
        "facts": "in_use",
        "safety": "waiting looked_at",
        "language_model": "configured test",
        "experiments": "running past",
    },
    Who.ADMIN: {
        "administration": "find",
        "releases": "rollback",
        "experiments": "stop",
        "audit_trail": "lines head check",
    },
    Who.CONFIRMED: {
        "administration": "set_role set_active end_sessions erase",
        "accounts.invitations": "invite",
        "releases": "deploy",
        "experiments": "start",
    },
    Who.OPERATOR: {
        "accounts.invitations": "set_up_token",
        "training": "run_training tend note",
        "releases": "deploy_as",
        "workers": "prepare beat leave close",
        "my_model": "drop_old_copies",
    },
}
TABLE: dict[str, Who] = {
    f"{service}.{method}": who
    for who, services in _RULES.items()
    for service, methods in services.items()
    for method in methods.split()
}
