"""A draft: a new snippet, its record, and its page in both languages, which `check` accepts.

The texts are in `drafts/`; a word such as $title stands for what differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from bake.bake import bake_jobs
from bake.disk import replace_file
from bake.front import read_front, write_synced
from bake.languages import CONFIGS
from bake.page import LANGUAGES
from bake.problem import BAKE, Problem
from bake.record import name_record
from bake.runners import Runner, find_runner
from bake.schedule import Job
from bake.snippet import check_name, read_snippet
from bake.terminal import say
from bake.workers import start_executor

DRAFTS = Path(__file__).parent / "drafts"


def start_pair(root: Path, name: str) -> list[Problem]:
    """Write, record and list a new snippet `topic/slug` and its pages; all of them or nothing."""
    name = name.removesuffix(".py")
    problem = _check_free(root, name)
    if problem:
        return [problem]
    drafts, navigations = _fill_drafts(root, name), _list_page(root, name)
    record = root / name_record("cpu", name)
    before = {path: path.read_text(encoding="utf-8") for path in navigations}
    done = False
    try:
        for path, text in drafts.items():
            replace_file(path, text)
        problems = _record(root, name)
        for path, text in navigations.items() if not problems else ():
            replace_file(path, text)
        done = not problems
    finally:
        if not done:
            _restore({**dict.fromkeys([*drafts, record]), **before}, root)
    if done:
        _explain(root, name, [*drafts, record, *navigations])
    return problems


def _check_free(root: Path, name: str) -> Problem | None:
    """Say why there can be no new snippet of this name."""
    match = re.fullmatch(r"([^/]+)/([^/]+)", name)
    if not match:
        found = "found no name of the form TOPIC/SLUG"
        return Problem(name, 0, found, f"write {BAKE} new asterisk/my_example")
    problem = check_name(match[1], match[2], name)
    if problem:
        return problem
    places = [f"snippets/{name}.py", name_record("cpu", name)]
    places += [f"docs/{language}/{name}.md" for language in LANGUAGES]
    for place in places:
        if os.path.lexists(root / place):
            return Problem(place, 0, "is there already", "choose another name")
    return None


def _fill_drafts(root: Path, name: str) -> dict[Path, str]:
    """The snippet and its pages, which say the same: each notes hashes of the other."""
    slug = name.split("/")[1]
    words = {"name": f"{name}.py", "id": slug.replace("_", "-").strip("-")}
    words["title"] = slug.replace("_", " ").strip().capitalize()
    texts = {file.name: file.read_text(encoding="utf-8") for file in DRAFTS.iterdir()}
    pages = {lang: Template(texts[f"{lang}.md"]).safe_substitute(words) for lang in LANGUAGES}
    today = datetime.now(UTC).date().isoformat()
    notes = {lang: write_synced(read_front(page)[1], today) for lang, page in pages.items()}
    drafts = {root / f"snippets/{name}.py": texts["snippet.py"]}
    for lang, partner in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
        page = Template(pages[lang]).substitute(synced=notes[partner])
        drafts[root / f"docs/{lang}/{name}.md"] = page
    return drafts


def _list_page(root: Path, name: str) -> dict[Path, str]:
    """The navigations with the new page behind the last one of its topic, if both have one."""
    listed: dict[Path, str] = {}
    for config in CONFIGS.values():
        text = (root / config).read_text(encoding="utf-8") if (root / config).exists() else ""
        before, nav, pages = text.partition("\nnav:")
        siblings = list(re.finditer(rf"(?m)^( *- ){name.split('/')[0]}/[\w-]+\.md\n", pages))
        if nav and siblings:
            at = siblings[-1].end()
            pages = f"{pages[:at]}{siblings[-1][1]}{name}.md\n{pages[at:]}"
            listed[root / config] = before + nav + pages
    return listed if len(listed) == len(CONFIGS) else {}


def _record(root: Path, name: str) -> list[Problem]:
    """Run the new snippet here and record it."""
    snippet, runner = read_snippet(root / f"snippets/{name}.py", root), find_runner("cpu", root)
    if isinstance(snippet, Problem):
        return [snippet]
    if not isinstance(runner, Runner):
        return [runner]
    with start_executor(1) as executor:
        results = bake_jobs([Job(snippet, runner)], root, executor, lambda job: None)
        return [result for _, result in results if isinstance(result, Problem)]


def _restore(before: Mapping[Path, str | None], root: Path) -> None:
    """Put every file back as it was, and remove the folders that are empty now."""
    for path, text in before.items():
        if text is None:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                for folder in path.parents[: len(path.relative_to(root).parts) - 2]:
                    folder.rmdir()
        elif path.read_text(encoding="utf-8") != text:
            replace_file(path, text)


def _explain(root: Path, name: str, paths: Sequence[Path]) -> None:
    """Say what was written, and what comes next."""
    for path in paths:
        say(f"wrote {path.relative_to(root).as_posix()}")
    if root / CONFIGS["ko"] not in paths:
        say(f"to do: list {name}.md under `nav` in {' and '.join(CONFIGS.values())}")
    say(f"next: write the three files; then {BAKE} record snippets/{name}.py,")
    say(f"{BAKE} sync docs/ko/{name}.md, and make check")
