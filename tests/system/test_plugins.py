from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner.embedding import load_embedder
from align.aligner.signals import all_signals, registry
from align.checks import checks_signature
from align.checks import registry as checks
from align.checks.checking import all_kinds, check, issues_in
from align.cli.main import status
from align.errors import FormatError, InputError, PluginError
from align.formats.registry import format_of
from align.memory import Memory
from align.model import Bead, Bitext, Document, Language, Segment
from align.pipeline import Context
from align.pipeline.checks import find_issues
from align.readers import read_bytes
from align.system import plugins
from align.web.review.states import Issues
from tests.plugging import installed
from tests.report.gathering import gather

EACH = """
from align.checks.base import Severity
from align.formats.base import ExportReport
from align.readers.base import Extract
from align.readers.parts.line import Line
import numpy as np

class Reader:
    suffixes = (".made",)
    def extract(self, data, encoding):
        return Extract((Line(data.decode()),))

class Format:
    suffix = ".made"
    def write(self, bitexts, path, options=None):
        return ExportReport()

class Embedder:
    name = "made/1"

class Signal:
    name = "made"
    features = ("one",)
    def measure(self, view, candidates):
        return np.ones((len(candidates), 1))

class Check:
    kinds = ("made",)
    def find(self, place):
        yield place.issue("made", Severity.WARNING, "made up")
"""
POINTS = {
    "align.readers": {"made": "Reader"},
    "align.formats": {"made": "Format"},
    "align.embedders": {"made": "Embedder"},
    "align.signals": {"made": "Signal"},
    "align.checks": {"made": "Check"},
}


def bitext() -> Bitext:
    korean = Document("ko", Language.KOREAN, (Segment("50만여 척이 대피했다."),))
    english = Document("en", Language.ENGLISH, (Segment("500,000 boats returned."),))
    return Bitext(korean, english, (Bead((0,), (0,)),))


def read_made() -> object:
    return read_bytes("장관은 서울에 도착했다.".encode(), ".made", name="x").documents


USES = {
    "align.readers": read_made,
    "align.formats": lambda: format_of(Path("x.made")),
    "align.embedders": lambda: load_embedder("made"),
    "align.signals": all_signals,
    "align.checks": lambda: check([bitext()]),
}


def test_a_plug_in_of_each_group_is_there_while_it_is_installed(tmp_path: Path) -> None:
    with installed(tmp_path, "made", EACH, POINTS):
        assert read_made()
        assert format_of(Path("x.made")).suffix == ".made"
        assert load_embedder("made").name == "made/1"
        assert [s.name for s in all_signals()] == [*registry.BUILT_IN, "made"]
        assert [issue.kind for issue in check([bitext()])] == ["made"]
    with pytest.raises(InputError, match="no reader"):
        read_made()
    with pytest.raises(FormatError, match="ending"):
        format_of(Path("x.made"))
    with pytest.raises(PluginError, match="nothing called 'made'"):
        load_embedder("made")
    assert [s.name for s in all_signals()] == list(registry.BUILT_IN)
    assert check([bitext()]) == []


@pytest.mark.parametrize("group", POINTS)
@pytest.mark.parametrize("code", ["import nothing_of_the_kind", "1 / 0", "pass"])
def test_a_plug_in_that_does_not_load_names_its_package_and_a_remedy(
    group: str, code: str, tmp_path: Path
) -> None:
    with (
        installed(tmp_path, "made", code, {group: POINTS[group]}),
        pytest.raises(PluginError, match=f"{group} 'made' does not load") as error,
    ):
        USES[group]()
    assert error.value.remedy == "It comes from made-package: reinstall it or remove it"


@pytest.mark.parametrize("group", ["align.signals", "align.checks"])
@pytest.mark.parametrize(
    ("body", "what"),
    [("pass", "has no "), ("def __init__(self, needed): pass", "cannot be made")],
)
def test_a_class_that_is_no_such_plug_in_is_told_as_one(
    group: str, body: str, what: str, tmp_path: Path
) -> None:
    kind = POINTS[group]["made"]
    with (
        installed(tmp_path, "made", f"class {kind}:\n    {body}\n", {group: POINTS[group]}),
        pytest.raises(PluginError, match=f"'made' {what}.*made-package"),
    ):
        USES[group]()


def test_a_signal_goes_by_the_name_of_its_entry_point(tmp_path: Path) -> None:
    with (
        installed(tmp_path, "made", EACH, {"align.signals": {"other": "Signal"}}),
        pytest.raises(PluginError, match="'other' calls itself 'made'"),
    ):
        all_signals()


def test_two_packages_cannot_have_one_name(tmp_path: Path) -> None:
    taken = {"align.checks": {"figures": "Check"}}
    with (
        installed(tmp_path, "made", EACH, taken),
        pytest.raises(PluginError, match="'figures' twice, from daeyeok and made-package"),
    ):
        check([bitext()])


def test_an_installation_without_the_built_in_ones_is_told_as_such() -> None:
    with pytest.raises(PluginError, match=r"lacks a, b.*install daeyeok again"):
        plugins.in_order("align.none_such", ("a", "b"))


def test_plug_ins_follow_the_built_in_ones_by_name(tmp_path: Path) -> None:
    code = "".join(
        EACH.replace("class Check", f"class Check{k}").replace('"made",', f'"kind-{k}",')
        for k in "ba"
    )
    points = {"align.checks": {f"made-{k}": f"Check{k}" for k in "ba"}}
    with installed(tmp_path, "made", code, points):
        assert all_kinds()[-3:] == ("kind-a", "kind-b", "repeated")
    assert all_kinds()[0] == "figure"


def test_what_a_plug_in_check_finds_stands_in_reports_and_reviews(tmp_path: Path) -> None:
    with installed(tmp_path, "made", EACH, POINTS):
        assert [issue.kind for issue in issues_in(bitext())] == ["made"]
        assert gather([bitext()]).kinds == {"made": {"warning": 1}}
        (told,) = Issues().of(bitext(), 0)
        assert told["kind"] == "made"


def test_a_memory_knows_which_checks_looked(tmp_path: Path) -> None:
    assert checks_signature() == str(checks.VERSION)
    with Memory(tmp_path / "m.db") as memory:
        memory.put_bitext(bitext(), "a")
        for number in range(2):
            root, version = tmp_path / str(number), f"1.{number}"
            with installed(root, "made", EACH, POINTS, version):
                assert checks_signature() == f"{checks.VERSION}+made@made-package-{version}"
                assert "made" in {issue.kind for issue in find_issues(Context(memory))}
        assert "made" not in {issue.kind for issue in find_issues(Context(memory))}


def test_a_broken_check_leaves_the_rest_of_the_command_line_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with installed(tmp_path, "made", "1 / 0", {"align.checks": POINTS["align.checks"]}):
        assert status(["--help"]) == 0
        assert status(["check", "memory.db", "--kind", "figure"]) == 2
    assert "made-package: reinstall it or remove it" in capsys.readouterr().err
