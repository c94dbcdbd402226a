"""The search index of a built language, set aside until a reader searches.

The theme loads `search_index.json` with every first page; what it needs there fits in a line. The
search's own worker (overrides/assets/javascripts/workers/finder.js) loads `pages.json` when asked.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')


def set_index_aside(site: Path) -> None:
    """Move the documents of `search_index.json` into `pages.json`, with each page's description."""
    stub = site / "search/search_index.json"
    index = json.loads(stub.read_text(encoding="utf-8"))
    if not index["docs"]:
        return
    for doc in index["docs"]:
        if "#" not in doc["location"]:
            doc["about"] = _read_description(site / doc["location"] / "index.html")
    stub.with_name("pages.json").write_text(_dump(index), encoding="utf-8")
    stub.write_text(_dump(index | {"docs": []}), encoding="utf-8")


def _read_description(page: Path) -> str:
    match = DESCRIPTION.search(page.read_text(encoding="utf-8")) if page.exists() else None
    return unescape(match[1]) if match else ""


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
