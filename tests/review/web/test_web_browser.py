"""The page in a real browser: clicked and typed through, as an editor would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from page import Page as Server
from page import Start
from playwright.sync_api import Browser, expect
from tab import Open, press, reads, settled

ARTICLE = (
    "Good work needs advance planning.\n"
    "\n"
    "They utilise ropes, and they utilise ladders. 😀\n"
    "The plan is very unique. It was frobnicatd.\n"
    "More advance planning helps\n"
)
NASTY = """</script><script>document.title = "taken"</script>
<img src=x onerror="document.title = 'taken'"> They utilise <b>ropes</b> &amp; &lt;i&gt; “quotes”.
<svg onload="document.title='taken'"> <a href="javascript:document.title='taken'">utilise</a> {{utilise}} ${utilise}
"""
NEW = "Somebody wrote this meanwhile.\n\n"
NAME = "(node => node.id || node.dataset.view || node.tagName)"


@pytest.fixture
def article(project: Path) -> Path:
    path = project / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def server(serve: Start, article: Path) -> Server:
    return serve("article.txt")


def test_through_an_article_with_the_mouse(server: Server, visit: Open, article: Path, project: Path) -> None:
    tab = visit(server)
    expect(tab).to_have_title("article.txt – copydesk review")
    expect(tab.locator("#progress")).to_have_text("0 of 6 decided")
    expect(tab.locator("#card-title")).to_have_text("“advance planning” repeats itself; write “planning”.")
    expect(tab.locator("#why")).to_have_text("Planning is always done in advance.")
    expect(tab.locator("#windows")).to_contain_text("Good work needs advance planning.")
    assert reads(tab) == ARTICLE
    first = tab.locator("#text .proposal").first
    expect(first.locator("del")).to_have_text(re.compile("advance"))

    tab.get_by_role("button", name="2 preparation").click()  # an alternative
    expect(tab.locator("#said")).to_have_text("Accepted.")
    expect(tab.locator("#where")).to_have_text("Line 3")
    settled(tab)
    assert reads(tab) == ARTICLE.replace("advance planning", "preparation", 1)

    tab.get_by_role("button", name="Accept", exact=True).click()  # the first “utilise”
    settled(tab)
    tab.get_by_role("button", name="Reject", exact=True).click()  # the second
    settled(tab)
    expect(tab.locator("#card-title")).to_have_text("Nothing is more unique than unique.")
    expect(tab.locator("#accept")).to_be_hidden()
    words = tab.get_by_label("Your own words")
    words.fill("unique")
    tab.get_by_role("button", name="Use", exact=True).click()
    settled(tab)
    expect(tab.locator("#progress")).to_have_text("4 of 6 decided")
    expect(tab.locator("#safe")).to_contain_text("(1)")
    tab.get_by_role("button", name="Accept all safe").click()
    expect(tab.locator("#said")).to_have_text("1 safe correction accepted.")
    settled(tab)
    tab.get_by_role("button", name="Undo").click()
    settled(tab)
    expect(tab.locator("#said")).to_contain_text("Undone")
    tab.get_by_role("button", name="Redo").click()
    settled(tab)
    expect(tab.locator("#progress")).to_have_text("5 of 6 decided")
    assert article.read_text("utf-8") == ARTICLE

    tab.locator("#list [role=option]").last.click()
    expect(tab.locator("#where")).to_have_text("Line 5")
    tab.get_by_role("button", name="Skip").click()
    settled(tab)
    expect(tab.locator("#card-title")).to_have_text("Everything is decided.")

    tab.get_by_role("button", name="Write…").click()
    expect(tab.locator("#write-files")).to_have_text("article.txt: 4 accepted, 1 rejected")
    tab.get_by_role("button", name="Write and finish").click()
    expect(tab.locator("#over")).to_contain_text("The corrections are written, and the review is over.")
    assert server.ended() == 0
    expected = ARTICLE.replace("advance planning", "preparation", 1).replace("utilise", "use", 1)
    expected = expected.replace("very unique", "unique").replace("frobnicatd", "frobnicated")
    assert article.read_text("utf-8") == expected
    kept = (project / ".copydesk-decisions").read_text("utf-8").splitlines()[1:]
    assert [line.split("\t")[1:3] for line in kept] == [["OW002", "rejected"]]


def test_through_an_article_with_the_keys(server: Server, visit: Open, article: Path) -> None:
    tab = visit(server)
    press(tab, "2")
    press(tab, "e")
    expect(tab.locator("#words")).to_be_focused()
    expect(tab.locator("#words")).to_have_value("use")
    tab.keyboard.type("yn")  # letters, not keys that decide
    tab.keyboard.press("Escape")
    expect(tab.locator("#progress")).to_have_text("1 of 6 decided")
    press(tab, "e")
    tab.keyboard.type("employ")
    tab.keyboard.press("Enter")
    settled(tab)
    assert "They employ ropes" in reads(tab)
    press(tab, "u", "u", "r", "r")
    press(tab, "k")
    expect(tab.locator("#said")).to_have_text("There is nothing undecided before this.")
    press(tab, "y")  # use ladders: something new comes
    expect(tab.locator("#said")).to_have_text("1 new after this correction.")
    expect(tab.locator("#count")).to_have_text("7 proposals")
    press(tab, "i")
    expect(tab.locator("#said")).to_contain_text("is ignored: 1 set aside.")
    press(tab, "v")
    expect(tab.locator("#said")).to_contain_text("counts as spelt right")
    press(tab, "A")
    settled(tab)
    expect(tab.locator("#progress")).to_have_text("6 of 7 decided")
    expect(tab.locator("#card-title")).to_have_text("Write “climb”.")
    press(tab, "ArrowUp")
    expect(tab.locator("#verdict")).to_have_text("· Accepted")
    press(tab, "ArrowDown", "n")
    expect(tab.locator("#progress")).to_have_text("7 of 7 decided")
    press(tab, "?")
    expect(tab.locator("#help-dialog")).to_be_visible()
    press(tab, "y")  # nothing is decided behind a dialog
    tab.keyboard.press("Escape")
    press(tab, "w")
    expect(tab.locator("#write-dialog")).to_be_visible()
    tab.get_by_role("button", name="Write and finish").click()
    expect(tab.locator("#over")).to_be_visible()
    assert server.ended() == 0
    written = article.read_text("utf-8")
    assert "preparation" in written and "They employ ropes, and they use ladders." in written
    assert "More planning helps" in written and "frobnicatd" in written
    assert (article.parent / "words.txt").read_text("utf-8") == "Palmyra\nfrobnicatd\n"


def test_keys_can_be_switched_off(server: Server, visit: Open) -> None:
    tab = visit(server)
    press(tab, "?")
    tab.get_by_label("Single keys decide").uncheck()
    tab.get_by_role("button", name="Close").click()
    press(tab, "y", "n", "A")
    expect(tab.locator("#progress")).to_have_text("0 of 6 decided")


def test_the_list_is_narrowed(server: Server, visit: Open) -> None:
    tab = visit(server)
    options = tab.locator("#list [role=option]")
    expect(options).to_have_count(6)
    press(tab, "/")
    tab.keyboard.type("utilise")
    expect(options).to_have_count(2)
    expect(tab.locator("#count")).to_have_text("2 proposals")
    tab.get_by_label("Search the proposals").fill("")
    expect(options).to_have_count(6)
    press(tab, "Tab")
    tab.get_by_label("Show by rule").select_option("OW001")
    expect(options).to_have_count(2)
    tab.locator("#list").focus()
    press(tab, "y", "y")
    expect(tab.locator("#card-title")).to_have_text("Nothing is left to decide in this list.")
    tab.get_by_label("Show by rule").select_option("")
    tab.get_by_label("Show by decision").select_option("accepted")
    expect(options).to_have_count(2)
    tab.get_by_label("Show by decision").select_option("open")
    expect(options).to_have_count(4)
    options.first.click()
    settled(tab)
    press(tab, "n")
    expect(options).to_have_count(3)


def test_the_changes_are_shown_in_line_and_side_by_side(server: Server, visit: Open) -> None:
    tab = visit(server)
    tab.get_by_role("button", name="Changes").click()
    expect(tab.locator("#text")).to_have_attribute("data-empty", "Nothing is accepted yet, so nothing changes.")
    press(tab, "y")
    tab.get_by_role("button", name="Changes").click()
    expect(tab.locator(".line.minus")).to_have_text(re.compile("Good work needs advance planning."))
    expect(tab.locator(".line.minus del")).to_have_text(re.compile("advance"))
    expect(tab.locator(".line.plus .words")).to_have_text("Good work needs planning.")
    tab.get_by_role("button", name="Side by side").click()
    expect(tab.locator(".pair").first.locator(".side").first).to_contain_text("Good work needs advance planning.")
    expect(tab.locator(".pair").first.locator(".side").last).to_contain_text("Good work needs planning.")
    press(tab, "u")
    expect(tab.locator(".pair")).to_have_count(0)
    press(tab, "d")
    assert reads(tab) == ARTICLE


def test_a_click_in_the_text_chooses_what_is_there(server: Server, visit: Open) -> None:
    tab = visit(server)
    tab.locator("#text .proposal", has_text="very unique").click()
    expect(tab.locator("#card-title")).to_have_text("Nothing is more unique than unique.")
    expect(tab.locator("#text .current")).to_have_text("very unique")
    chosen = tab.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("very unique")
    expect(tab.locator("#list")).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))


def test_two_tabs_know_of_each_other(server: Server, visit: Open) -> None:
    one, other = visit(server), visit(server)
    press(one, "y")
    expect(other.locator("#progress")).to_have_text("1 of 6 decided")
    expect(other.locator("#verdict")).to_contain_text("Accepted")
    # the other tab acts before it has heard of a decision
    other.route("**/api/news", lambda route: route.abort())
    other.reload()
    expect(other.locator("#said")).to_contain_text("The connection to the review is lost")


def test_an_outdated_tab_says_so_and_shows_how_things_stand(server: Server, visit: Open) -> None:
    tab = visit(server)

    def late(route: object) -> None:
        """Another decision arrives just before that of this tab."""
        assert server.act("reject", id=0).status == 200
        route.continue_()  # type: ignore[attr-defined]

    tab.route("**/actions", late, times=1)
    press(tab, "y")
    expect(tab.locator("#said")).to_contain_text("Something was decided elsewhere meanwhile, so this was not done.")
    expect(tab.locator("#progress")).to_have_text("1 of 6 decided")
    expect(tab.locator("#verdict")).to_contain_text("Rejected")
    press(tab, "j", "y")
    expect(tab.locator("#progress")).to_have_text("2 of 6 decided")


def test_a_file_that_changes_on_disk(server: Server, visit: Open, article: Path) -> None:
    tab = visit(server)
    press(tab, "y")
    article.write_text(NEW + ARTICLE, "utf-8")
    expect(tab.get_by_role("alert").first).to_contain_text("article.txt has changed on disk")
    press(tab, "w")
    tab.get_by_role("button", name="Write and finish").click()
    expect(tab.locator("#write-outcome")).to_contain_text("has changed since it was checked, so nothing was written")
    expect(tab.locator("#write-outcome")).to_contain_text("article.txt.patch")
    tab.get_by_role("button", name="Back").click()
    tab.get_by_role("button", name="Open it anew").click()
    expect(tab.locator("#said")).to_contain_text("was opened anew")
    settled(tab)
    expect(tab.locator("#progress")).to_have_text("1 of 6 decided")
    assert reads(tab).startswith(NEW + "Good work needs planning.")
    expect(tab.locator("#banner")).to_be_empty()
    press(tab, "w")
    tab.get_by_role("button", name="Write and go on").click()
    settled(tab)
    expect(tab.locator("#progress")).to_have_text("0 of 5 decided")
    assert article.read_text("utf-8") == NEW + ARTICLE.replace("advance ", "", 1)


def test_the_end_of_the_command_is_told(server: Server, visit: Open, article: Path) -> None:
    tab = visit(server)
    press(tab, "y")
    assert server.stop() == 130
    expect(tab.locator("#over")).to_contain_text("The review was ended where it was started. The decisions are kept")
    assert article.read_text("utf-8") == ARTICLE


def test_a_closed_tab_loses_nothing(server: Server, visit: Open) -> None:
    tab = visit(server)
    press(tab, "y")
    tab.close()
    again = visit(server)
    expect(again.locator("#progress")).to_have_text("1 of 6 decided")
    expect(again.locator("#undo")).to_be_enabled()


def test_the_text_is_never_read_as_html(serve: Start, visit: Open, project: Path) -> None:
    (project / "nasty<img src=x onerror=alert(1)>.txt").write_text(NASTY, "utf-8")
    server = serve("nasty<img src=x onerror=alert(1)>.txt", "--input-format", "text")
    tab = visit(server)
    assert reads(tab) == NASTY
    press(tab, "e")
    tab.keyboard.type("<script>document.title='taken'</script>")
    tab.keyboard.press("Enter")
    settled(tab)
    for view in ("Changes", "Side by side"):
        tab.get_by_role("button", name=view).click()
        settled(tab)
    assert "taken" not in tab.title()
    assert tab.locator("main img, main svg, main script, main b, #text i").count() == 0


def test_nothing_is_loaded_from_elsewhere(serve: Start, article: Path, chromium: Browser) -> None:
    server = serve("article.txt")
    context = chromium.new_context()
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(server.address)
    settled(tab)
    press(tab, "y", "d", "d", "d")
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith(server.address)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_accessibility(server: Server, visit: Open, scheme: str, width: int) -> None:
    tab = visit(server, width=width, height=740, color_scheme=scheme, bypass_csp=True)
    for keys in ("2", "n"), ("d",), ("d",), ("d",), ("?",):
        press(tab, *keys)
        found = Axe().run(tab).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], keys
    tab.keyboard.press("Escape")
    press(tab, "w")
    assert Axe().run(tab).response["violations"] == []


def test_the_order_of_the_tab_key(server: Server, visit: Open) -> None:
    tab = visit(server)
    press(tab, "2")
    seen = []
    for _ in range(24):
        tab.keyboard.press("Tab")
        seen.append(str(tab.locator("html").evaluate(f"() => {NAME}(document.activeElement)")))
    expected = ["undo", "safe", "help", "write", "proposals", "inline", "beside", "text"]
    expected += ["accept", "reject", "skip", "words", "search", "by-verdict", "by-rule", "list"]
    places = [seen.index(name) for name in expected]
    assert places == sorted(places), seen
    tab.locator("#accept").focus()
    width = tab.locator("#accept").evaluate("node => getComputedStyle(node, null).outlineStyle")
    assert width != "none"


def test_decisions_are_told_to_those_who_hear_the_page(server: Server, visit: Open) -> None:
    tab = visit(server)
    press(tab, "y")
    told = tab.get_by_role("status")
    expect(told.first).to_have_text("Accepted.")
    expect(tab.locator("#told")).to_have_text("Line 3. Write “use”, not “utilise”. Proposed: use.")
    bar = tab.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "1")
    expect(bar).to_have_attribute("aria-valuemax", "6")


def test_a_narrow_window(server: Server, visit: Open, article: Path) -> None:
    tab = visit(server, width=360, height=740)
    assert tab.locator("html").evaluate("node => node.scrollWidth") <= 360
    for name in ("Undo", "Accept", "Reject", "Skip"):
        expect(tab.get_by_role("button", name=name, exact=True)).to_be_in_viewport()
    expect(tab.locator("#text .current")).to_be_in_viewport()
    tab.get_by_role("button", name="Accept", exact=True).click()
    settled(tab)
    expect(tab.locator("#text .current")).to_be_in_viewport()
    tab.get_by_role("button", name="List").click()
    expect(tab.locator("#list [role=option]").nth(1)).to_be_visible()
    tab.locator("#list [role=option]").nth(3).scroll_into_view_if_needed()
    tab.locator("#list [role=option]").nth(3).click()
    expect(tab.locator("#card-title")).to_have_text("Nothing is more unique than unique.")
    tab.get_by_role("button", name="Proposals").click()
    expect(tab.locator("#text .current")).to_be_in_viewport()


def test_a_long_article_is_shown_in_windows(serve: Start, visit: Open, project: Path) -> None:
    paragraph = "They utilise ropes and ladders on the long way up, where the wind is cold and the rock is wet. "
    text = "".join(f"{number}. {paragraph * 6}\n\n" for number in range(500))
    (project / "long.txt").write_text(text, "utf-8")
    server = serve("long.txt")
    tab = visit(server)
    sizes: list[int] = []
    tab.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    expect(tab.locator("#progress")).to_have_text("0 of 3000 decided")

    def nodes() -> int:
        return int(tab.locator("html").evaluate("node => node.querySelectorAll('*').length"))

    assert nodes() < 2000
    assert tab.locator("#text .sheet").count() < 20
    tab.locator("#text").evaluate("node => node.scrollTo(0, node.scrollHeight / 2)")
    expect(tab.locator("#text .sheet").nth(1)).to_contain_text(re.compile(r"\b2[3-7]\d\. They"))
    tab.locator("#list").evaluate("node => node.scrollTo(0, node.scrollHeight)")
    last = tab.locator("[role=option][aria-posinset='3000']")
    expect(last).to_be_visible()
    last.click()
    expect(tab.locator("#where")).to_have_text("Line 999")
    expect(tab.locator("#text .current")).to_be_in_viewport()
    press(tab, "n")
    assert nodes() < 2000
    assert sizes and max(sizes) < 300_000
