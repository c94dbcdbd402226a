"""The page that reads drawn digits, in a real Chromium: by mouse, by touch, by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from in_page import ADDRESS, CHROMIUM, FACES, Serving
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from bake.data import PARTS, check_data, list_part
from bake.engine import ENGINE
from bake.snippet import Snippet, read_snippet

ROOT = Path(__file__).parent.parent
WHERE = "frameworks/digits/"
FILE = "frameworks/digits_prepare.py"
WAIT = 60_000
ONE = [(14.0, 6.0), (14.0, 14.0), (14.0, 22.0)]
"""A stroke on a pad of 28 units."""
LOADED = re.compile(r"/ort/|/data/")
READ = "status => status.dataset.digit !== undefined"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
    pytest.mark.skipif(
        bool(check_data(list_part(ROOT, PARTS["onnxruntime-web"]), ROOT)),
        reason="no data/onnxruntime-web: make data fetches it",
    ),
]


def open_page(page: Page, language: str = "ko") -> Locator:
    """Open the page; the value is the button that starts."""
    page.goto(f"{ADDRESS}{language}/{WHERE}")
    button = page.locator("div.digits > button")
    button.wait_for()
    return button


def open_pad(page: Page, language: str = "ko") -> Locator:
    """Open the page and start; the value is the pad's canvas."""
    open_page(page, language).click()
    return wait_for_pad(page)


def wait_for_pad(page: Page) -> Locator:
    canvas = page.locator(".digits-canvas")
    canvas.wait_for(timeout=WAIT)
    canvas.scroll_into_view_if_needed()
    return canvas


def wait_for_message(page: Page, *texts: str) -> str:
    """Wait until the status of the button says one of these; the value is all it says."""
    status = page.locator("div.digits > [role=status]")
    page.wait_for_function(
        "([status, texts]) => texts.some((text) => status.textContent.includes(text))",
        arg=[status.element_handle(), texts],
        timeout=WAIT,
    )
    return status.text_content() or ""


def forget(page: Page) -> None:
    """Forget the last answer, so that the next can be waited for."""
    page.locator(".digits-answer").evaluate("status => delete status.dataset.digit")


def read_answer(page: Page) -> int:
    status = page.locator(".digits-answer")
    page.wait_for_function(READ, arg=status.element_handle(), timeout=WAIT)
    return int(status.get_attribute("data-digit") or -1)


