"""Schematron (ISO 19757-3) as far as TBX-Basic's rules go, with XPath 2 by elementpath."""

from __future__ import annotations

from pathlib import Path

import elementpath
from lxml import etree

_SCH = "{http://purl.oclc.org/dsdl/schematron}"


def failures(document: Path, schema: Path) -> list[str]:
    """Return the message of every assertion that fails and every report that applies."""
    rules, root = etree.parse(schema).getroot(), etree.parse(document).getroot()
    names = {ns.get("prefix"): ns.get("uri") for ns in rules.iter(f"{_SCH}ns")}
    found = []
    for pattern in rules.iter(f"{_SCH}pattern"):
        taken: set[etree._Element] = set()  # a node falls to the first rule of a pattern
        for rule in pattern.iter(f"{_SCH}rule"):
            context = " | ".join(f"//{part.strip()}" for part in rule.get("context").split("|"))
            nodes = elementpath.select(root, context, namespaces=names)
            for node in [node for node in nodes if node not in taken]:
                taken.add(node)
                found += _checked(rule, root, node, names)
    return found


def _checked(
    rule: etree._Element, root: etree._Element, node: etree._Element, names: dict[str, str]
) -> list[str]:
    parser = elementpath.XPath2Parser(namespaces=names)
    messages = []
    for check in rule:
        if check.tag not in (f"{_SCH}assert", f"{_SCH}report"):
            continue
        context = elementpath.XPathContext(root, item=node)
        holds = parser.parse(f"boolean({check.get('test')})").evaluate(context)
        if holds == (check.tag == f"{_SCH}report"):
            messages.append(f"{node.tag}: {''.join(check.itertext()).strip()}")
    return messages
