"""Every link of the site leads somewhere (linkinator): its own with fragments, others' apart."""

from __future__ import annotations

import json
import re
from typing import Any

from bake.problem import Problem
from bake.site import LOCAL_ADDRESS
from quality.tools import Tools

GONE = (0, 404, 410)
"""Answers that mean that a page is not there; 0 is none. Others may only refuse a program."""


def judge_links(tools: Tools, address: str) -> list[Problem]:
    """Follow all links from the root of a served site; canonical ones as if it were online."""
    links = _follow(tools, address, "--check-fragments", "--check-css", "--skip", _others(address))
    if len(links) < 100:
        return [Problem(address, 0, f"only {len(links)} links were seen", "serve the whole site")]
    broken = [link for link in links if link["state"] == "BROKEN"]
    return [_complain(link, address, "correct it") for link in broken]


def judge_outside(tools: Tools, address: str) -> list[Problem | str]:
    """Ask other sites for the pages that a served site links to; twice where none answers."""
    options = ("--retry", "--retry-errors", "--retry-errors-count", "1", "--timeout", "30000")
    outside = re.compile(_others(address))
    links = [x for x in _follow(tools, address, *options) if outside.match(str(x["url"]))]
    gone = [x for x in links if x["state"] == "BROKEN" and x.get("status", 0) in GONE]
    cure = "link to where it has moved, or to an archived copy"
    count = f"{len({link['url'] for link in links})} links to other sites"
    return [count, *sorted({_complain(link, address, cure) for link in gone})]


def _others(address: str) -> str:
    """A pattern for what is no page of a served site."""
    return rf"^https?://(?!{address.split('//')[1].rstrip('/')}|localhost)"


def _follow(tools: Tools, address: str, *options: str) -> list[dict[str, Any]]:
    """Every link of every page, as linkinator found it."""
    rewrite = ("--url-rewrite-search", LOCAL_ADDRESS, "--url-rewrite-replace", address)
    always = ("--recurse", "--format", "json", "--concurrency", "8", *rewrite)
    printed = tools.run("linkinator/build/src/cli.js", address, *always, *options)
    links: list[dict[str, Any]] = json.loads(printed)["links"]
    return links


def _complain(link: dict[str, Any], address: str, cure: str) -> Problem:
    parent = str(link.get("parent", address)).removeprefix(address)
    return Problem(parent, 0, f"links to {link['url']}", cure)
