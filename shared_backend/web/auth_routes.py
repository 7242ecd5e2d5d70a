"""Sign up, sign in, sign out and first set-up: the routes that may set a cookie, which a Streamlit page cannot."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from shared_backend.domain.errors import CoachError, InvalidInput
from shared_backend.domain.principal import Portal
from shared_backend.services.accounts import Accounts, SignedIn, TooManyAttempts
from shared_backend.web import form_pages
from shared_backend.web.cookies import drop, form_cookie, known_cookie, put, session_cookie
from shared_backend.web.errors import explain
from shared_backend.web.form_pages import FormState
from shared_backend.web.forms import FIELD, local_path, new_token, read_form
from shared_backend.web.look import style_sheet

FORM_LASTS = timedelta(hours=12)
KNOWN_LASTS = timedelta(days=365)
NO_STORE = {"Cache-Control": "no-store"}
# What a page may ask to be said after it sent the browser here; never free text.
NOTES = {
    "signed-out": "You are signed out. What you saved is safe.",
    "password": "Your password is changed. Sign in with the new one.",
    "erased": "Your account and everything in it was erased.",
}
Page = Callable[[Request, FormState], str]
Act = Callable[[Request, Mapping[str, str]], SignedIn]


class AuthRoutes:
    """The routes of one portal.

    Parameters
    ----------
    provider : str or None
        How the OpenID provider is called on the button; None hides it.
    """

    def __init__(self, accounts: Accounts, portal: Portal, *, https: bool, provider: str | None = None) -> None:
        self._accounts = accounts
        self._portal = portal
        self._https = https
        self._provider = provider
        self._session = session_cookie(portal, https)
        self._form = form_cookie(portal, https)

    def routes(self) -> list[Route]:
        """What to give to ``st.App(routes=…)``."""
        found = [
            Route("/auth/look.css", _look, methods=["GET"]),
            *self._pair("/auth/sign-in", self._sign_in_page, self._sign_in),
            *self._pair("/auth/invitation", self._invitation_page, self._accept),
            Route("/auth/sign-out", self._shows(self._sign_out_page), methods=["GET"]),
            Route("/auth/sign-out", self._sign_out, methods=["POST"]),
        ]
        if self._portal is Portal.USER and self._accounts.open_sign_up:
            found += self._pair("/auth/sign-up", self._sign_up_page, self._sign_up)
        return found

    def enter(self, request: Request, signed_in: SignedIn, after: str) -> Response:
        """Set the cookie of a new session and go on; an older session of this browser ends."""
        old = self._accounts.principal(request.cookies.get(self._session), self._portal)
        if old is not None and old.session_id != signed_in.principal.session_id:
            self._accounts.sign_out(old)
        response = RedirectResponse(local_path(after), 303, headers=NO_STORE)
        put(response, self._session, signed_in.token, lasts=signed_in.lasts, https=self._https)
        put(response, known_cookie(self._portal), "1", lasts=KNOWN_LASTS, https=self._https)
        drop(response, self._form, https=self._https)
        return response

    def show(self, request: Request, page: Page, state: FormState, status: int = 200) -> Response:
        """A form page with a fresh token."""
        state = FormState(new_token(), state.problem, state.note, state.name, state.after)
        response = HTMLResponse(page(request, state), status, headers=NO_STORE)
        put(response, self._form, state.token, lasts=FORM_LASTS, https=self._https, strict=True)
        return response

    def _pair(self, path: str, page: Page, act: Act) -> list[Route]:
        return [
            Route(path, self._shows(page), methods=["GET"]),
            Route(path, self._takes(page, act), methods=["POST"]),
        ]

    def _shows(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            after = local_path(request.query_params.get("after"))
            note = NOTES.get(request.query_params.get("note", ""), "")
            try:
                return await to_thread(self.show, request, page, FormState("", note=note, after=after))
            except CoachError as error:
                text = form_pages.message_page(self._portal, "This does not work any more", error.user_message)
                return HTMLResponse(text, 403, headers=NO_STORE)

        return endpoint

    def _takes(self, page: Page, act: Act) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            fields: Mapping[str, str] = {}
            try:
                fields = await read_form(request, self._form)
                signed_in = await to_thread(act, request, fields)
                return await to_thread(self.enter, request, signed_in, fields.get("after", "/"))
            except Exception as error:
                problem, status = explain(error)
                state = FormState("", problem, name=fields.get("name", "")[:80], after=local_path(fields.get("after")))
                request.state.invitation = fields.get("invitation", "")
                try:
                    response = await to_thread(self.show, request, page, state, status)
                except CoachError as second:
                    text = form_pages.message_page(self._portal, "This does not work any more", second.user_message)
                    return HTMLResponse(text, 403, headers=NO_STORE)
                if isinstance(error, TooManyAttempts):
                    response.headers["Retry-After"] = str(max(1, int(error.pause.total_seconds())))
                return response

        return endpoint

    async def _sign_out(self, request: Request) -> Response:
        try:
            await read_form(request, self._form)
        except CoachError as error:
            state = FormState("", error.user_message)
            return await to_thread(self.show, request, self._sign_out_page, state, 403)
        who = await to_thread(self._accounts.principal, request.cookies.get(self._session), self._portal)
        if who is not None:
            await to_thread(self._accounts.sign_out, who)
        response = RedirectResponse("/auth/sign-in?note=signed-out", 303, headers=NO_STORE)
        drop(response, self._session, https=self._https)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _sign_in_page(self, request: Request, state: FormState) -> str:
        sign_up = self._portal is Portal.USER and self._accounts.open_sign_up
        return form_pages.sign_in_page(self._portal, state, sign_up=sign_up, provider=self._provider)

    def _sign_up_page(self, request: Request, state: FormState) -> str:
        return form_pages.sign_up_page(self._portal, state, provider=self._provider)

    def _sign_out_page(self, request: Request, state: FormState) -> str:
        return form_pages.sign_out_page(self._portal, state)

    def _invitation_page(self, request: Request, state: FormState) -> str:
        token = str(request.query_params.get("token") or getattr(request.state, "invitation", ""))
        role = self._accounts.invitations.look(token)
        return form_pages.invitation_page(self._portal, state, invitation=token, role=role.value)

    def _sign_in(self, request: Request, fields: Mapping[str, str]) -> SignedIn:
        name, password = _typed(fields)
        client = request.client.host if request.client else "unknown"
        return self._accounts.sign_in(name, password, portal=self._portal, client=client)

    def _sign_up(self, request: Request, fields: Mapping[str, str]) -> SignedIn:
        return self._accounts.sign_up(*_typed(fields), portal=self._portal)

    def _accept(self, request: Request, fields: Mapping[str, str]) -> SignedIn:
        name, password = _typed(fields)
        return self._accounts.accept_invitation(fields.get("invitation", ""), name, password, portal=self._portal)


def _typed(fields: Mapping[str, str]) -> tuple[str, str]:
    name, password = fields.get("name", ""), fields.get("password", "")
    if not name or not password or FIELD not in fields:
        raise InvalidInput("Type a name and a password.")
    return name, password


async def _look(request: Request) -> Response:
    return Response(style_sheet(), media_type="text/css", headers={"Cache-Control": "max-age=300"})
