"""Run, Edit, Stop and Reset in a real Chromium, on the built site and the real runtime."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from in_page import ADDRESS, CHROMIUM, Serving
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from bake.browser import find_version

ROOT = Path(__file__).parent.parent
PLAIN = "asterisk/arguments/", "asterisk/call_mistakes.py"
"""A page, and a snippet on it that has a button and imports nothing."""
WAIT = 60_000
"""Milliseconds: a first run loads all of Python, beside whatever else the machine does."""
ENDED = ("done", "failed", "stopped", "limit", "cap", "crashed", "unloaded")

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
    pytest.mark.skipif(not find_version(ROOT), reason="no runtime: make runtime fetches it"),
]


def open_bar(page: Page, serving: Serving, where: str, file: str, language: str = "ko") -> Locator:
    """Open a page; the value is the bar of the first block of a snippet."""
    page.goto(f"{ADDRESS}{language}/{where}")
    bar = find_bar(page, file)
    bar.locator(".run-run").wait_for()
    return bar


def find_bar(page: Page, file: str) -> Locator:
    return page.locator(f'.baked-ways[data-file="snippets/{file}"]').first


def wait_for(bar: Locator, *states: str) -> str:
    """Wait for a state of a bar; the value is the state."""
    handle = bar.element_handle()
    bar.page.wait_for_function(
        "([bar, states]) => states.includes(bar.dataset.state)", arg=[handle, states], timeout=WAIT
    )
    return bar.get_attribute("data-state") or ""


def wait_for_text(element: Locator, text: str) -> None:
    element.page.wait_for_function(
        "([element, text]) => element.textContent.includes(text)",
        arg=[element.element_handle(), text],
        timeout=WAIT,
    )


def run(bar: Locator) -> str:
    """Click Run and wait for the end; the value is how it ended."""
    bar.locator(".run-run").click()
    return wait_for(bar, *ENDED)


def write_code(bar: Locator, code: str) -> Locator:
    """Open the editor and put code in the place of all of it; the value is its textarea."""
    block = bar.locator("xpath=..")
    area = block.locator("textarea")
    if not area.count():
        bar.locator(".run-edit").click()
    area.fill(code)
    return area


def run_code(bar: Locator, code: str) -> str:
    write_code(bar, code)
    return run(bar)


def read_output(bar: Locator) -> str:
    texts = bar.locator("xpath=..").locator(".run-text").all_text_contents()
    return "".join(texts)


def read_record(bar: Locator) -> str:
    """The recorded stdout of the cells that the block shows."""
    shown = bar.locator("xpath=..").locator("pre.baked-out:not(.baked-err)").all_text_contents()
    return "\n".join(shown)


def list_pythons(page: Page) -> list[str]:
    """The workers that run, or could run, Python; the theme has one for its search."""
    return [worker.url for worker in page.workers if "/runtime/" in worker.url]


def read_status(bar: Locator) -> str:
    return bar.locator("[role=status]").text_content() or ""


# What a reader does ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ko", "en"])
def test_run_prints_what_the_record_says(page: Page, serving: Serving, language: str) -> None:
    bar = open_bar(page, serving, *PLAIN, language=language)
    assert bar.locator(".run-run").text_content() == {"ko": "실행", "en": "Run"}[language]
    assert run(bar) == "done", read_status(bar)
    assert read_output(bar).strip() == read_record(bar).strip() != ""
    assert re.match(r"끝남 \(\d+\.\d\d초\)|Finished \(\d+\.\d\d s\)", read_status(bar))
    assert bar.locator(".run-progress").text_content() == ""


def test_a_block_of_some_cells_prints_their_output_alone(page: Page, serving: Serving) -> None:
    open_bar(page, serving, "asterisk/arguments/", "asterisk/call_styles.py")
    bars = page.locator('.baked-ways[data-file="snippets/asterisk/call_styles.py"]')
    assert bars.count() == 2, "the page shows the file in two blocks"
    for bar in (bars.nth(0), bars.nth(1)):
        assert run(bar) == "done"
        assert read_output(bar).strip() == read_record(bar).strip() != ""


def test_edited_code_runs_by_keyboard_alone(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    bar.locator(".run-edit").focus()
    page.keyboard.press("Enter")
    area = bar.locator("xpath=..").locator("textarea")
    area.wait_for()
    assert area.evaluate("area => area === document.activeElement")
    assert area.get_attribute("aria-label")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nfor i in range(2):\nprint('한글', i)")
    page.keyboard.press("Control+Enter")
    assert wait_for(bar, *ENDED) == "done"
    assert read_output(bar).endswith("한글 0\n한글 1\n")
    page.keyboard.press("Tab")
    assert area.evaluate("area => area === document.activeElement"), "Tab indents"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert bar.locator(".run-run").evaluate("button => button === document.activeElement")
    page.keyboard.press("Shift+Tab")
    assert area.evaluate("area => area === document.activeElement")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert not area.evaluate("area => area === document.activeElement")


def test_hangul_is_put_together_in_the_editor(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    area = write_code(bar, 'print("")')
    area.evaluate("area => area.setSelectionRange(7, 7)")
    system = page.context.new_cdp_session(page)
    for steps in (["ㅂ", "벼", "별"], ["ㅍ", "표"]):
        for text in steps:
            cursor = {"selectionStart": len(text), "selectionEnd": len(text)}
            system.send("Input.imeSetComposition", {"text": text, **cursor})
        if steps[-1] == "별":
            system.send("Input.insertText", {"text": "별"})
    # The Enter that ends a syllable is the input method's: no new line comes of it.
    key = {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    system.send("Input.dispatchKeyEvent", key)
    system.send("Input.insertText", {"text": "표"})
    assert area.input_value() == 'print("별표")'
    assert run(bar) == "done"
    assert read_output(bar) == "별표\n"


def test_edited_code_survives_navigation_until_reset(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    write_code(bar, "print('mine')")
    page.goto(f"{ADDRESS}ko/asterisk/packing/")
    bar = open_bar(page, serving, *PLAIN)
    area = bar.locator("xpath=..").locator("textarea")
    area.wait_for()
    assert area.input_value() == "print('mine')"
    assert not area.evaluate("area => area === document.activeElement"), "it takes no focus"
    assert run(bar) == "done"
    assert read_output(bar) == "mine\n"
    bar.locator(".run-reset").click()
    assert area.count() == 0
    assert bar.locator(".run-edit").evaluate("button => button === document.activeElement")
    assert run(bar) == "done"
    assert read_output(bar).strip() == read_record(bar).strip()
    page.reload()
    find_bar(page, PLAIN[1]).locator(".run-run").wait_for()
    assert page.locator("textarea").count() == 0


def test_a_link_brings_edited_code_and_runs_nothing(page: Page, serving: Serving) -> None:
    page.context.grant_permissions([])
    bar = open_bar(page, serving, *PLAIN)
    code = "print('from a link', '별')\n" * 20
    write_code(bar, code)
    bar.locator(".run-share").click()
    page.wait_for_function("location.hash.startsWith('#run=')")  # no clipboard without https
    link = page.url
    page.evaluate("sessionStorage.clear()")
    serving.asked.clear()
    page.goto("about:blank")
    page.goto(link)
    bar = find_bar(page, PLAIN[1])
    area = bar.locator("xpath=..").locator("textarea")
    area.wait_for()
    assert area.input_value() == code
    assert "링크로 받은 코드" in read_status(bar)
    page.wait_for_timeout(500)
    assert not [path for path in serving.asked if "worker" in path or "pyodide" in path]
    assert run(bar) == "done"
    assert read_output(bar).startswith("from a link 별\n")
    bar.locator(".run-reset").click()
    assert "#" not in page.url


def test_links_hold_what_fits_and_damaged_ones_say_so(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    noise = "".join(chr(0xAC00 + i * 7919 % 11172) for i in range(9000))
    write_code(bar, f"print('{noise}')")
    bar.locator(".run-share").click()
    wait_for_text(bar, "담을 수 없")
    assert "#" not in page.url
    block = bar.locator("xpath=..").get_attribute("id")
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(f"{ADDRESS}ko/{PLAIN[0]}#run={block}.AAAA")
    bar = find_bar(page, PLAIN[1])
    wait_for_text(bar, "읽을 수 없")
    assert page.locator("textarea").count() == 0


def test_two_blocks_run_at_once(page: Page, serving: Serving) -> None:
    open_bar(page, serving, "asterisk/arguments/", "asterisk/call_styles.py")
    bars = page.locator(".baked-ways[data-runtime]")
    loop = "import time\nprint('begun', flush=True)\nwhile True: time.sleep(0.01)"
    for bar in (bars.nth(0), bars.nth(2)):
        write_code(bar, loop)
        bar.locator(".run-run").click()
    for bar in (bars.nth(0), bars.nth(2)):
        wait_for_text(bar.locator("xpath=.."), "begun")
        assert wait_for(bar, "running")
    for bar in (bars.nth(0), bars.nth(2)):
        bar.locator(".run-stop").click()
        assert wait_for(bar, *ENDED) == "stopped"


# What a program does -----------------------------------------------------------------------

ENDLESS = {
    "loop": "print('begun')\nwhile True: pass",
    "catching": (
        "print('begun')\nwhile True:\n    try:\n        while True: pass\n"
        "    except BaseException:\n        pass"
    ),
    "sleeping": "import time\nprint('begun')\nwhile True: time.sleep(1)",
}


@pytest.mark.parametrize("code", ENDLESS.values(), ids=ENDLESS)
def test_stop_ends_what_never_ends(page: Page, serving: Serving, code: str) -> None:
    bar = open_bar(page, serving, *PLAIN)
    write_code(bar, code)
    bar.locator(".run-run").click()
    block = bar.locator("xpath=..")
    wait_for_text(block, "begun")
    stop = bar.locator(".run-stop")
    assert stop.evaluate("button => button === document.activeElement"), "Enter stops it"
    page.keyboard.press("Enter")
    assert wait_for(bar, *ENDED) == "stopped"
    assert bar.locator(".run-run").evaluate("button => button === document.activeElement")
    assert run_code(bar, "print('after')") == "done"
    assert read_output(bar) == "after\n"


def test_a_deadlock_is_said_and_stopped(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    write_code(bar, "import asyncio\nasync def main(): await asyncio.Event().wait()\n"
               "asyncio.run(main())")  # fmt: skip
    bar.locator(".run-run").click()
    wait_for_text(bar, "올 것이 없는")
    bar.locator(".run-stop").click()
    assert wait_for(bar, *ENDED) == "stopped"


FRAMES = """
() => {
    window.grown = [];
    window.slowest = 0;
    const read = () => [...document.querySelectorAll(".run-text")]
        .reduce((sum, box) => sum + box.textContent.length, 0);
    let shown = read(), last = performance.now();
    const watch = now => {
        const length = read();
        if (length > shown) grown.push(length - shown);
        slowest = Math.max(slowest, now - last);
        [shown, last] = [length, now];
        requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
}
"""
"""By how many characters the output grew from frame to frame, and the longest of these in ms."""
GROWTH = 60_000
"""Between two looks the page shows 20,000 three times at most: in either frame, and at the end.

How long that takes is the machine's affair: make bench has a limit for it.
"""


def test_a_flood_of_output_ends_at_the_cap_and_the_page_lives(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    assert run(bar) == "done"  # Python is loaded: what follows is the flood alone
    page.wait_for_timeout(1500)
    lines = r"print('\n'.join(map(str, range(20_000))))"  # 108,889 characters at once
    write_code(bar, f"{lines}\nn = 0\nwhile True:\n    print(n)\n    n += 1")
    page.evaluate(FRAMES)
    assert run(bar) == "cap"
    shown = "() => grown.reduce((sum, more) => sum + more, 0) > 150_000"
    page.wait_for_function(shown, timeout=WAIT)  # the rest of it comes frame by frame
    grown, slowest = page.evaluate("[grown, slowest]")
    print(f"{len(grown)} frames, worst: {max(grown)} characters, {slowest:.0f} ms")
    assert max(grown) <= GROWTH
    assert len(read_output(bar)) < 250_000
    assert "너무 길어" in read_status(bar)


ENDINGS = {
    "exit": ("import os\nprint('x', flush=True)\nos._exit(3)", "failed", "3"),
    "status": ("import sys\nsys.exit(4)", "failed", "4"),
    "error": ("print('x')\n1 / 0", "failed", "1"),
    "syntax": ("print('x'", "failed", "1"),
    "silent": ("pass", "done", "없습니다"),
}


@pytest.mark.parametrize(("code", "how", "word"), ENDINGS.values(), ids=ENDINGS)
def test_every_ending_is_told(page: Page, serving: Serving, code: str, how: str, word: str) -> None:
    bar = open_bar(page, serving, *PLAIN)
    assert run_code(bar, code) == how
    assert word in read_status(bar)
    if "1 / 0" in code:
        assert "ZeroDivisionError" in read_output(bar)
        line = read_file(PLAIN[1])[: read_file(PLAIN[1]).index("# %%")].count("\n") + 2
        assert f'File "snippets/{PLAIN[1]}", line {line}' in read_output(bar)


def read_file(name: str) -> str:
    return (ROOT / "snippets" / name).read_text(encoding="utf-8")


CRASHES = {
    "recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef f(): return f()\nf()",
    "deep": "x = eval('(' * 5000 + ')' * 5000)",
    "memory": "b = bytearray(2 * 10**9)\nprint(len(b))",
    "hoard": "hoard = []\nwhile True: hoard.append(bytearray(2**26))",
}


@pytest.mark.parametrize("code", CRASHES.values(), ids=CRASHES)
def test_a_crash_ends_the_run_and_not_the_page(
    context: BrowserContext, serving: Serving, code: str
) -> None:
    page = context.new_page()  # Pyodide says on the console how it died
    bar = open_bar(page, serving, *PLAIN)
    assert run_code(bar, code) in ("failed", "crashed", "done")
    assert read_status(bar)
    assert run_code(bar, "print('alive')") == "done"
    assert read_output(bar) == "alive\n"


def test_the_time_limit_ends_a_run(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    assert float(bar.get_attribute("data-limit") or 0) >= 10
    bar.evaluate("bar => (bar.dataset.limit = '1')")
    assert run_code(bar, "while True: pass") == "limit"


# The page around it ------------------------------------------------------------------------


def test_instant_navigation_ends_a_run_and_buttons_work_after_it(
    page: Page, serving: Serving
) -> None:
    bar = open_bar(page, serving, *PLAIN)
    page.wait_for_load_state("networkidle")  # instant navigation needs the sitemap
    page.evaluate("window.same = true")
    write_code(bar, "print('begun')\nwhile True: pass")
    bar.locator(".run-run").click()
    wait_for(bar, "running")
    assert list_pythons(page)
    page.locator('.md-nav__link[href$="packing/"]').first.click()
    page.wait_for_url("**/asterisk/packing/")
    page.locator(".run-run").first.wait_for()
    assert page.evaluate("window.same"), "the page was changed, not loaded anew"
    for _ in range(600):
        page.wait_for_timeout(100)  # Chromium takes its time to tear a busy worker down
        if not list_pythons(page):
            break
    assert list_pythons(page) == [], "the endless loop has ended with its page"
    bar = page.locator(".baked-ways[data-runtime]").first
    assert run(bar) == "done"
    page.go_back()
    area = page.locator("textarea")
    area.wait_for()
    assert "while True" in area.input_value()


def test_figures_are_drawn_in_the_colours_of_the_palette(
    browser: Browser, serving: Serving
) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    bar = open_figure(page)
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    assert run(bar) == "done", read_status(bar)
    image = bar.locator("xpath=..").locator(".run-figure").first
    image.wait_for()
    assert image.get_attribute("alt")
    page.wait_for_function("image => image.naturalWidth > 100", arg=image.element_handle())
    ink = page.evaluate(INK)
    assert ink in image.evaluate(COLOURS)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    light = page.evaluate(INK)
    assert light != ink
    painted = f"([image, colour]) => ({COLOURS})(image).includes(colour)"
    page.wait_for_function(painted, arg=[image.element_handle(), light], timeout=WAIT, polling=100)
    context.close()


INK = "getComputedStyle(document.body).getPropertyValue('--s1').trim()"
"""The colour of the first series in the palette that the page shows."""
COLOURS = """
image => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const found = new Set();
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 255) continue;
        const parts = [...data.slice(at, at + 3)].map(part => part.toString(16).padStart(2, "0"));
        found.add("#" + parts.join(""));
    }
    return [...found];
}
"""
"""The opaque colours of an image."""


def open_figure(page: Page) -> Locator:
    """Open a page with a figure that has a button; the value is its bar."""
    runnable = re.compile(
        r'<div class="baked-figure" id="([\w-]+)"[^>]*>'
        r'(?:(?!"baked(?:"|-figure|-chart)).)*data-runtime'
    )
    for path in sorted((ROOT / "site/ko").rglob("*.html")):
        if match := runnable.search(path.read_text(encoding="utf-8").replace("\n", " ")):
            page.goto(f"{ADDRESS}{path.parent.relative_to(ROOT / 'site').as_posix()}/")
            return page.locator(f"#{match[1]} > .baked-ways")
    raise AssertionError("no figure has a button")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_everything_fits_a_phone(
    browser: Browser, serving: Serving, language: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        has_touch=True,
    )
    page = context.new_page()
    bar = open_bar(page, serving, *PLAIN, language=language)
    assert run_code(bar, "print('long ' * 100)\n1 / 0") == "failed"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    area = bar.locator("xpath=..").locator("textarea")
    size = area.evaluate("area => parseFloat(getComputedStyle(area).fontSize)")
    assert size >= 16, "a phone zooms into a smaller field"
    heights = bar.locator("button:visible").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 24
    assert page.evaluate(CONTRASTS) == []
    context.close()


CONTRASTS = """
() => {
    const canvas = document.createElement("canvas").getContext("2d");
    const read = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].reduce((sum, value, i) => {
        const part = value / 255;
        const linear = part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        return sum + linear * [0.2126, 0.7152, 0.0722][i];
    }, 0);
    const over = (top, below) => below.map((value, i) =>
        i === 3 ? 255 : top[i] * top[3] / 255 + value * (1 - top[3] / 255));
    const ground = element => {
        const own = read(getComputedStyle(element).backgroundColor);
        if (own[3] === 255 || !element.parentElement) return own;
        return over(own, ground(element.parentElement));
    };
    const found = [];
    const all = ".baked-ways *, .run-output *, .run-editor .pce-line *";
    for (const element of document.querySelectorAll(all)) {
        const seen = element.textContent.trim() && element.offsetParent;
        if (!seen || element.children.length) continue;
        const below = ground(element);
        const top = over(read(getComputedStyle(element).color), below);
        const [a, b] = [light(top), light(below)].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) found.push([element.className, element.textContent.slice(0, 20), ratio]);
    }
    return found;
}
"""
"""Text of the bar, the output and the editor with less than 4.5:1 to its ground."""


def test_without_script_nothing_is_dead(browser: Browser, serving: Serving, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{ADDRESS}ko/{PLAIN[0]}")
    bar = find_bar(page, PLAIN[1])
    assert page.locator(".baked-ways button:visible").count() == 0
    link = bar.locator("a[download]")
    assert link.is_visible()
    target = re.sub(r"^(\.\./)+", "", link.get_attribute("href") or "")
    assert json.loads((site / target).read_text(encoding="utf-8"))["nbformat"] == 4
    context.close()


def test_nobody_clicking_costs_next_to_nothing(page: Page, serving: Serving, site: Path) -> None:
    open_bar(page, serving, *PLAIN)
    page.wait_for_load_state("networkidle")
    more = [path for path in serving.asked if path.startswith("/runtime/")]
    size = sum(len(gzip.compress((site / path[1:]).read_bytes())) for path in more)
    print(f"{len(more)} requests, {size} bytes compressed")
    assert len(more) <= 3, more
    assert size <= 6_000
    assert list_pythons(page) == []


def test_the_command_is_copied_by_a_click(page: Page, serving: Serving) -> None:
    bar = open_bar(page, serving, *PLAIN)
    command = f"uv run {ADDRESS}snippets/{PLAIN[1]}"
    bar.locator(".ways-copy").click()  # without https there is no clipboard: it is shown
    wait_for_text(bar, command)
    assert command.startswith("uv run http")


# What a host does --------------------------------------------------------------------------


def test_a_wrong_type_for_wasm_is_survived(page: Page, serving: Serving) -> None:
    serving.types[".wasm"] = "text/plain"
    assert run(open_bar(page, serving, *PLAIN)) == "done"


def test_the_policy_of_headers_lets_everything_run(
    page: Page, serving: Serving, site: Path
) -> None:
    of_all = (site / "_headers").read_text(encoding="utf-8").partition("\n/")[0]
    for line in of_all.splitlines()[1:]:
        name, _, value = line.strip().partition(": ")
        serving.headers[name] = value
    bar = open_figure(page)
    assert run(bar) == "done", read_status(bar)
    assert "'unsafe-eval'" not in serving.headers["Content-Security-Policy"]
    write_code(bar, "print('edited')")
    assert run(bar) == "done"


@pytest.mark.parametrize("what", ["worker.js", "pyodide.asm.wasm", "python_stdlib.zip"])
def test_a_load_that_fails_says_so_and_can_be_tried_again(
    context: BrowserContext, serving: Serving, what: str
) -> None:
    page = context.new_page()  # a file that is not found is an error in the console
    serving.absent = what
    bar = open_bar(page, serving, *PLAIN)
    assert run(bar) == "unloaded"
    assert "받지 못했습니다" in read_status(bar)
    serving.absent = ""
    assert run(bar) == "done"


def test_one_bit_turned_in_a_wheel_is_found(context: BrowserContext, serving: Serving) -> None:
    page = context.new_page()
    [wheel] = {
        entry["file_name"] for entry in read_lock()["packages"].values() if entry["name"] == "numpy"
    }
    serving.broken = wheel
    bar = open_bar(page, serving, *PLAIN)
    assert run_code(bar, "import numpy\nprint(numpy.ones(2))") == "unloaded"
    serving.broken = ""
    assert run(bar) == "done"
    assert read_output(bar) == "[1. 1.]\n"


def read_lock() -> dict[str, Any]:
    path = ROOT / "site/runtime" / find_version(ROOT) / "packages/lock.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


# Every button ------------------------------------------------------------------------------


def test_every_notebook_to_download_is_one(site: Path) -> None:
    notebooks = sorted((site / "notebooks").rglob("*.ipynb"))
    assert len(notebooks) > 100
    for path in notebooks:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
        ids = [cell["id"] for cell in notebook["cells"]]
        assert len(ids) == len(set(ids))
