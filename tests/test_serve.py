"""`make serve` as a contributor uses it: files are saved, a real Chromium shows them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import bake, hash_files
from in_page import CHROMIUM, open_browser
from test_site import write_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 30
"""Seconds after which a change is lost."""
FRONT = "---\ntitle: {title}\ndescription: {title}\nrows: []\n---\n# {title} {{#{name}}}\n\n"
BLOCK = "/// snippet | asterisk/{name}.py\n///\n"
BOTH = tuple(f"docs/{language}/asterisk/arithmetic.md: " for language in ("ko", "en"))
"""What the terminal says once a page and its partner are shown."""
BLIND = (
    *("unshare", "--user", "--map-root-user", "sh", "-c"),
    *('echo 0 >/proc/sys/user/max_inotify_instances && exec "$@"', "sh"),
)
"""Runs a command that Linux tells of no saved file."""
WORDS = {
    "ko": ("처음", "별표", "여기서 시작합니다.", "두 별표는 거듭제곱입니다."),
    "en": ("Home", "Asterisk", "It begins here.", "Two stars raise to a power."),
}


@dataclass
class Preview:
    """A preview that runs."""

    root: Path
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def read(self) -> str:
        """What it said at its terminal."""
        return self.log.read_text(encoding="utf-8")

    def save(self, place: str, old: str, new: str) -> str:
        """Replace a text in a file; what the terminal says from then on begins after the result."""
        text = (self.root / place).read_text(encoding="utf-8")
        assert old in text
        return self.write(place, text.replace(old, new))

    def write(self, place: str, text: str) -> str:
        """Write a file in one step, as half of it would be shown too; the result as above."""
        said = self.read()
        beside = self.root / "saved"  # no page is made of it
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.root / place)
        return said

    def wait(self, said: str, *expected: str) -> list[str]:
        """Wait until the terminal said some things; all that it said, without seconds."""
        wait_until(lambda: all(words in self.read()[len(said) :] for words in expected))
        time.sleep(0.5)  # for what it should not say
        return re.sub(r"\d+\.\d\d s", "… s", self.read()[len(said) :]).splitlines()

    def get(self, path: str) -> tuple[int, str]:
        with suppress(HTTPError), urlopen(self.address + path) as answer:
            return answer.status, answer.read().decode()
        return 404, ""


def wait_until(ready: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline, "in vain"
        time.sleep(0.02)


def find_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def start(root: Path, *under: str) -> Iterator[Preview]:
    """A preview of a project, under a command where one is given, until the end of the test."""
    port, log = find_port(), root / "log"
    command = [*under, sys.executable, "-m", "bake", "serve", "--port", str(port)]
    with log.open("wb") as said, subprocess.Popen(command, cwd=root, stderr=said) as process:
        preview = Preview(root, f"http://localhost:{port}/", process, log)
        wait_until(lambda: "shows what is saved" in preview.read())
        yield preview
        process.send_signal(signal.SIGINT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two pages and two snippets, recorded and in step."""
    root = tmp_path_factory.mktemp("preview")
    write_project(root)
    other = (root / "snippets/asterisk/power.py").read_text(encoding="utf-8")
    (root / "snippets/asterisk/other.py").write_text(other, encoding="utf-8")
    for language, (home, title, start_here, body) in WORDS.items():
        docs = root / "docs" / language
        link = f"{start_here} [{title}](asterisk/arithmetic.md#asterisk)\n\n"
        index = FRONT.format(title=home, name="home") + link + BLOCK.format(name="other")
        page = (
            FRONT.format(title=title, name="asterisk") + body + "\n\n" + BLOCK.format(name="power")
        )
        (docs / "index.md").write_text(index, encoding="utf-8")
        (docs / "asterisk/arithmetic.md").write_text(page, encoding="utf-8")
    bake(root, "record")
    for name in ("index", "asterisk/arithmetic"):
        bake(root, "sync", f"docs/ko/{name}.md")
    return root


@pytest.fixture(scope="module")
def preview(made: Path) -> Iterator[Preview]:
    with start(made) as preview:
        yield preview


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no chromium on PATH")
    with open_browser("--host-resolver-rules=MAP runnable.example 127.0.0.1") as browser:
        yield browser


@pytest.fixture
def shown(chromium: Browser, preview: Preview) -> Iterator[Page]:
    """The Korean page of the asterisk in a browser; nothing may be wrong in its console."""
    context = chromium.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(f"{preview.address}ko/asterisk/arithmetic/")
    yield page
    context.close()
    assert complaints == []


def wait_for_text(page: Page, text: str, where: str = "article") -> None:
    page.locator(where).get_by_text(text).first.wait_for(timeout=PATIENCE * 1000)


