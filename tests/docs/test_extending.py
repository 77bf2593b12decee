"""The examples of docs/extending.md, installed as they stand, and held to what it says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import regex

import align
from align.aligner import Aligner
from align.aligner.embedding import load_embedder
from align.aligner.signals import all_signals
from align.aligner.training import Example, train
from align.aligner.views.view import make_view
from align.aligner.weights import default_weights
from align.checks import checks_signature
from align.cli.main import status
from align.errors import InputError
from align.model import Bead, Bitext, Document, Language, Metadata, Segment
from tests.plugging import installed

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text("utf-8")
SECTION = regex.compile(r"## An? (\w+)\n(.*?)```python\n(.*?)```\s+```toml\n(.*?)```", regex.S)
EXAMPLES = {match[1]: match.groups()[1:] for match in SECTION.finditer(PAGE)}

Use = Callable[[str], None]


@pytest.fixture
def use(tmp_path: Path) -> Iterator[Use]:
    """Install the example of a section of the page."""
    with ExitStack() as stack:

        def install(section: str) -> None:
            text, code, toml = EXAMPLES[section]
            points = tomllib.loads(toml)["project"]["entry-points"]
            (module,) = {kind.split(":")[0] for own in points.values() for kind in own.values()}
            assert f"`{module}.py`" in text
            own = {
                group: {name: kind.split(":")[1] for name, kind in named.items()}
                for group, named in points.items()
            }
            stack.enter_context(installed(tmp_path / "plug-in", module, code, own))

        yield install


@pytest.fixture
def bitext() -> Bitext:
    korean = Document(
        "a.ko", Language.KOREAN, (Segment("회담 개최"), Segment("끝나지\n않았다"))
    )
    english = Document("a.en", Language.ENGLISH, (Segment("Talks held"), Segment("Not over")))
    return Bitext(korean, english, (Bead((0,), (0,)), Bead((1,), (1,))))


def memory_of(bitext: Bitext, path: Path) -> Path:
    with align.Memory(path) as memory:
        memory.put_bitext(bitext, "test")
    return path


def test_the_page_has_an_example_of_each_kind() -> None:
    assert list(EXAMPLES) == ["reader", "format", "embedder", "signal", "check"]


def test_the_reader_reads_subtitles(use: Use, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    cues = ("장관은 오늘 서울에 도착했다.", "양국은 협의를\n계속하기로 했다.")
    path.write_text(
        "".join(f"{k}\n00:00:0{k},000 --> 00:00:0{k},900\n{c}\n\n" for k, c in enumerate(cues)),
        "utf-8",
    )
    with pytest.raises(InputError, match="no reader reads"):
        align.read(path)
    use("reader")
    document = align.read(path)
    assert [segment.text for segment in document.segments] == [
        "장관은 오늘 서울에 도착했다.",
        "양국은 협의를 계속하기로 했다.",
    ]
    assert document.language is Language.KOREAN
    path.write_text("아무 것도 아니다", "utf-8")
    with pytest.raises(InputError, match=r"talk\.srt.*block 1 has no time"):
        align.read(path)


def test_the_command_line_reads_with_it(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use("reader")
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:01,0 --> 00:00:02,0\n장관은 도착했다.\n", "utf-8")
    assert status(["inspect", str(path)]) == 0
    assert "장관은 도착했다." in capsys.readouterr().out


def test_the_format_writes_cards(use: Use, bitext: Bitext, tmp_path: Path) -> None:
    use("format")
    out = tmp_path / "talks.cards"
    assert align.export(bitext, out).units == 2
    assert out.read_text("utf-8") == "회담 개최\tTalks held\n끝나지 않았다\tNot over\n"
    out.unlink()
    assert status(["export", str(memory_of(bitext, tmp_path / "m.db")), "-o", str(out)]) == 0
    assert out.exists()


def test_the_embedder_is_there_by_its_name(use: Use) -> None:
    use("embedder")
    embedder = load_embedder("letters")
    parts = embedder.pool(["아베 총리", "Abe"])
    assert np.allclose(np.linalg.norm(embedder.finish(parts), axis=1), 1)
    bitext = align.align(
        ["노다 요시히코 총리", "버락 오바마 대통령"], ["Noda Yoshihiko", "Barack Obama"],
        embedder="letters",
    )  # fmt: skip
    assert [bead.type for bead in bitext.beads] == ["1-1", "1-1"]
    assert "embed:letters/1|" in Aligner(embedder).signature


SPOKEN = (
    ["기자: 회담은 언제입니까?", "장관: 내일입니다. 서울에서 합니다.", "감사합니다."],
    ["Reporter: When are the talks?", "Minister: Tomorrow, in Seoul.", "Thank you."],
)


def test_the_signal_counts_nothing_until_it_is_learned(use: Use) -> None:
    before = align.align(*SPOKEN, embedder=None)
    signature = Aligner().signature
    use("signal")
    assert [signal.name for signal in all_signals()][-2:] == ["recurrence", "speakers"]
    assert align.align(*SPOKEN, embedder=None).beads == before.beads
    assert Aligner().signature == signature.replace(
        "+recurrence|", "+recurrence+speakers@speakers-package-1.0|"
    )


def test_the_signal_that_was_learned_is_heard(use: Use) -> None:
    use("signal")
    bitext = align.align(*SPOKEN, embedder=None)
    gold = tuple(Bead((k,), (k,)) for k in range(3))
    example = Example("spoken", make_view(bitext.original, bitext.translation, None), gold)
    learned = train([example], None, l2=0.1)
    assert learned.values["speakers.both"] > 0 > learned.values["speakers.one"]
    values = {**default_weights().values, "speakers.both": 1.5}
    heard = align.align(
        *SPOKEN, embedder=None, weights=replace(default_weights(), values=values)
    )
    assert [bead.signals.get("speakers.both", 0.0) for bead in heard.beads] == [1.5, 1.5, 0.0]


def test_the_check_finds_what_the_page_says(
    use: Use, bitext: Bitext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signature = checks_signature()
    use("check")
    (issue,) = align.check(bitext, kinds="disclaimer")
    assert (issue.bead, issue.message) == (
        0, "the translation does not say that it is unofficial",
    )  # fmt: skip
    said = replace(bitext.translation, metadata=Metadata(unofficial=True))
    assert align.check(replace(bitext, translation=said), kinds="disclaimer") == []
    assert checks_signature() == f"{signature}+disclaimer@disclaimer-package-1.0"
    memory = memory_of(bitext, tmp_path / "m.db")
    assert status(["check", str(memory), "--kind", "disclaimer", "--fail-on", "warning"]) == 1
    assert "unofficial" in capsys.readouterr().out
