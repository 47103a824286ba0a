"""The addresses of the page: a handful of named files, what the page asks for, what it sends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from copydesk.errors import CopydeskError
from copydesk.review.listing import Filter
from copydesk.review.proposals import Verdict
from copydesk.review.web import view
from copydesk.review.web.desk import Desk
from copydesk.review.web.paper import Outdated, Paper
from copydesk.text.finding import Category

ASSETS = {
    "index.html": "text/html",
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
    "app.js": "text/javascript",
    "server.js": "text/javascript",
    "dom.js": "text/javascript",
    "scroller.js": "text/javascript",
    "article.js": "text/javascript",
    "card.js": "text/javascript",
    "list.js": "text/javascript",
    "dialogs.js": "text/javascript",
    "keys.js": "text/javascript",
}
MOST_SHEETS = 20  # of the article, and groups of changed lines, in one answer
MOST_ITEMS = 200
HEARTBEAT = 15.0  # seconds: a proxy or a laptop that slept is noticed by silence


class Json(Response):
    """An answer in JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return written(content).encode()


def written(content: Any) -> str:
    """Data as JSON on one line; what UTF-8 cannot say is replaced."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def make_app(desk: Desk) -> Starlette:
    """The application; the token is not its business, the Guard around it takes that off."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        desk.start()
        yield

    async def asset(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in ASSETS:
            raise HTTPException(404)
        data = files("copydesk.review.web").joinpath("static", name).read_bytes()
        return Response(data, media_type=ASSETS[name])

    async def overview(request: Request) -> Response:
        return Json(desk.overview())

    async def news(request: Request) -> Response:
        return StreamingResponse(_events(desk), media_type="text/event-stream")

    async def sheets(request: Request) -> Response:
        paper = _paper(desk, request)
        numbers = _range(request, len(paper.sheets), MOST_SHEETS)
        first = _optional(request, "first")
        session = paper.session
        found = [view.sheet(session, paper.sheets, number, first) for number in numbers]
        return Json({"revision": session.revision, "start": numbers.start, "sheets": found})

    async def layout(request: Request) -> Response:
        paper = _paper(desk, request)
        return Json({"lengths": paper.sheets.lengths()})

    async def comparison(request: Request) -> Response:
        paper = _paper(desk, request)
        revision, found = await paper.comparison()
        numbers = _range(request, len(found), MOST_SHEETS)
        lengths = [len(group) for group in found]
        groups = [found[number] for number in numbers]
        return Json({"revision": revision, "lengths": lengths, "start": numbers.start, "groups": groups})

    async def items(request: Request) -> Response:
        paper = _paper(desk, request)
        found = paper.listing.proposals(_filter(request.query_params))
        numbers = _range(request, len(found), MOST_ITEMS)
        rows = [view.item(paper.actions, found[number]) for number in numbers]
        return Json({"revision": paper.revision, "total": len(found), "start": numbers.start, "items": rows})

    async def rules(request: Request) -> Response:
        return Json([one._asdict() for one in _paper(desk, request).listing.rules()])

    async def detail(request: Request) -> Response:
        paper, narrowed = _paper(desk, request), _filter(request.query_params)
        return Json(paper.detail(int(request.path_params["id"]), narrowed))

    async def beside(request: Request) -> Response:
        """The neighbour of a proposal in the list, or the first one to decide."""
        paper, narrowed = _paper(desk, request), _filter(request.query_params)
        return Json({"id": paper.beside(_optional(request, "id"), request.query_params.get("way", ""), narrowed)})

    async def act(request: Request) -> Response:
        body = await _body(request)
        number, revision, action = request.path_params["number"], body.get("revision"), body.get("action")
        _paper(desk, request)
        if not isinstance(revision, int) or not isinstance(action, str):
            raise HTTPException(400, "a revision and an action are needed")
        return Json(await desk.act(number, revision, action, body, _filter(body.get("filter") or {})))

    async def reload(request: Request) -> Response:
        body = await _body(request)
        _paper(desk, request, opened=False)
        return Json(await desk.reload(request.path_params["number"], int(body.get("revision", -1))))

    async def write(request: Request) -> Response:
        body = await _body(request)
        revisions = body.get("revisions")
        if not isinstance(revisions, dict):
            raise HTTPException(400, "the revisions are needed")
        known = {int(number): int(revision) for number, revision in revisions.items()}
        return Json(await desk.write(known, end=bool(body.get("end"))))

    async def leave(request: Request) -> Response:
        return Json(await desk.leave())

    async def outdated(request: Request, error: Exception) -> Response:
        return Json({"message": _sentence(error), **desk.overview()}, 409)

    async def impossible(request: Request, error: Exception) -> Response:
        return Json({"message": _sentence(error)}, 422)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return Json({"message": error.detail}, error.status_code)

    file = "/api/files/{number:int}"
    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", asset),
            Route("/api/files", overview),
            Route("/api/news", news),
            Route("/api/write", write, methods=["POST"]),
            Route("/api/leave", leave, methods=["POST"]),
            Route(f"{file}/layout", layout),
            Route(f"{file}/sheets", sheets),
            Route(f"{file}/comparison", comparison),
            Route(f"{file}/items", items),
            Route(f"{file}/rules", rules),
            Route(f"{file}/beside", beside),
            Route(f"{file}/items/{{id:int}}", detail),
            Route(f"{file}/actions", act, methods=["POST"]),
            Route(f"{file}/reload", reload, methods=["POST"]),
            Route("/{name}", asset),
        ],
        exception_handlers={
            Outdated: outdated,
            CopydeskError: impossible,
            HTTPException: refused,
        },
    )


