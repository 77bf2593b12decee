"""Collections made of releases with gold beads, to learn pairing from and to measure it by.

A folder of gold has a few dozen pairs, too few and too unlike one another.  Made documents
are paragraphs of the releases thrown together, five to twelve a document and each with
its translation, with figures of their own; so many documents share each paragraph, and
only the mixture and the figures tell them apart.  Worn documents are releases as real
collections have them: cut off, abridged, parts left untranslated, lines joined, under the
page heads of a site, two of one day and one matter, and with an earlier draft beside them.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from align.aligner.embedding import Embedder
from align.aligner.embedding.remembering import RememberingEmbedder
from align.aligner.views.pooled import Pooled, pool
from align.errors import FormatError, InputError
from align.formats.beadlist import read_beads
from align.model import Document, Language, Metadata
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line

UNPAIRED = 0.3
"""The share of a collection's documents that have no partner."""
Bead = tuple[tuple[str, ...], tuple[str, ...]]
_DAY = regex.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FIGURE = regex.compile(r"\d{2,}")
_DRAFT = ".draft"
_DRAFTS = 0.08  # of documents have an earlier draft beside them
_FEW = 6  # pairs of a collection of which all may lose their partner
_HARD = (0.0, 0.1, 0.2, 0.4)  # shares of the documents of a collection that are worn
_FAMILIES = 5  # in a collection
_LEAST_HALVED = 12  # beads
_KOREAN_HEAD = tuple(
    "본문 바로가기/주메뉴 바로가기/보도자료/알림마당/글자 크게/인쇄/목록".split("/")
)
_ENGLISH_HEAD = tuple("Skip to contents/Main menu/Press releases/News/Print/List".split("/"))
_FIRST_DAY, _DAYS = datetime.date(2010, 1, 1), 5500


