"""Who is let in: asked over real HTTP, with the real command."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from page import Page, Start


@pytest.fixture
def page(serve: Start, project: Path) -> Page:
    (project / "article.txt").write_text("They utilise ropes.\n", "utf-8")
    (project / "secret.txt").write_text("Nobody may read this.\n", "utf-8")
    return serve("article.txt")


def test_the_page_and_its_files(page: Page) -> None:
    index = page.get("")
    assert index.status == 200
    assert index.headers["content-type"] == "text/html; charset=utf-8"
    named = set(re.findall(r'(?:src|href)="([^"#]+)"', index.body.decode()))
    assert {"style.css", "app.js"} <= named
    while named:
        name = named.pop()
        answer = page.get(name)
        assert answer.status == 200, name
        if name.endswith(".js"):
            assert answer.headers["content-type"].startswith("text/javascript")
            named |= set(re.findall(r'from "\./([^"]+)"', answer.body.decode()))
    assert page.ask("GET", f"/{page.token}").headers["location"] == f"/{page.token}/"


def test_every_answer_forbids_what_the_page_does_not_need(page: Page) -> None:
    for answer in (page.get(""), page.get("app.js"), page.get("api/files"), page.get("nothing"), page.ask("GET", "/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers


def test_nothing_without_the_token(page: Page) -> None:
    wrong = page.token[:-1] + ("A" if page.token[-1] != "A" else "B")
    for path in ("/", "/app.js", "/api/files", f"/{wrong}/", f"/{wrong}/api/files", f"/{page.token}x/", "//", "*"):
        answer = page.ask("GET", path)
        assert answer.status == 403, path
        assert page.token.encode() not in answer.body
    assert len(page.token) >= 32


def test_a_name_that_was_made_to_point_here_is_refused(page: Page) -> None:
    path = f"/{page.token}/api/files"
    for host in ("evil.example", f"evil.example:{page.port}", "127.0.0.1.evil.example", "10.0.0.1", ""):
        assert page.ask("GET", path, Host=host).status in (400, 403), host
    for host in ("localhost", f"localhost:{page.port}", f"127.0.0.1:{page.port}", f"[::1]:{page.port}"):
        assert page.ask("GET", path, Host=host).status == 200, host


def test_other_pages_cannot_send_anything(page: Page) -> None:
    revision = page.file()["revision"]
    body = {"action": "accept", "id": 0, "revision": revision}
    path = "api/files/0/actions"
    near = (f"https://127.0.0.1:{page.port}", f"http://127.0.0.1:{page.port + 1}", f"http://localhost:{page.port}")
    for origin in ("http://evil.example", "null", "", *near):
        assert page.post(path, body, Origin=origin).status == 403, origin
    without = page.ask("POST", f"/{page.token}/{path}", body, Content_Type="application/json")
    assert without.status == 403
    assert page.post(path, body, Content_Type="text/plain").status == 415
    assert page.post(path, body, Sec_Fetch_Site="cross-site").status == 403
    assert page.get("api/files", Sec_Fetch_Site="cross-site").status == 403
    assert page.file()["progress"]["done"] == 0
    assert page.post(path, body).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "article.txt",
        "secret.txt",
        "../../../../../../etc/passwd",
        "app.js/../../secret.txt",
        "app.py",
        "../app.py",
        "__init__.py",
        "static/app.js",
        "api/files/1/items",
        "api/files/-1/items",
        "api/files/0x0/items",
    ],
)
def test_only_the_named_files_can_be_reached(page: Page, path: str) -> None:
    page.file()
    answer = page.get(path)
    assert answer.status in (403, 404)
    assert b"Nobody may read this" not in answer.body
    assert b"root:" not in answer.body


def test_what_is_too_much_or_makes_no_sense_is_refused(page: Page) -> None:
    revision = page.file()["revision"]
    path = "api/files/0/actions"
    assert page.post(path, b"x" * 1_000_001).status == 413
    for body in (b"", b"{", b"[]", b'{"action": 5, "revision": 1}', b'{"revision": 1}', b'{"action": "accept"}'):
        assert page.post(path, body).status == 400, body
    for more in ({"action": "explode", "id": 0}, {"action": "accept", "id": "0"}, {"action": "accept", "id": 99}):
        answer = page.post(path, {**more, "revision": revision})
        assert answer.status == 422, more
        assert answer.data["message"].endswith(".")
    body = {"action": "accept", "id": 0, "revision": revision, "filter": {"verdict": "?"}}
    assert page.post(path, body).status == 400
    assert page.get("api/files/0/items?start=x").status == 400
    assert page.get("api/write").status == 405
    assert page.file()["progress"]["done"] == 0


def test_it_listens_on_this_machine_alone(page: Page) -> None:
    assert page.address.startswith("http://127.0.0.1:")
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError):
            socket.create_connection((str(address), page.port), timeout=5).close()
