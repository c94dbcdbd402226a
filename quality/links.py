"""Every link of the site leads somewhere, its fragment too (linkinator); others' sites are left."""

from __future__ import annotations

import json

from bake.problem import Problem
from bake.site import LOCAL_ADDRESS
from quality.tools import Tools


def judge_links(tools: Tools, address: str) -> list[Problem]:
    """Follow all links from the root of a served site; canonical ones as if it were online."""
    outside = rf"^https?://(?!{address.split('//')[1].rstrip('/')}|localhost)"
    rewrite = ("--url-rewrite-search", LOCAL_ADDRESS, "--url-rewrite-replace", address)
    options = ("--recurse", "--check-fragments", "--check-css", "--format", "json")
    printed = tools.run(
        "linkinator/build/src/cli.js",
        *(address, *options, *rewrite, "--concurrency", "8", "--skip", outside),
    )
    links = json.loads(printed)["links"]
    if len(links) < 100:
        return [Problem(address, 0, f"only {len(links)} links were seen", "serve the whole site")]
    broken = [link for link in links if link["state"] == "BROKEN"]
    return [
        Problem(link["parent"].removeprefix(address), 0, f"links to {link['url']}", "correct it")
        for link in broken
    ]
