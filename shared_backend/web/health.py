"""Is this portal able to work: one question to the database, no details to strangers."""

from __future__ import annotations

from asyncio import to_thread

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared_backend.domain.errors import StorageError
from shared_backend.storage.database import Database


def health_route(database: Database) -> Route:
    """``GET /healthz``: 200 when a person could be served, otherwise 503."""

    async def healthz(request: Request) -> Response:
        try:
            await to_thread(database.check)
        except StorageError:
            return JSONResponse({"status": "unavailable"}, 503, headers={"Cache-Control": "no-store"})
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})

    return Route("/healthz", healthz, methods=["GET"])