def wait_for_no_panel(page: Page) -> None:
    page.locator("#preview").wait_for(state="detached", timeout=PATIENCE * 1000)


def test_one_address_serves_what_the_site_has(preview: Preview) -> None:
    for path in (
        *("", "ko/", "en/", "ko/asterisk/arithmetic/", "en/asterisk/arithmetic/"),
        *("snippets/asterisk/power.py", "llms.txt"),
        *("records/cpu/asterisk/power.ipynb", "notebooks/cpu/asterisk/power/", "robots.txt"),
        *("ko/asterisk/arithmetic.md", "en/feed.xml", "ko/assets/look.css", "ko/sitemap.xml"),
    ):
        status, text = preview.get(path)
        assert (status, bool(text)) == (200, True), path
    assert preview.get("ko/nothing/")[0] == 404
    assert "두 별표는" in preview.get("ko/search/pages.json")[1]
    assert preview.get("../mkdocs.yml")[0] == 404


def test_saved_page_is_shown_and_nothing_else_is_rendered(preview: Preview, shown: Page) -> None:
    said = preview.save("docs/ko/asterisk/arithmetic.md", "거듭제곱입니다.", "제곱입니다.")
    wait_for_text(shown, "두 별표는 제곱입니다.")
    lines = preview.wait(said, *BOTH)
    rendered = sorted(line.partition(":")[0] for line in lines if " s" in line)
    assert rendered == [f"docs/{language}/asterisk/arithmetic.md" for language in ("en", "ko")]
    said = preview.save("docs/ko/asterisk/arithmetic.md", "제곱입니다.", "거듭제곱입니다.")
    preview.wait(said, *BOTH)


def test_saved_snippet_alone_runs_and_is_recorded(preview: Preview, shown: Page) -> None:
    before = hash_files(preview.root / "records")
    said = preview.save("snippets/asterisk/power.py", "print(2**3)", "print(7**3)")
    wait_for_text(shown, "343")
    lines = preview.wait(said, *BOTH)
    assert lines[:2] == [
        "snippets/asterisk/power.py on cpu …",
        "snippets/asterisk/power.py on cpu: … s",
    ]
    assert sorted(lines[2:]) == [
        f"docs/{language}/asterisk/arithmetic.md: shown after … s" for language in ("en", "ko")
    ]
    after = hash_files(preview.root / "records")
    assert {name for name in after if after[name] != before.get(name)} == {
        "cpu/asterisk/power.ipynb"
    }
    bake(preview.root, "check", status=0)


def test_comment_in_a_snippet_is_shown_without_a_run(preview: Preview, shown: Page) -> None:
    said = preview.save("snippets/asterisk/power.py", "**3)", "**3)  # cubed")
    wait_for_text(shown, "# cubed")
    assert not [line for line in preview.wait(said, *BOTH) if "on cpu" in line]


def test_saved_style_and_template_are_shown(preview: Preview, shown: Page) -> None:
    style = preview.root / "overrides/assets/extra.css"
    with style.open("a", encoding="utf-8") as opened:  # where it is, as some editors do
        opened.write("\nh1 { outline: 7px solid }\n")
    width = "getComputedStyle(document.querySelector('h1')).outlineWidth"

    def is_outlined() -> bool:
        with suppress(Exception):  # while the page is loaded anew
            return bool(shown.evaluate(width) == "7px")
        return False

    wait_until(is_outlined)
    said = preview.save(
        "overrides/main.html", "{% block content %}", "{% block content %}<b>templated</b>"
    )
    wait_for_text(shown, "templated", "body")
    assert [line for line in preview.wait(said) if "asterisk/arithmetic" in line]
    assert "templated" in preview.get("en/")[1], "other pages too, when they are asked for"


def test_errors_stand_in_the_page_and_the_last_good_one_stays(
    preview: Preview, shown: Page
) -> None:
    for place, old, wrong, located in (
        ("docs/ko/asterisk/arithmetic.md", "power.py", "powr.py", "arithmetic.md:11: found no"),
        ("docs/ko/asterisk/arithmetic.md", "입니다.", "입니다. [x](no.md)", "arithmetic.md:9: "),
        ("snippets/asterisk/power.py", "print(", "prin(", "power.py:5: cell 'power' raised Name"),
        ("snippets/asterisk/power.py", "print(", "print((", "the file is not Python"),
        ("overrides/main.html", "{% block content %}", "{% block %}", "overrides/main.html:"),
    ):
        good = shown.locator("article").inner_text()
        said = preview.save(place, old, wrong)
        wait_for_text(shown, located, "#preview")
        assert [line for line in preview.wait(said, located) if line.count(": ") > 1], located
        assert shown.locator("article").inner_text() == good
        preview.save(place, wrong, old)
        wait_for_no_panel(shown)


