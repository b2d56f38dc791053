"""The floor of the overview: its words, styles, fonts and pictures as a static page, with plotly and nothing else."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import brotli

from benchmarks.floor_server import PAGE

PAGE_TEXT = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>floor</title>
<link rel="icon" href="data:,">
{head}
</head>
<body>
<div id="react-entry-point">{body}</div>
<script src="{plotly}"></script>
<script type="application/json" id="figures">{figures}</script>
<script>
const figures = JSON.parse(document.getElementById("figures").textContent);
document.querySelectorAll("[data-picture]").forEach((element, n) => {{
  Plotly.newPlot(element, figures[n].data, figures[n].layout, figures[n].config);
}});
</script>
</body>
</html>
"""
LINKS = re.compile(r'<link rel="(?:stylesheet"|preload"[^>]*as="font")[^>]*>')
PLOTLY = re.compile(r'<script src="([^"]*plotly\.min\.js[^"]*)"')
LAYOUT = re.compile(r'<script[^>]* id="first-layout">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Document:
    """Our page as the server sends it: the links to styles and fonts, plotly's address, and the figures."""

    links: tuple[str, ...]
    plotly: str
    figures: tuple[dict[str, Any], ...]


def read_document(address: str) -> Document:
    """Fetch our page."""
    with urlopen(address) as answer:
        text = answer.read().decode()
    plotly, layout = PLOTLY.search(text), LAYOUT.search(text)
    assert plotly, "the page loads plotly"
    assert layout, "the page holds its first layout"
    return Document(tuple(LINKS.findall(text)), plotly[1], tuple(_figures(json.loads(layout[1]))))


def _figures(node: Any) -> Iterator[dict[str, Any]]:
    """Find the graphs of a layout, in the order of the document."""
    if isinstance(node, list):
        for each in node:
            yield from _figures(each)
    elif isinstance(node, dict):
        properties = node.get("props", {})
        if node.get("type") == "Graph":
            yield properties["figure"] | {"config": properties["config"]}
        yield from _figures(properties.get("children"))


def write_floor(folder: Path, document: Document, body: str) -> None:
    """Write the static page, compressed as well as brotli can."""
    figures = json.dumps(document.figures, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    head = "\n".join(document.links)
    text = PAGE_TEXT.format(head=head, body=body, plotly=document.plotly, figures=figures)
    (folder / PAGE).write_bytes(brotli.compress(text.encode(), quality=11))
