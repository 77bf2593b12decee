"""Damaged files made of good ones: bytes changed, cut out, doubled, parts of a zip changed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator


def mutations(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Yield `count` damaged copies of a file, the same for the same seed."""
    draw = random.Random(seed)
    for _ in range(count):
        if data.startswith(b"PK") and draw.random() < 0.6:
            yield _with_a_changed_part(data, draw)
        else:
            yield _changed(data, draw)


def _changed(data: bytes, draw: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(draw.choice((1, 1, 3, 10, 50))):
        if not out:
            break
        place = draw.randrange(len(out))
        size = draw.choice((1, 2, 8, 64, 512))
        what = draw.randrange(6)
        if what == 0:
            out[place] = draw.randrange(256)
        elif what == 1:
            out[place] ^= 1 << draw.randrange(8)
        elif what == 2:
            del out[place : place + size]
        elif what == 3:
            out[place:place] = out[place : place + size]
        elif what == 4:
            out[place : place + size] = bytes(len(out[place : place + size]))
        elif draw.random() < 0.2:
            del out[place:]
        else:
            out[place : place + 4] = draw.choice((b"\xff\xff\xff\xff", b"\0\0\0\x7f", b"<<<<"))
    return bytes(out)


def _with_a_changed_part(data: bytes, draw: random.Random) -> bytes:
    """The archive with one part damaged but packed as it should be, so that it is read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        items = old.infolist()
        chosen = draw.choice([item for item in items if item.file_size] or items)
        for item in items:
            content = old.read(item)
            if item is chosen:
                content = _changed(content, draw)
                if draw.random() < 0.1:
                    continue
            made = zipfile.ZipInfo(item.filename, item.date_time)  # not of now
            new.writestr(made, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
