"""Accessibility by axe, in both palettes and at both widths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

from playwright.sync_api import Browser

from bake.problem import Problem
from quality.tools import Tools

WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


def judge_access(
    tools: Tools, browser: Browser, address: str, pages: Sequence[str]
) -> Iterator[Problem]:
    """What axe's rules (WCAG 2 and best practices) say against pages."""
    source = (tools.modules / "axe-core/axe.min.js").read_text(encoding="utf-8")
    for width, scheme in product(WIDTHS, SCHEMES):
        # The policy of the site lets nobody else's script in.
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        for name in pages:
            page.goto(address + name, wait_until="networkidle")
            page.evaluate(source)
            for violation in page.evaluate(RUN):
                where = violation["nodes"][0]["html"][:160]
                found = f"{violation['id']}: {violation['help']}, as in {where}"
                yield Problem(f"{name} ({width} px, {scheme})", 0, found, violation["helpUrl"])
        context.close()
