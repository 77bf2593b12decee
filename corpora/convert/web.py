"""Pages of the web, Markdown and plain text."""

from __future__ import annotations

import email.message
import email.policy
import re
from html import escape
from pathlib import Path

from corpora.convert.release import Release


def page_html(release: Release, language: str) -> str:
    """The markup of a page."""
    korean = language == "ko"
    board = "보도자료" if korean else "Press Releases"
    menu = ("정책", "소식", "국민참여") if korean else ("Policy", "News", "About")
    out: list[str] = []
    for block in release.blocks[1:]:
        text = escape(block.printed, quote=False)
        if block.cells:
            cells = "".join(f"<td>{escape(c, quote=False)}</td>" for c in block.cells)
            out.append(f"<table><tr>{cells}</tr></table>")
        elif block.kind == "quotation":
            out.append(f"<blockquote><p>{text}</p></blockquote>")
        else:
            out.append(f"<p>{text}</p>")
    body = "\n".join(out).replace("</table>\n<table>", "\n")
    date_label = "작성일" if korean else "Date"
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<title>{release.title} | {board}</title></head>
<body><div class="gnb"><ul>{"".join(f'<li><a href="#">{m}</a></li>' for m in menu)}</ul></div>
<div class="view"><h3>{release.title}</h3><dl><dt>{date_label}</dt><dd>{release.date}</dd></dl>
<div class="cont">
{body}
</div></div>
<div class="bottom"><p>Copyright 2024 example.org All rights reserved.</p></div>
</body></html>
"""


def write_html(release: Release, path: Path, language: str) -> None:
    """A page as a board of an institution shows it."""
    path.write_text(page_html(release, language), "utf-8")


def write_mhtml(release: Release, path: Path, language: str) -> None:
    """The same page as Chrome saves it in one file."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = f"https://www.example.org/{language}/press/1"
    message["Subject"] = release.title
    message.set_content(page_html(release, language), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"body { margin: 0 }", "text", "css")
    path.write_bytes(message.as_bytes())


def write_markdown(release: Release, path: Path, language: str) -> None:
    """Markdown with a table and footnotes."""
    out: list[str] = [f"# {release.title}"]
    notes: list[str] = []
    previous = False
    for block in release.blocks[1:]:
        if block.cells:
            row = "| " + " | ".join(block.cells) + " |"
            out.append(row if previous else row + "\n|" + " --- |" * len(block.cells))
            previous = True
            continue
        previous = False
        text = block.printed.replace("* unofficial", "\\* unofficial")
        if block.label in ("-",):
            text = "\\" + text
        if re.match(r"\d+\.", text):
            text = text.replace(".", "\\.", 1)
        if block.kind == "quotation":
            text = f"> {text}"
        if block.note:
            notes.append(block.note)
            text += f"[^{len(notes)}]"
        out.append(text)
    joined = "\n\n".join(out)
    joined = re.sub(r"\|\n\n\|", "|\n|", joined)
    tail = "".join(f"\n\n[^{i}]: {note}" for i, note in enumerate(notes, start=1))
    path.write_text(joined + tail + "\n", "utf-8")


def write_text(release: Release, path: Path, language: str) -> None:
    """Plain text, in Korean as Windows writes it."""
    lines = [release.title, f"({release.date})", *(b.printed for b in release.blocks[1:])]
    encoding = "cp949" if language == "ko" else "utf-8"
    path.write_bytes("\r\n\r\n".join(lines).encode(encoding, "strict"))