async def _events(desk: Desk) -> AsyncIterator[str]:
    """The news as server-sent events, and a comment where there are none for a while."""
    news = desk.news()
    waiting = asyncio.ensure_future(anext(news, None))
    try:
        while True:
            done, _ = await asyncio.wait({waiting}, timeout=HEARTBEAT)
            if not done:
                yield ": still here\n\n"
                continue
            if (data := waiting.result()) is None:
                return
            yield f"data: {written(data)}\n\n"
            waiting = asyncio.ensure_future(anext(news, None))
    finally:
        waiting.cancel()


def _paper(desk: Desk, request: Request, opened: bool = True) -> Paper:
    number = int(request.path_params["number"])
    if number >= len(desk.papers):
        raise HTTPException(404, "there is no such file")
    paper = desk.papers[number]
    if opened and paper.file is None:
        raise HTTPException(404, "the file is not open yet")
    return paper


def _range(request: Request, length: int, most: int) -> range:
    start = _optional(request, "start") or 0
    count = min(_optional(request, "count") or most, most)
    return range(min(start, length), min(start + count, length))


def _optional(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    if value is None or value == "":
        return None
    if not value.isdecimal() or len(value) > 12:
        raise HTTPException(400, f"“{name}” has to be a number")
    return int(value)


def _filter(values: Mapping[str, Any]) -> Filter:
    verdict, category = values.get("verdict") or None, values.get("category") or None
    try:
        return Filter(
            None if verdict is None else Verdict(verdict),
            None if category is None else Category(category),
            values.get("code") or None,
            str(values.get("words") or "").strip(),
        )
    except ValueError as error:
        raise HTTPException(400, str(error)) from None


async def _body(request: Request) -> Mapping[str, Any]:
    try:
        data = await request.json()
    except ValueError:
        raise HTTPException(400, "that is not JSON") from None
    if not isinstance(data, dict):
        raise HTTPException(400, "an object is needed")
    return data


def _sentence(error: Exception) -> str:
    from copydesk.review.actions import sentence

    message = sentence(error.message if isinstance(error, CopydeskError) else str(error))
    hint = error.hint if isinstance(error, CopydeskError) else None
    return f"{message} {sentence(hint)}" if hint else message
