"""The pages before sign-in as plain HTML: they work without scripts, with a keyboard and at any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from shared_backend.domain.principal import Portal
from shared_backend.web.forms import FIELD
from shared_backend.web.look import ICON_URL

PRIVACY = (
    "Your answers stay on this machine, encrypted. Staff pages have no way to open them.",
    "Sharing is off: nothing you write trains the shared coach.",
    "The page My data shows what is stored. There you take it with you, delete a practice or erase the account.",
)


@dataclass(frozen=True, slots=True)
class FormState:
    """What a form shows again after a try: the token, the message, the typed name, where to go next."""

    token: str
    problem: str = ""
    note: str = ""
    name: str = ""
    after: str = "/"


def sign_in_page(portal: Portal, state: FormState, *, sign_up: bool, provider: str | None) -> str:
    """Name and password, and the ways to get in without them."""
    body = _heading(portal, "Sign in", "Welcome back. Your practice is where you left it.")
    if portal is Portal.ADMIN:
        body = _heading(portal, "Sign in", "For the people who run this coach.")
    body += _messages(state)
    body += _form("/auth/sign-in", state, _name(state) + _password("current-password", ""), "Sign in")
    if provider:
        body += f'<p><a class="button quiet" href="/auth/provider">Continue with {escape(provider)}</a></p>'
    if sign_up:
        body += f'<p class="other">New here? <a href="/auth/sign-up{_after(state)}">Create an account</a></p>'
    return _page(portal, "Sign in", body)


def sign_up_page(portal: Portal, state: FormState, *, provider: str | None) -> str:
    """What this is, name and password, and what happens with one's data."""
    body = _heading(
        portal,
        "Practise your interview and see what to change",
        "Answer one question, get one thing to improve, with the evidence. "
        "Everything stays on this machine. No AI key needed.",
    )
    lines = "".join(f"<li>{escape(line)}</li>" for line in PRIVACY)
    card = (
        f'<section class="card" aria-labelledby="privacy"><h2 id="privacy">Your privacy</h2><ul>{lines}</ul></section>'
    )
    fields = _name(state) + _password("new-password", "At least 10 characters. A short sentence works well.") + card
    body += _messages(state)
    body += _form("/auth/sign-up", state, fields, "Create my account")
    if provider:
        body += f'<p><a class="button quiet" href="/auth/provider">Continue with {escape(provider)}</a></p>'
    body += f'<p class="other">You have an account? <a href="/auth/sign-in{_after(state)}">Sign in</a></p>'
    return _page(portal, "Create an account", body)


def invitation_page(portal: Portal, state: FormState, *, invitation: str, role: str) -> str:
    """Make the account a one-time link is for."""
    body = _heading(portal, "Set up your account", f"This link makes one account with the role {role}. It works once.")
    hidden = f'<input type="hidden" name="invitation" value="{escape(invitation)}">'
    fields = hidden + _name(state) + _password("new-password", "At least 10 characters. A short sentence works well.")
    body += _messages(state)
    body += _form("/auth/invitation", state, fields, "Create my account")
    return _page(portal, "Set up your account", body)


def sign_out_page(portal: Portal, state: FormState) -> str:
    """Ask once, because a sign-out must be sent, not linked."""
    body = _heading(portal, "Sign out", "What you saved stays saved.") + _messages(state)
    body += _form("/auth/sign-out", state, "", "Sign out")
    body += '<p><a class="button quiet" href="/">Stay signed in</a></p>'
    return _page(portal, "Sign out", body)


def erased_page(portal: Portal, lines: Sequence[str], receipt_url: str) -> str:
    """What is left to say after an account was erased, with the receipt."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    body = _heading(portal, "Your account was erased", "Nobody can bring it back. This is what went:")
    body += f'<section class="card"><ul>{items}</ul></section>'
    body += f'<p><a class="button" href="{escape(receipt_url)}" download>Download the receipt</a></p>'
    body += '<p><a class="button quiet" href="/">Go to the start page</a></p>'
    return _page(portal, "Your account was erased", body)


def message_page(portal: Portal, title: str, text: str) -> str:
    """One calm message and the way on."""
    body = _heading(portal, title, text) + '<p><a class="button quiet" href="/">Go to the start page</a></p>'
    return _page(portal, title, body)


def _page(portal: Portal, title: str, body: str) -> str:
    site = "intellicoach staff" if portal is Portal.ADMIN else "intellicoach"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · {site}</title>"
        f'<link rel="icon" href="{ICON_URL}"><link rel="stylesheet" href="/auth/look.css">'
        f"</head><body><main>{body}</main></body></html>"
    )


def _heading(portal: Portal, title: str, lead: str) -> str:
    brand = "intellicoach <span>staff</span>" if portal is Portal.ADMIN else "intellicoach"
    return f'<p class="brand">{brand}</p><h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p>'


def _messages(state: FormState) -> str:
    problem = f'<p class="problem" id="problem" role="alert">{escape(state.problem)}</p>' if state.problem else ""
    note = f'<p class="note" role="status">{escape(state.note)}</p>' if state.note else ""
    return problem + note


def _form(action: str, state: FormState, fields: str, button: str) -> str:
    described = ' aria-describedby="problem"' if state.problem else ""
    return (
        f'<form method="post" action="{action}"{described}>'
        f'<input type="hidden" name="{FIELD}" value="{escape(state.token)}">'
        f'<input type="hidden" name="after" value="{escape(state.after)}">'
        f'{fields}<button type="submit">{escape(button)}</button></form>'
    )


def _name(state: FormState) -> str:
    focus = "" if state.name else " autofocus"
    return (
        '<div class="field"><label for="name">Name</label><input id="name" name="name" type="text" '
        f'autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="80" required '
        f'value="{escape(state.name)}"{focus}></div>'
    )


def _password(kind: str, hint: str) -> str:
    described, shown = "", ""
    if hint:
        described, shown = ' aria-describedby="rule"', f'<span class="hint" id="rule">{escape(hint)}</span>'
    length = ' minlength="10"' if kind == "new-password" else ""
    return (
        '<div class="field"><label for="password">Password</label><input id="password" name="password" type="password" '
        f'autocomplete="{kind}" maxlength="256" required{length}{described}>{shown}</div>'
    )


def _after(state: FormState) -> str:
    return f"?after={quote(state.after)}" if state.after != "/" else ""
