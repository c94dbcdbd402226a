"""Nothing is built where nothing has changed; and whatever a build reads is looked at."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import bake, hash_files
from test_reproducible import COMMITTED, commit_project

from bake.languages import CONFIGS
from bake.unchanged import KEPT, LARGE, READ, digest_inputs, is_unchanged, keep_digests

ADDRESS = "http://example.org/"
SAID = "site/ is up to date: nothing that it is made from has changed\n"
PAGE = "docs/en/asterisk/page.md"
DERIVED = (".cache/site", ".cache/templates", ".cache/notebooks", "site")
"""What builds write, and read again only where a digest or a time says that it is the same."""
LISTEN = """
import os, sys

log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

def take_down(event, arguments):
    if event != "open" or not isinstance(arguments[0], (str, bytes)):
        return
    if arguments[2] & os.O_ACCMODE == os.O_RDONLY:
        os.write(log, os.path.abspath(os.fsencode(arguments[0])) + b"\\n")

sys.addaudithook(take_down)
"""
"""A `sitecustomize.py` that takes down every file that a process opens to read."""


@pytest.fixture
def project(baked: Path) -> Path:
    """The baked project with the real configuration, committed."""
    commit_project(baked)
    return baked


def edit(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")


def commit(root: Path) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    command = ["git", *identity, "commit", "-q", "--allow-empty", "-m", "y"]
    subprocess.run(command, cwd=root, env=os.environ | COMMITTED, check=True)


CHANGES: dict[str, Callable[[Path], object]] = {
    "page": lambda root: edit(root / PAGE),
    "new page": lambda root: edit(root / "docs/en/asterisk/new.md"),
    "page away": lambda root: (root / PAGE).unlink(),
    "page renamed": lambda root: (root / PAGE).rename(root / "docs/en/asterisk/x.md"),
    "snippet": lambda root: edit(next((root / "snippets").glob("*/*.py"))),
    "record": lambda root: edit(next((root / "records").glob("*/*/*.ipynb"))),
    "template": lambda root: edit(root / "overrides/main.html"),
    "style": lambda root: edit(root / "overrides/assets/look.css"),
    "configuration": lambda root: edit(root / CONFIGS["en"]),
    "pinned package": lambda root: edit(root / "requirements.txt"),
    "data": lambda root: edit(root / "data/digits.npz"),
    "runtime": lambda root: edit(root / ".cache/runtime/built/1/worker.js"),
    "commit": commit,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(project: Path, change: str) -> None:
    before = digest_inputs(project, ADDRESS)
    assert digest_inputs(project, ADDRESS) == before
    CHANGES[change](project)
    assert digest_inputs(project, ADDRESS) != before


def test_links_to_folders_are_followed_and_not_for_ever(project: Path, tmp_path: Path) -> None:
    edit(tmp_path / "outside/page.md")
    (project / "docs/en/linked").symlink_to(tmp_path / "outside")
    before = digest_inputs(project, ADDRESS)
    edit(tmp_path / "outside/page.md")
    assert digest_inputs(project, ADDRESS) != before
    (project / "docs/en/round").symlink_to(project / "docs")
    (tmp_path / "outside/round").symlink_to(project / "docs")
    round_too = digest_inputs(project, ADDRESS)
    edit(project / PAGE)
    assert digest_inputs(project, ADDRESS) != round_too


def test_an_edit_that_keeps_size_and_time_is_seen(project: Path) -> None:
    before, page = digest_inputs(project, ADDRESS), project / PAGE
    status = page.stat()
    page.write_bytes(page.read_bytes().swapcase())
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert digest_inputs(project, ADDRESS) != before


def test_address_settings_and_packages_count(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {digest_inputs(project, ADDRESS), digest_inputs(project, f"{ADDRESS}guide/")}
    monkeypatch.setenv("SITE_URL", ADDRESS)  # as mkdocs.yml says
    found.add(digest_inputs(project, ADDRESS))
    monkeypatch.setenv("HOME", "elsewhere")
    found.add(digest_inputs(project, ADDRESS))
    (tmp_path / "packages/mkdocs-1.7.dist-info").mkdir(parents=True)
    packages = str(tmp_path / "packages")
    monkeypatch.setattr("bake.unchanged.sysconfig.get_path", lambda _: packages)
    found.add(digest_inputs(project, ADDRESS))
    assert len(found) == 4


def test_what_cannot_be_read_is_left_to_the_build(project: Path) -> None:
    before = digest_inputs(project, ADDRESS)
    os.mkfifo(project / "docs/pipe.md")  # to read it would wait for ever
    (project / "docs/away.md").symlink_to("nowhere")
    assert digest_inputs(project, ADDRESS) == before
    (project / CONFIGS["ko"]).unlink()
    assert digest_inputs(project, ADDRESS) != before


@pytest.mark.parametrize("touch", ["edit", "new", "away"])
def test_a_touched_site_is_built_again(tmp_path: Path, touch: str) -> None:
    page = tmp_path / "site/ko/index.html"
    edit(page)
    keep_digests(tmp_path, "inputs")
    assert is_unchanged(tmp_path, "inputs") and not is_unchanged(tmp_path, "others")
    if touch == "away":
        page.unlink()
    else:
        edit(page if touch == "edit" else page.with_name("new.html"))
    assert not is_unchanged(tmp_path, "inputs")


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"inputs": "inputs"}', "\xff"])
def test_a_broken_note_of_the_last_build_is_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / KEPT).write_text(kept, encoding="latin-1")
    assert not is_unchanged(tmp_path, "inputs")


def test_a_second_build_writes_nothing_and_a_failed_one_is_forgotten(project: Path) -> None:
    assert SAID not in bake(project, "site").stderr
    before, folder = hash_files(project), (project / "site").stat().st_ino
    assert bake(project, "site").stderr == SAID
    page = project / PAGE
    text = page.read_bytes()
    page.write_bytes(text + b"\n[nowhere](nowhere.md)\n")
    assert "nowhere.md" in bake(project, "site", status=1).stderr
    page.write_bytes(text)
    assert bake(project, "site").stderr == SAID
    assert (project / "site").stat().st_ino == folder
    assert {name: was for name, was in hash_files(project).items() if name in before} == before
    assert SAID not in bake(project, "site", "--address", ADDRESS).stderr


def test_a_build_opens_nothing_that_is_not_looked_at(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "opened"
    (tmp_path / "sitecustomize.py").write_text(LISTEN, encoding="utf-8")
    monkeypatch.setenv("OPENED", str(log))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    bake(project, "site")
    opened = {Path(line) for line in log.read_text(encoding="utf-8").splitlines()}
    mine = {path.relative_to(project) for path in opened if path.is_relative_to(project)}
    known = tuple(Path(name) for name in (*READ, *LARGE, *DERIVED))
    assert {path.parts[0] for path in mine} >= set(READ)
    more = {path for path in mine if not any(path.is_relative_to(name) for name in known)}
    assert {path for path in more if len(path.parts) > 1} <= {Path(KEPT)}