def locate(canvas: Locator, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points of a pad of 28 units on the screen."""
    box = canvas.bounding_box()
    assert box
    unit = box["width"] / 28
    return [(box["x"] + x * unit, box["y"] + y * unit) for x, y in points]


def draw(canvas: Locator, points: list[tuple[float, float]]) -> None:
    """Draw a stroke with the mouse."""
    mouse = canvas.page.mouse
    first, *others = locate(canvas, points)
    mouse.move(*first)
    mouse.down()
    for point in others:
        mouse.move(*point, steps=4)
    mouse.up()


# What a click loads ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_of_the_engine_is_loaded_before_a_click(
    page: Page, serving: Serving, language: str
) -> None:
    button = open_page(page, language)
    page.wait_for_timeout(300)
    assert [path for path in serving.asked if LOADED.search(path)] == []
    ours = [path.rpartition("/")[2] for path in serving.asked if "/assets/digits/" in path]
    assert sorted(ours) == ["start.js", "words.js"]
    said = page.locator("div.digits").text_content() or ""
    assert re.search(r"\d\.\d MB", said), "what a click costs"
    assert button.text_content() == {"ko": "그려 보기", "en": "Draw a digit"}[language]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_click_loads_the_announced_bytes_and_finds_the_recorded_numbers(
    page: Page, serving: Serving, site: Path, language: str
) -> None:
    open_page(page, language)
    told = (site / language / WHERE / "index.html").read_text(encoding="utf-8")
    announced = re.findall(r'data-engine="([^"]+)" data-bytes="(\d+)"', told)
    open_pad(page, language)
    loaded = {path for path in serving.asked if LOADED.search(path)}
    assert announced == [(ENGINE, str(sum((site / p[1:]).stat().st_size for p in loaded)))]
    same = page.locator(".digits-same")
    assert float(same.get_attribute("data-difference") or 1) <= 1e-5
    word = {"ko": "같은 열 수", "en": "The same ten numbers"}[language]
    assert word in (same.locator("summary").text_content() or "")
    assert same.locator("tbody tr").count() == 10


def test_a_second_visit_to_the_page_loads_nothing_again(page: Page, serving: Serving) -> None:
    open_pad(page)
    page.locator('.md-nav__link[href*="graphs"]').first.click()
    page.wait_for_url("**/graphs/**")
    serving.asked.clear()
    page.go_back()
    page.locator("div.digits > button").click()
    draw(wait_for_pad(page), ONE)
    assert read_answer(page) == 1
    assert [path for path in serving.asked if LOADED.search(path)] == []


# What can be put in ------------------------------------------------------------------------


def test_nine_of_ten_held_out_images_are_read(page: Page, serving: Serving) -> None:
    open_pad(page)
    answers = []
    for button in page.locator(".digits-put").all():
        forget(page)
        button.click()
        answers.append(read_answer(page))
    print(answers)
    assert len(answers) == 10
    assert sum(map(int.__eq__, answers, range(10))) >= 9


def test_a_one_is_read_that_a_mouse_draws(page: Page, serving: Serving) -> None:
    draw(open_pad(page), ONE)
    assert read_answer(page) == 1
    scores = page.locator(".digits-score").all_text_contents()
    values = [float(score.removesuffix("%")) for score in scores]
    assert values.index(max(values)) == 1
    assert sum(values) == pytest.approx(100, abs=0.5)
    assert page.locator(".digits-best th").text_content() == "1"
    page.wait_for_function(FACES, timeout=WAIT)  # without a network they would be an error
    page.context.set_offline(True)
    page.locator(".digits-left button").click()
    assert set(page.locator(".digits-score").all_text_contents()) == {"–"}
    forget(page)
    draw(page.locator(".digits-canvas"), ONE)
    assert read_answer(page) == 1, "without a network"


def test_a_one_is_read_that_a_finger_draws_and_the_page_stays(
    browser: Browser, serving: Serving
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    canvas = open_pad(page)
    before = page.evaluate("scrollY")
    system = context.new_cdp_session(page)
    for number, (x, y) in enumerate(locate(canvas, ONE)):
        kind = "touchMove" if number else "touchStart"
        system.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    system.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert read_answer(page) == 1
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_one_is_read_that_is_drawn_by_keyboard_alone(page: Page, serving: Serving) -> None:
    open_page(page).focus()
    page.keyboard.press("Enter")
    canvas = wait_for_pad(page)
    assert canvas.evaluate("canvas => canvas === document.activeElement")
    before = page.evaluate("scrollY")
    for key in (*["ArrowUp"] * 8, " ", *["ArrowDown"] * 16, " "):
        page.keyboard.press(key)
    assert read_answer(page) == 1
    assert page.evaluate("scrollY") == before, "arrows and Space scroll nothing here"
    paper = page.locator(".digits-paper")
    assert paper.evaluate("paper => getComputedStyle(paper).outlineStyle") == "solid"
    page.keyboard.press("Delete")
    assert set(page.locator(".digits-score").all_text_contents()) == {"–"}
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "지우기"
    for _ in range(8):
        page.keyboard.press("Tab")
    forget(page)
    page.keyboard.press("Enter")
    assert read_answer(page) == 7


def test_two_arrows_at_once_go_slantwise(page: Page, serving: Serving) -> None:
    canvas = open_pad(page)
    canvas.focus()
    page.keyboard.press(" ")
    page.keyboard.down("ArrowDown")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.up("ArrowDown")
    page.keyboard.press(" ")
    read_answer(page)
    slant = canvas.evaluate(
        "canvas => canvas.getContext('2d').getImageData(canvas.width * 0.6, "
        "canvas.height * 0.63, 1, 1).data[3]"
    )
    assert slant == 255


# The drawing is made like MNIST's ----------------------------------------------------------


@pytest.fixture(scope="module")
def prepared() -> SimpleNamespace:
    """What the snippet's cells before the model define."""
    snippet = read_snippet(ROOT / "snippets" / FILE, ROOT)
    assert isinstance(snippet, Snippet)
    names: dict[str, Any] = {}
    for cell in snippet.code_cells:
        if cell.name in ("strokes", "spread", "prepare"):
            exec(cell.source, names)
    return SimpleNamespace(**names)


def test_ten_drawings_are_read_from_the_pad_as_by_the_snippet(
    page: Page, serving: Serving, prepared: SimpleNamespace
) -> None:
    canvas = open_pad(page)
    answers = []
    for line in prepared.DRAWN:
        for stroke in prepared.trace(line, 1):
            forget(page)
            draw(canvas, stroke.tolist())
            answer = read_answer(page)  # of every stroke, or it would come after the next forget
        answers.append(answer)
        page.locator(".digits-left button").click()
    print(answers)
    assert answers == list(range(10))


@pytest.mark.parametrize(("scale", "shift"), [(10, 0), (6, 100), (3, 30)])
def test_the_page_prepares_as_numpy_does(
    page: Page, serving: Serving, prepared: SimpleNamespace, scale: float, shift: float
) -> None:
    open_page(page)
    for line in (*prepared.DRAWN, "14,14", "1,14 27,14", "2,2 2,26 26,26"):
        strokes = prepared.trace(line, scale, shift)
        found = page.evaluate(
            """async (strokes) => {
              const at = new URL("../../assets/digits/prepare.js", location);
              const { prepare, spreadInk } = await import(at);
              return [...prepare(spreadInk(strokes))];
            }""",
            [stroke.tolist() for stroke in strokes],
        )
        expected = prepared.prepare(prepared.spread(strokes)).ravel()
        np.testing.assert_allclose(found, expected, atol=1e-6)


# What a server may do ----------------------------------------------------------------------

MESSAGES = {
    "ko": {"typed": "MIME", "missing": "파일이 없습니다", "broken": "온전하지 않습니다"},
    "en": {"typed": "MIME", "missing": "is not there", "broken": "damaged"},
}


@pytest.fixture
def spoilt(context: BrowserContext) -> Page:
    """A page whose console may hold errors."""
    return context.new_page()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_script_of_another_type_is_said_and_a_second_click_helps(
    spoilt: Page, serving: Serving, language: str
) -> None:
    serving.types[".mjs"] = "text/plain"
    open_page(spoilt, language).click()
    wait_for_message(spoilt, MESSAGES[language]["typed"])
    serving.types.clear()
    spoilt.locator("div.digits > button").click()
    draw(wait_for_pad(spoilt), ONE)
    assert read_answer(spoilt) == 1


def test_webassembly_of_another_type_does_no_harm(page: Page, serving: Serving) -> None:
    serving.types[".gz"] = "text/html"
    draw(open_pad(page), ONE)
    assert read_answer(page) == 1


def test_webassembly_that_the_browser_has_unpacked_does_no_harm(
    page: Page, serving: Serving
) -> None:
    plain = (ROOT / "data/onnxruntime-web/ort-wasm-simd-threaded.wasm").read_bytes()
    page.route("**/*.wasm.gz", lambda route: route.fulfill(body=plain))
    draw(open_pad(page), ONE)
    assert read_answer(page) == 1


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", [".wasm.gz", "digits.onnx", "digits.json"])
def test_an_absent_file_is_said(spoilt: Page, serving: Serving, language: str, name: str) -> None:
    serving.absent = name
    open_page(spoilt, language).click()
    said = wait_for_message(spoilt, MESSAGES[language]["missing"])
    assert "404" in said and name in said


@pytest.mark.parametrize("name", ["ort.wasm.min.mjs", "threaded.mjs"])
def test_an_absent_script_is_said(spoilt: Page, serving: Serving, name: str) -> None:
    serving.absent = name
    open_page(spoilt).click()
    wait_for_message(spoilt, MESSAGES["ko"]["typed"], "읽지 못했습니다")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_one_flipped_bit_is_said(spoilt: Page, serving: Serving, language: str) -> None:
    serving.broken = ".wasm.gz"
    open_page(spoilt, language).click()
    wait_for_message(spoilt, MESSAGES[language]["broken"])


@pytest.mark.parametrize("name", [".wasm.gz", "ort.wasm.min.mjs"])
def test_a_server_that_says_nothing_is_given_up(spoilt: Page, serving: Serving, name: str) -> None:
    spoilt.clock.install()
    open_page(spoilt)
    serving.silent = name
    with spoilt.expect_request(lambda request: request.url.endswith(name), timeout=WAIT):
        spoilt.locator("div.digits > button").click()
    spoilt.clock.fast_forward(31_000)
    assert "한참 응답하지 않아" in wait_for_message(spoilt, "한참")
    assert spoilt.locator("div.digits > button").get_attribute("aria-disabled") is None


# Who reads ---------------------------------------------------------------------------------


def test_without_script_the_place_says_so(browser: Browser, serving: Serving) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{ADDRESS}ko/{WHERE}")
    assert "자바스크립트가 있어야" in (page.locator("p.digits").text_content() or "")
    assert page.locator(".digits button").count() == 0
    context.close()


NAMELESS = """
() => [...document.querySelectorAll(".digits :is(button, canvas[tabindex], progress, details)")]
  .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim())).length
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_everything_has_a_name_and_fits_a_phone(
    browser: Browser, serving: Serving, language: str, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    canvas = open_pad(page, language)
    assert page.evaluate(NAMELESS) == 0
    help_text = page.locator(f"#{canvas.get_attribute('aria-describedby')}").text_content() or ""
    assert "Delete" in help_text
    assert page.locator(".digits-answer").get_attribute("role") == "status"
    assert page.locator(".digits-scores tbody th[scope=row]").count() == 10
    held = page.get_by_role("group", name="MNIST")
    assert held.get_by_role("button").count() == 10
    motion = "bar => getComputedStyle(bar).transitionDuration"
    assert page.locator(".digits-bar").first.evaluate(motion) == "0s"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    crisp = "canvas => canvas.width === Math.round(canvas.clientWidth * devicePixelRatio)"
    assert canvas.evaluate(crisp)
    assert canvas.bounding_box() == pytest.approx({**(canvas.bounding_box() or {}), "width": 280})
    context.close()
