"""What stands in the README of an export: what the files are, in plain words."""

from __future__ import annotations

README = """Everything the coach keeps about you
====================================

You made this file on the page "My data". It holds all that is stored under your
account, in files that open without the coach.

To read
-------
answers.csv              One line for each answer, for a spreadsheet program:
                         question, what you wrote, score, advice.
practice_runs.csv        One line for each practice.

A cell that starts with =, +, - or @ has an apostrophe in front of it, so that
no spreadsheet program runs it. The JSON files hold it as you wrote it.

To keep or to move
------------------
user_model_interview_coach.json, user_model_resume_coach.json,
user_model_career_coach.json
                         Your own model in each coach you have used:
                         what it learned from, what it learned, and
                         what it expects of you, with your goals and
                         settings. Another installation of this coach can read
                         it: page "My data", "Bring your model". It holds no
                         words of your answers.
user_model.schema.json   What each of its fields means, as JSON Schema.

Everything, field by field
--------------------------
answers.json             What you wrote, the feedback, what you said about it.
practice_runs.json       The set-up cards and what was asked.
drafts.json              What you typed and have not sent.
goals.json               Your goals, and how you want to be coached.
learned.json             What your model learned from, as numbers.
receipts.json            What you had your model forget.
comparison.json          Your part in a comparison of models, while one runs.
resume_files/            The CV files you gave, as they were.
resume_files.json        What was read from them, and where it stands.
resumes.json             Your CVs, as you corrected and confirmed them.
resume_versions.json     Every state of a CV that was kept.
ledger.json              What may be said about you, with where you said it.
bullet_decisions.json    What was suggested for lines of your CVs and what
                         you chose.
career_profile.json      What you told the career coach.
career_plans.json        Your career plans with their steps.
career_feedback.json     What you said of suggested paths.
application_stages.json  The stages you use for applications, if you changed them.
applications.json        Your applications with their stages, notes and ads.
check_ins.json           Your monthly check-ins.
safety.json              When the coach stopped to show you help.
account.json             Your name and when you made the account.
sessions.json            Where you were signed in.

Each of these files says at its top what its fields mean. Times are in UTC.
Scores go from 0 to 10, criteria from 0 to 4; "low" and "high" are the ends of
the range in which four of five such scores fall. A "logit" is a probability p
written as log(p / (1 - p)).

manifest.json            A list of all files with their size and SHA-256 digest.
                         If it is missing, the download broke off: make a new
                         one.

Your password is not in here; only a fingerprint of it is stored, which is of no
use to anybody. This archive is not encrypted. Keep it where only you can read
it.
"""