@dataclass(frozen=True, slots=True)
class Release:
    """A release as its gold has it: its beads of Korean and English paragraphs."""

    name: str
    beads: tuple[Bead, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MadeCollection:
    """Documents of both languages, and the ids of those that belong together."""

    documents: list[Document]
    truth: set[tuple[str, str]]


def read_releases(folder: Path) -> list[Release]:
    """Return the releases of a folder of NAME.ko, NAME.en and NAME.gold, ordered by name.

    Raises:
        InputError: the folder holds no gold.
        FormatError: a side cannot be read, or gold beads speak of lines that are not there.

    """
    releases = [_release(gold) for gold in sorted(folder.glob("*.gold"))]
    if not releases:
        raise InputError(
            "holds no gold beads", where=folder, remedy="A gold folder has files NAME.gold"
        )
    return releases


def withheld(
    pairs: Sequence[tuple[Document, Document]], draw: random.Random, share: float = UNPAIRED
) -> MadeCollection:
    """Return pairs of which some lost a side, so that a share of all has no partner."""
    order = draw.sample(range(len(pairs)), len(pairs))
    singles = round(len(pairs) * 2 * share / (1 + share))
    documents: list[Document] = []
    truth = set()
    for place, index in enumerate(order):
        korean, english = pairs[index]
        if place < singles:
            documents.append(korean if place % 2 else english)
            continue
        documents += [korean, english]
        truth.add((korean.id, english.id))
    draw.shuffle(documents)
    return MadeCollection(documents, truth)


class Maker:
    """Makes documents, and remembers what the embedder made of each text.

    Args:
        embedder: None makes documents for pairing without embeddings.
        seed: of all that is drawn; the same one makes the same documents.

    """

    def __init__(self, embedder: Embedder | None, seed: int) -> None:
        self.random = random.Random(seed)
        self.pooled: dict[str, Pooled | None] = {}
        self._embedder = None if embedder is None else RememberingEmbedder(embedder)
        self._count = 0

    def real(self, release: Release, dated: bool) -> tuple[Document, Document]:
        """Return a release as it is, under names that tell nothing."""
        day = _DAY.match(release.name)
        date = datetime.date(*map(int, day.groups())) if dated and day else None
        self._count += 1
        return (
            self._document(
                f"ko/문서{self._count}.txt", Language.KOREAN, release.sides[0], date
            ),
            self._document(
                f"en/d{self._count * 7919}.txt", Language.ENGLISH, release.sides[1], date
            ),
        )

    def worn(self, releases: Sequence[Release]) -> MadeCollection:
        """Return a collection of releases as real ones are: worn, some without a partner."""
        draw = self.random
        heads = [draw.sample(h, draw.randint(2, len(h))) for h in (_KOREAN_HEAD, _ENGLISH_HEAD)]
        headed = draw.random() < 0.4
        dated = draw.random() < 0.4
        hard = draw.choice(_HARD)  # how many documents are worn
        pairs: list[tuple[Document, Document]] = []
        drafts: list[Document] = []
        for release in releases:
            date = _FIRST_DAY + datetime.timedelta(days=draw.randrange(_DAYS))
            for beads in self._of_one_day(release):
                sides = [self._worn_side(beads, side, hard) for side in (0, 1)]
                if headed:
                    sides = [[*head, *side] for head, side in zip(heads, sides, strict=True)]
                pairs.append(self._worn_pair(sides, date if dated else None))
                if draw.random() < _DRAFTS:
                    drafts.append(self._draft(sides, date if dated else None))
        share = draw.choice((0.0, 0.15, UNPAIRED, 0.5, 1.0 if len(pairs) <= _FEW else 0.0))
        collection = withheld(pairs, draw, share)
        paired = {name for names in collection.truth for name in names}
        kept = [d for d in drafts if d.id.removesuffix(_DRAFT) in paired]
        return MadeCollection([*collection.documents, *kept], collection.truth)

    def families(self, releases: Sequence[Release], dated: bool) -> MadeCollection:
        """Return documents that have most paragraphs in common with others, as forms have.

        Each has a title, one to three paragraphs and figures of its own.
        """
        draw = self.random
        pairs = []
        for form in draw.sample(releases, min(_FAMILIES, len(releases))):
            common = draw.sample(form.beads[1:], min(len(form.beads) - 1, draw.randint(3, 12)))
            others = [release for release in releases if release is not form]
            date = _FIRST_DAY + datetime.timedelta(days=draw.randrange(_DAYS))
            for _ in range(draw.randint(2, 8)):
                source = draw.choice(others)
                own = draw.sample(source.beads, min(len(source.beads), draw.randint(2, 4)))
                kept = [bead for bead in common if draw.random() < 0.9]
                beads = [own[0], *draw.sample([*own[1:], *kept], len(own) - 1 + len(kept))]
                beads = [self._with_own_figures(b) if draw.random() < 0.3 else b for b in beads]
                sides = [[text for bead in beads for text in bead[side]] for side in (0, 1)]
                pairs.append(self._worn_pair(sides, date if dated else None))
        return withheld(pairs, draw, draw.choice((0.0, 0.15, UNPAIRED)))

    def _of_one_day(self, release: Release) -> list[Sequence[Bead]]:
        """A release, or its two halves as two releases of one day and one matter."""
        beads, draw = release.beads, self.random
        if len(beads) < _LEAST_HALVED or draw.random() < 0.7:
            return [beads]
        middle = len(beads) // 2
        return [beads[:middle], beads[middle:]]

    def _worn_side(self, beads: Sequence[Bead], side: int, hard: float) -> list[str]:
        draw = self.random
        texts = [text for bead in beads for text in bead[side]]
        if draw.random() < hard:  # cut off, mostly at the end
            kept = max(2, round(len(texts) * draw.uniform(0.15, 0.95)))
            texts = texts[:kept] if draw.random() < 0.8 else texts[-kept:]
        if draw.random() < hard:  # abridged, or left untranslated on the other side
            share = draw.uniform(0.05, 0.5)
            texts = [text for text in texts if draw.random() > share] or texts[:1]
        if draw.random() < hard:  # paragraphs here, a sentence a line there
            share = draw.uniform(0.2, 0.8)
            joined = texts[:1]
            for text in texts[1:]:
                if len(joined) > 1 and draw.random() < share:
                    joined[-1] += " " + text
                else:
                    joined.append(text)
            texts = joined
        return texts

    def _worn_pair(
        self, sides: Sequence[Sequence[str]], date: datetime.date | None
    ) -> tuple[Document, Document]:
        self._count += 1
        later = (
            date + datetime.timedelta(days=self.random.choice((0, 0, 0, 1, 2)))
            if date
            else None
        )
        return (
            self._document(f"ko/문서{self._count}.txt", Language.KOREAN, sides[0], date),
            self._document(f"en/d{self._count * 7919}.txt", Language.ENGLISH, sides[1], later),
        )

    def _draft(self, sides: Sequence[Sequence[str]], date: datetime.date | None) -> Document:
        """The last document made of one side again, with other figures."""
        side = self.random.randrange(2)
        name = (f"ko/문서{self._count}.txt", f"en/d{self._count * 7919}.txt")[side]
        changed = [
            _FIGURE.sub(lambda match: str(int(match[0]) + self.random.randint(1, 9)), text)
            if self.random.random() < 0.7
            else text
            for text in sides[side]
        ]
        return self._document(name + _DRAFT, tuple(Language)[side], changed, date)

    def made(self, pool: Sequence[Release], number: int) -> tuple[Document, Document]:
        """Return a document and its translation, thrown together from a pool of releases."""
        draw = self.random
        beads = self._beads(pool)
        date = _FIRST_DAY + datetime.timedelta(days=draw.randrange(_DAYS))
        later = date + datetime.timedelta(days=draw.choice((0, 0, 0, 1, 2)))
        dated = draw.random() < 0.5
        korean, english = ([text for bead in beads for text in bead[side]] for side in (0, 1))
        if draw.random() < 0.3:  # translators leave paragraphs out
            korean.insert(draw.randint(1, len(korean)), draw.choice(pool).beads[-1][0][0])
        names = self._names(number, date)
        dates = (date, later) if dated else (None, None)
        return (
            self._document(names[0], Language.KOREAN, korean, dates[0]),
            self._document(names[1], Language.ENGLISH, english, dates[1]),
        )

    def _beads(self, pool: Sequence[Release]) -> list[Bead]:
        """A title, and paragraphs of two to four releases."""
        draw = self.random
        title = draw.choice(draw.choice(pool).beads)
        beads: list[Bead] = []
        for release in draw.choices(pool, k=draw.randint(2, 4)):
            beads += draw.sample(release.beads[1:], min(len(release.beads) - 1, 3))
        chosen = draw.sample(beads, min(len(beads), draw.randint(4, 11)))
        return [self._with_own_figures(bead) for bead in (title, *chosen)]

    def _with_own_figures(self, bead: Bead) -> Bead:
        """The bead with other digits in the figures that both sides print alike."""
        both = set(_FIGURE.findall(" ".join(bead[0]))) & set(_FIGURE.findall(" ".join(bead[1])))
        draw = self.random
        new = {  # in order, for that of a set differs from run to run
            old: str(draw.randrange(10 ** (len(old) - 1), 10 ** len(old)))
            for old in sorted(both)
        }

        def change(text: str) -> str:
            return str(_FIGURE.sub(lambda match: new.get(match[0], match[0]), text))

        return tuple(map(change, bead[0])), tuple(map(change, bead[1]))

    def _names(self, number: int, date: datetime.date) -> tuple[str, str]:
        """Names of two files: three in ten share a number or the day."""
        self._count += 1
        kind = self.random.random()
        if kind < 0.15:
            return f"ko/{date:%Y%m%d}_{number}.txt", f"en/press {date:%Y-%m-%d} {number}.txt"
        if kind < 0.3:
            return f"ko/보도자료 {number:05}.txt", f"en/{number:05}_eng.txt"
        return f"ko/문서 {number}-1.txt", f"en/d{self._count * 7919}.txt"

    def _document(
        self, name: str, language: Language, texts: Sequence[str], date: datetime.date | None
    ) -> Document:
        segments = segment_lines([Line(text) for text in texts], titled=True)
        document = Document(name, language, segments, Metadata(date=date, digest=name))
        self.pooled[name] = pool(document, self._embedder)
        return document


def _release(gold: Path) -> Release:
    korean, english = (_lines(gold.with_suffix(f".{side}")) for side in ("ko", "en"))
    pairs = [bead for bead in read_beads(gold) if bead.is_pair]
    for bead in pairs:
        if bead.original[-1] >= len(korean) or bead.translation[-1] >= len(english):
            raise FormatError(
                f"has the bead {list(bead.original)}:{list(bead.translation)} of lines that "
                "are not there",
                where=gold,
                remedy="Every line of both sides stands in one bead",
            )
    beads = tuple(
        (tuple(korean[i] for i in bead.original), tuple(english[j] for j in bead.translation))
        for bead in pairs
    )
    return Release(gold.stem, beads, (korean, english))


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text("utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
