"""`make quality`: all pages, or `--sample` for one page of each kind, in both languages.

`make links` (`--outside`): only the links to other sites; `make judges` (`--fetch`): no judgement.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from playwright.sync_api import sync_playwright

from bake.chromium import find_chromium
from bake.problem import Problem
from bake.terminal import complain, say
from bench.serving import serve
from quality.access import judge_access
from quality.lighthouse import judge_scores
from quality.links import judge_links, judge_outside
from quality.markup import find_java, judge_markup
from quality.tools import ROOT, Tools, fetch_tools
from quality.view import judge_views

KINDS = (
    "",
    "asterisk/arguments/",
    "concurrency/six_ways/",
    "initialization/activations/",
    "about/records/",
)
"""A page of each kind."""
NOTEBOOK = "notebooks/cpu/initialization/activations_relu/"
"""One of the views that both languages share."""
SAMPLE = (*(f"{language}/{kind}" for language in ("ko", "en") for kind in KINDS), NOTEBOOK)
SITE = ROOT / "site"


def list_pages() -> list[str]:
    """Every page of the built site, below its root."""
    files = sorted(SITE.rglob("index.html"))
    return [file.parent.relative_to(SITE).as_posix() + "/" for file in files][1:]


def judge(tools: Tools, pages: Sequence[str], sample: Sequence[str]) -> Iterator[Problem | str]:
    """Everything that can be said of the pages; what takes long is said of a sample."""
    with serve(SITE) as server, sync_playwright() as playwright:
        address = f"http://localhost:{server.server_port}/"
        say("links …")
        yield from judge_links(tools, address)
        if find_java():
            say(f"HTML of {len(pages)} pages …")
            yield from judge_markup(tools, [SITE / page / "index.html" for page in pages])
        else:
            yield "HTML was not judged: found no Java"
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        say(f"accessibility of {len(pages)} pages …")
        yield from judge_access(tools, browser, address, pages)
        say(f"first view of {len(sample)} pages …")
        yield from judge_views(browser, server, address, sample)
        browser.close()
        say(f"Lighthouse on {len(sample)} pages …")
        yield from judge_scores(tools, address, sample)


def judge_others(tools: Tools) -> Iterator[Problem | str]:
    """What can be said of the links to other sites."""
    with serve(SITE) as server:
        yield from judge_outside(tools, f"http://localhost:{server.server_port}/")


def main(arguments: Sequence[str]) -> int:
    """Judge what `make site` built; status 1 if anything speaks against it."""
    tools = fetch_tools()
    if isinstance(tools, Problem):
        return complain([tools])
    if "--fetch" in arguments:
        return 0
    if not (SITE / "index.html").exists():
        return complain([Problem("site", 0, "is not built", "run make site")])
    pages = SAMPLE if "--sample" in arguments else list_pages()
    problems: list[Problem] = []
    outside = "--outside" in arguments
    for found in judge_others(tools) if outside else judge(tools, pages, SAMPLE):
        if isinstance(found, str):
            print(found, flush=True)
        else:
            problems.append(found)
    return complain(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
