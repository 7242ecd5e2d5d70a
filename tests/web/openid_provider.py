"""An OpenID provider in a thread, just enough for the code flow: discovery, authorize, token, keys."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.web.running import free_port


@contextmanager
def provider(client_id: str, subject: str, name: str) -> Iterator[str]:
    """Vouch for one person; gives the issuer's address."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    key = RSAKey.generate_key(2048, {"kid": "one"})
    nonces: dict[str, str] = {}

    async def discovery(_: Request) -> Response:
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(request: Request) -> Response:
        query = request.query_params
        nonces["code"] = query["nonce"]
        return RedirectResponse(f"{query['redirect_uri']}?code=code&state={query['state']}")

    async def token(_: Request) -> Response:
        now = int(time.time())
        claims = {"iss": issuer, "sub": subject, "aud": client_id, "iat": now, "exp": now + 60, "name": name}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, "nonce": nonces["code"]}, key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": signed})

    async def jwks(_: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    paths = {"/.well-known/openid-configuration": discovery, "/authorize": authorize, "/jwks": jwks}
    routes = [Route(path, endpoint) for path, endpoint in paths.items()]
    app = Starlette(routes=[*routes, Route("/token", token, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield issuer
    finally:
        server.should_exit = True
        thread.join()
