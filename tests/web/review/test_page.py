"""The review page in a real browser, by its keys."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from align.aligner import Aligner
from align.memory import Memory
from align.memory.history import ReviewedMemory
from align.model import Bead, Bitext, Document, Language, Segment
from align.web.review.app import Review

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EVIL = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture
def address(memory: Path) -> Iterator[str]:
    evil = Document("evil.ko", Language.KOREAN, (Segment(EVIL),))
    english = Document("evil.en", Language.ENGLISH, (Segment(EVIL),))
    with Memory(memory) as opened:
        opened.put_bitext(Bitext(evil, english, (Bead((0,), (0,), 0.1),)), "test")
    review = Review(memory, Aligner(None), "kim")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(review.application(), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/?token={review.token}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(address: str) -> Iterator[object]:
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        page.locator(".bead").first.wait_for()
        yield page
        browser.close()


def open_document(page: object, part: str) -> None:
    page.locator("nav button", has_text=part).click()  # type: ignore[attr-defined]
    playwright.expect(page.locator("#title")).to_contain_text(part)  # type: ignore[attr-defined]


def test_a_reviewer_does_everything_by_keys(page: object, memory: Path) -> None:
    expect = playwright.expect
    open_document(page, "washington")
    beads = page.locator(".bead")
    count = beads.count()
    page.keyboard.press("Enter")
    expect(page.locator("#counts")).to_contain_text("1 of")
    page.keyboard.press("m")
    expect(beads).to_have_count(count - 1)
    page.keyboard.press("z")
    expect(beads).to_have_count(count)
    page.keyboard.press("Shift+Z")
    expect(beads).to_have_count(count - 1)
    page.keyboard.press("t")
    page.locator("#editor-text").fill("다시 볼 것")
    page.locator("#editor-save").click()
    expect(page.locator(".say", has_text="다시 볼 것")).to_be_visible()
    page.keyboard.press("Shift+Slash")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    with ReviewedMemory(memory) as opened:
        assert opened.decisions() == 3


def test_a_paragraph_is_split_where_the_cursor_stands(page: object) -> None:
    open_document(page, "washington")
    first = page.locator(".bead").nth(1).locator(".side").first.locator("p")
    first.first.click(position={"x": 120, "y": 12})
    page.keyboard.press("p")
    playwright.expect(first).to_have_count(2)


def test_the_whole_memory_is_searched_from_any_document(page: object) -> None:
    expect = playwright.expect
    open_document(page, "washington")
    page.keyboard.press("q")
    page.locator("#search-text").fill("강제징용")
    page.keyboard.press("Enter")
    expect(page.locator("#search-told")).to_contain_text("hits")
    first = page.locator("#hits button").first
    expect(first.locator("mark").first).to_have_text("강제징용")
    first.click()
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator('.bead[aria-selected="true"]')).to_contain_text("강제징용")
    page.keyboard.press("q")
    page.locator("#search-text").fill("(")
    page.locator("#search-way").select_option("regex")
    page.keyboard.press("Enter")
    page.locator("#search-form button").first.click()
    expect(page.locator("#search-told")).to_contain_text("no regular expression")


def test_keys_are_left_alone_while_hangul_is_composed(page: object) -> None:
    open_document(page, "washington")
    page.evaluate(
        "dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyM', isComposing: true}))"
    )
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyM', keyCode: 229}))")
    page.wait_for_timeout(300)
    playwright.expect(page.locator("#counts")).to_contain_text("0 of")


def test_a_text_with_markup_in_it_is_text(page: object) -> None:
    open_document(page, "evil")
    playwright.expect(page.locator(".bead p").first).to_contain_text("<img src=x")
    assert page.title() != "owned"


def test_a_change_elsewhere_is_noticed(page: object, memory: Path) -> None:
    open_document(page, "washington")
    names = "2017-08-30-washington.ko", "2017-08-30-washington.en"
    with ReviewedMemory(memory) as opened:
        bitext, version = opened.reviewed(*names)
        opened.change(bitext, bitext, version, "lee", "accept")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#message")).to_contain_text("another window")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#counts")).to_contain_text("1 of")
