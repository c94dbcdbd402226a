"""The first view of a page over a slow network: what it loads, when it shows, whether it jumps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from playwright.sync_api import Browser

from bake.problem import Problem
from bench.serving import Server

BOUNDS = {"KB": 300, "requests": 15, "LCP s": 1.2, "CLS": 0}
"""Thousands of bytes after gzip, fonts and all; seconds at 1.6 Mbit/s."""
NETWORK = {
    "offline": False,
    "latency": 0,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
SETTLED = """() => !window.__md_scope
    || Object.keys(localStorage).some((key) => key.includes(".faces-"))"""
"""Our faces, which are fetched last, are here; a notebook page fetches none."""
OBSERVE = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.cls += e.value; })
    .observe({type: "layout-shift", buffered: true});
"""


def judge_views(
    browser: Browser,
    server: Server,
    address: str,
    pages: Sequence[str],
    bounds: Mapping[str, float] = BOUNDS,
) -> Iterator[Problem | str]:
    """Each page's figures as a line, and a problem for each above its bound."""
    for name in pages:
        found = _view(browser, server, address + name)
        yield f"{name}: " + ", ".join(f"{key} {value:.3g}" for key, value in found.items())
        for key, value in found.items():
            if value > bounds.get(key, value):
                said = f"{key} {value:.3g}, expected at most {bounds[key]}"
                yield Problem(name, 0, said, "make the page lighter")


def _view(browser: Browser, server: Server, url: str) -> dict[str, float]:
    """A phone's first visit."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    before = len(server.sent)
    page.goto(url)  # no wait for a quiet network: a worker at times never counts as fetched
    page.wait_for_function(SETTLED)
    sent = server.sent[before:]
    seen = page.evaluate("seen")
    context.close()
    return {
        "KB": sum(sent) / 1e3,
        "requests": len(sent),
        "LCP s": seen["lcp"] / 1e3,
        "CLS": seen["cls"],
    }