def test_instant_navigation_takes_the_preview_along(preview: Preview, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(preview.address.replace("localhost", "runnable.example") + "ko/")
    page.locator("article").get_by_role("link", name="별표").first.click()
    page.wait_for_url("**/ko/asterisk/arithmetic/#asterisk")
    preview.save("docs/ko/asterisk/arithmetic.md", "두 별표는", "별표 둘은")
    wait_for_text(page, "별표 둘은")
    preview.save("docs/ko/asterisk/arithmetic.md", "별표 둘은", "두 별표는")
    wait_for_text(page, "두 별표는")
    context.close()


def test_changed_navigation_is_read_anew(preview: Preview, shown: Page) -> None:
    title = "  - Asterisk:"
    preview.save("mkdocs.yml", title, "  - Stars:")
    wait_for_text(shown, "Stars", "body")
    preview.save("mkdocs.yml", "  - Stars:", title)
    wait_for_text(shown, "Asterisk", "nav")  # the next test kills what renders it


def test_killed_renderer_is_said_and_starts_anew_with_the_next_save(
    preview: Preview, shown: Page
) -> None:
    [victim] = list_processes(f"bake.preview mkdocs.yml {preview.root}")
    os.kill(victim, signal.SIGKILL)
    wait_for_text(shown, "mkdocs.yml: what renders its pages ended with status -9", "#preview")
    assert "두 별표는" in shown.locator("article").inner_text()
    preview.save("docs/ko/asterisk/arithmetic.md", "두 별표는", "별표 둘은")
    wait_for_text(shown, "별표 둘은")
    wait_for_no_panel(shown)
    preview.save("docs/ko/asterisk/arithmetic.md", "별표 둘은", "두 별표는")
    wait_for_text(shown, "두 별표는")


def test_saves_are_seen_where_the_system_tells_of_none(preview: Preview, tmp_path: Path) -> None:
    if subprocess.run([*BLIND, "true"], capture_output=True).returncode:
        pytest.skip("this system has no user namespaces")
    root = tmp_path / "project"
    subprocess.run(["cp", "-r", preview.root, root], check=True)
    with start(root, *BLIND) as blind:
        assert "두 별표는" in blind.get("ko/asterisk/arithmetic/")[1]
        said = blind.save("docs/ko/asterisk/arithmetic.md", "두 별표는", "별표 둘은")
        blind.wait(said, "docs/ko/asterisk/arithmetic.md: shown after")
        assert "별표 둘은" in blind.get("ko/asterisk/arithmetic/")[1]


def test_taken_port_names_the_cure(preview: Preview) -> None:
    port = preview.address.rpartition(":")[2].strip("/")
    said = bake(preview.root, "serve", "--port", port, status=1).stderr
    cure = f"end what holds it, or choose another: make serve PORT={int(port) + 1}"
    assert said == f"port {port}: is taken by another program: {cure}\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_leaves_records_whole_and_no_process(
    preview: Preview, tmp_path: Path, number: signal.Signals
) -> None:
    root = tmp_path / "project"
    subprocess.run(["cp", "-r", preview.root, root], check=True)
    records = hash_files(root / "records")
    with start(root) as second:
        second.get("ko/")
        slow = "print(2**3)\nimport subprocess, time; subprocess.Popen(['sleep', '3217'])\n"
        second.save("snippets/asterisk/other.py", "print(2**3)\n", slow + "time.sleep(3217)\n")
        wait_until(lambda: list_processes("sleep 3217"))
        second.process.send_signal(number)
        assert second.process.wait(PATIENCE) == 0
    assert hash_files(root / "records") == records
    assert not list_processes("sleep 3217")
    wait_until(lambda: not list_processes(str(root)))  # multiprocessing's own ends after it
    assert second.read().endswith("every record is whole\n")
    assert "Traceback" not in second.read()


def test_saved_again_ends_the_run_before(preview: Preview, shown: Page) -> None:
    place = "snippets/asterisk/power.py"
    text = (preview.root / place).read_text(encoding="utf-8")
    said = preview.write(place, f"{text}import time; time.sleep(3218)\n")
    preview.wait(said, "power.py on cpu …")
    wait_for_text(shown, "power.py …", "#preview")
    preview.write(place, f"{text}print(9**3)\n")
    wait_for_text(shown, "729")
    wait_for_no_panel(shown)


def list_processes(words: str) -> list[int]:
    """Processes whose command lines hold some words, or that run in a folder of that name."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (process / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            if words in line or str((process / "cwd").readlink()) == words:
                found.append(int(process.name))
    return found
