"""The page of a check of terms, read as HTML and in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Found,
    Language,
    Occurrence,
    Rendering,
    Segment,
    Term,
    Termbase,
    TermStatus,
)
from align.report.terms_page import page
from align.report.writing import write_report
from align.terms.judge.placed import placed_in
from align.terms.judge.term_report import TermReport, judge

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HARBOUR = Term("harbour", Language.ENGLISH)
PIER = Term("pier", Language.ENGLISH, TermStatus.DEPRECATED, "too small")
TERMBASE = Termbase(
    (
        Concept("port", (Term("항만", Language.KOREAN), HARBOUR, PIER)),
        Concept("sailor", (Term("선원", Language.KOREAN), Term("seafarer", Language.ENGLISH))),
    )
)
TEXTS = (
    ("항만 예산은 항만 계획에 따른다.", "The harbour budget follows the harbour plan."),
    ("새 항만에 부두가 없다.", "A pier has no pier <b>yet</b>."),
    ("항만이 열렸다.", "Ships may come in."),
    ("항만을 넓힌다.", "The docklands grow."),
    ("선원이 왔다.", "Seafarers came."),
)


def bitext() -> Bitext:
    korean, english = ([Segment(pair[side], line=4 + k) for k, pair in enumerate(TEXTS)]
                       for side in (0, 1))  # fmt: skip
    return Bitext(
        Document("port.ko", Language.KOREAN, tuple(korean)),
        Document("port.en", Language.ENGLISH, tuple(english)),
        tuple(Bead((k,), (k,)) for k in range(len(TEXTS))),
    )


def found(
    segment: int, nth: int, text: str = "", term: Term | None = None, **more: object
) -> Rendering:
    """A rendering of the nth term of a segment: the last words that are written so."""
    original, translation = TEXTS[segment]
    concept, surface = ("sailor", "선원") if "선원" in original else ("port", "항만")
    start = [k for k in range(len(original)) if original.startswith(surface, k)][nth]
    first = translation.rfind(text)
    rendering = Rendering(
        Occurrence(concept, segment, start, start + 2, surface),
        *(Found.KNOWN if term else Found.LOCATED if text else Found.NOT_FOUND, text),
        *((segment, first, first + len(text)) if text else (-1, 0, 0)),
        term,
    )
    return replace(rendering, **more)  # type: ignore[arg-type]


def report(renderings: Sequence[Rendering] = ()) -> TermReport:
    renderings = renderings or (
        found(0, 0, "harbour", HARBOUR),
        found(0, 1, "harbour", HARBOUR),
        found(1, 0, "pier", PIER),
        found(2, 0, certainty=0.6, evidence="likeliest: “Ships” (11%)"),
        found(3, 0, "docklands", placed=0.6, doubt="words of a listed term"),
        found(4, 0, "Seafarers", TERMBASE.concepts[1].terms[1]),
    )
    return judge(list(placed_in(bitext(), renderings)), TERMBASE, "test")


def articles(text: str) -> list[str]:
    root = html.document_fromstring(text)
    return [" ".join(each.text_content().split()) for each in root.xpath("//article")]


def test_deviations_come_first_and_each_place_says_what_to_look_at() -> None:
    root = html.document_fromstring(page(report()))
    assert [h.text for h in root.xpath("//h3")] == ["Deviations (1)", "To look at (2)"]
    first, doubted, lost = articles(page(report()))
    assert "항만: “pier” · preferred “harbour” · too small" in first
    assert "port.ko · line 5" in first
    assert "24 %" in doubted
    assert "words of a listed term" in doubted
    assert "no rendering found · likeliest: “Ships” (11%)" in lost


def test_term_and_rendering_are_marked_where_they_stand() -> None:
    text = page(report())
    assert "A pier has no <mark>pier</mark> &lt;b&gt;yet&lt;/b&gt;." in text
    again = report([found(0, 1, "harbour", PIER)])
    assert "항만 예산은 <mark>항만</mark> 계획에" in page(again)


def test_a_term_says_how_many_places_are_as_listed() -> None:
    rows = html.document_fromstring(page(report())).xpath("//table[1]//tr")
    port, sailor = (" ".join(row.text_content().split()) for row in rows[1:])
    assert "2 of 5 as listed; look at these 3" in port
    assert "not found × 1" in port
    assert "1 of 1 as listed" in sailor


def test_the_page_speaks_korean_too(tmp_path: Path) -> None:
    text = page(report(), "ko")
    for part in (
        "5곳 중 2곳 등록대로, 3곳 확인 필요",
        "금지 대역어 사용",
        "등록된 대역어의 일부",
    ):
        assert part in text
    for part in ("contradicts<", "to look at<", "words of a listed term<"):
        assert part not in text
    whole = write_report([bitext()], tmp_path / "r.html", "ko", report())
    text = whole[0].read_text("utf-8")
    assert "어긋난 곳 (1)" in text
    assert "A pier has no <mark>pier</mark>" in text


def test_where_no_term_occurs_no_consistency_is_claimed(tmp_path: Path) -> None:
    nothing = judge([], TERMBASE, "test")
    assert "Consistency" not in page(nothing)
    written = write_report([bitext()], tmp_path / "r.html", terms=nothing)
    assert "<dt>Consistency" not in written[0].read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_phone_shows_all_of_it_and_the_choices_filter(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright")
    out = tmp_path / "terms.html"
    out.write_text(page(report()), "utf-8")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 390, "height": 800})
        shown.goto(out.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390
        places = shown.locator("#findings article:visible")
        assert places.count() == 3
        shown.locator("select[name=tier]").select_option("to look at")
        assert places.count() == 2
        assert shown.locator("#findings h3:visible").count() == 1
        shown.locator("input[type=search]").fill("docklands")
        assert places.count() == 1
        shown.emulate_media(media="print")
        assert shown.locator(".filters:visible").count() == 0
        browser.close()
