"""Who may ask for what: the token in the address, the names of this machine, requests of the page itself."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST = 1_000_000  # bytes of a request's body
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets a request through that names the token, this machine, and comes from the page or the address bar.

    A page elsewhere that makes its name point here is told by the Host, one that posts here by the Origin. `app` sees
    paths without the token.
    """

    def __init__(self, app: ASGIApp, token: str, names: Iterable[str] = LOOPBACK, any_address: bool = False) -> None:
        self.app, self.token = app, token
        self.names, self.any_address = frozenset(names), any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if refusal := self._refusal(scope, headers):
            status, reason = refusal
            await PlainTextResponse(f"{reason}\n", status)(scope, receive, send_guarded)
            return
        prefix = f"/{self.token}"
        if scope["path"] == prefix:
            await RedirectResponse(f"{prefix}/")(scope, receive, send_guarded)
            return
        inside = {**scope, "path": scope["path"].removeprefix(prefix), "root_path": ""}
        await self.app(inside, receive, send_guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Status and reason, where a request is not let through."""
        token = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else ""
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return 403, "The address has to be the one that copydesk printed, with its token."
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._is_own(host):
            return 403, "This page is not served under that name."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "Other pages may not ask here."
        if scope["method"] in ("GET", "HEAD"):
            return None
        if headers.get("origin") != f"http://{host}":
            return 403, "Other pages may not send anything here."
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, "Only JSON is taken."
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return 413, "That is too much."
        return None

    def _is_own(self, host: str) -> bool:
        name, colon, port = host.rpartition(":")
        if not colon or not port.isdecimal():
            name = host
        if name.startswith("[") and name.endswith("]"):
            name = name[1:-1]
        if name.lower() in self.names:
            return True
        return self.any_address and _is_address(name)


def guard_for(app: ASGIApp, token: str, host: str) -> Guard:
    """The guard of a server that listens at an address. One that listens everywhere goes by this machine's names."""
    if host in ("0.0.0.0", "::", ""):
        return Guard(app, token, {*LOOPBACK, socket.gethostname().lower(), socket.getfqdn().lower()}, any_address=True)
    return Guard(app, token, {*LOOPBACK, host.lower()})


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
