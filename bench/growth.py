"""Grow a made-up project to 1,000 snippets and 2,000 pages: what do checks and builds cost?

Every snippet has a record of two runners, one in ten a figure; every page has a partner, prose,
a snippet and a number read from its record.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median

from bake.front import read_front, write_synced
from bake.outcome import Output, Run
from bake.processes import find_children, measure_memory
from bake.record import Record, find_records, read_record, write_record
from bake.runtime import name_engine
from bake.snippet import TOPICS, Snippet, compute_fingerprint, read_snippet
from bench.building import CONFIGS, build_bare, forget_build, paste_results
from bench.stopwatch import compare

ROOT = Path(__file__).parent.parent
SIZES = (125, 250, 500, 1000)
"""Snippets, which are pages of each language."""
REPEATS = 3
"""Of a check; a build of 2,000 pages is done once."""
BEAT = 0.05
"""Seconds between two looks at the memory."""

CHECK = "check of 1,000 snippets, s"
SAME = "make site with nothing changed / bare mkdocs, 24 snippets"
EDITED = "make site after an edit / bare mkdocs, 24 snippets"
SITE = "make site / bare mkdocs, 1,000 snippets"
MEMORY = "make site of 1,000 snippets, MB at its peak"
GROWTH = "check of 1,000 snippets / of 250"
BOUNDS = {SAME: 1.3, EDITED: 1.3, CHECK: 5, SITE: 1.5, MEMORY: 1000, GROWTH: 4 * 1.15}
"""A check reads every file once, so four times the files take four times as long."""

SNIPPET = """\
# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["count"]
# ///
# %% [markdown]
# Count the words of text {n} in two ways that agree.
# %% split
text = "one fish two fish red fish blue fish " * {n}
words = text.split()  # (1)!
print(len(words), words[:3])

# %% count
from collections import Counter

def count_words(words):
    found = {{}}
    for word in words:
        found[word] = found.get(word, 0) + 1  # (1)!
    return found


ours, theirs = count_words(words), Counter(words)
assert ours == theirs
for word, number in theirs.most_common(3):
    print(f"{{word:>6}} {{number}}")

# %% publish
count = {{"words": len(words), "fish": ours["fish"]}}
print(count)
"""
PAGES = {
    "en": """\
---
title: Words of text {n}
description: How often each word stands in text {n}, counted in two ways.
rows: []
---

# Words of text {n} {{#text-{n}}}

A text is split at its blanks, and each word is counted. The loop in the middle is what most
people write first, and `Counter` is what they write next. Both walk over the list once, so neither
is the faster one by much, and the file asserts that they agree. What follows
[in the next text]({next}#ways) is the same with another text.

## Two ways {{#ways}}

/// snippet | {name}{alt}
1.  Without an argument, `split` takes **any** run of blanks as one.
2.  The value so far, or zero for a word that is new.
///

The word *fish* stands there `#!baked {name} count.fish` times.

## What to take {{#choice}}

- `Counter` says what is meant, and it knows more: `most_common`, sums, differences.
- A `dict` needs no import, and it is as good where a program counts only once.

!!! note "Order"
    Words with the same count stand in the order in which the text has them first.
""",
    "ko": """\
---
title: 글 {n}의 낱말
description: 글 {n}에 낱말마다 몇 번 나오는지 두 가지로 셉니다.
rows: []
---

# 글 {n}의 낱말 {{#text-{n}}}

글을 빈칸에서 나누고 낱말마다 셉니다. 가운데에 있는 반복문은 누구나 처음에 쓰는 것이고, `Counter`는
그다음에 쓰는 것입니다. 둘 다 목록을 한 번만 훑으므로 빠르기는 비슷하고, 결과가 같다는 것은 파일이
스스로 확인합니다. [다음 글]({next}#ways)에서는 다른 글로 똑같이 해 봅니다.

## 두 가지 방법 {{#ways}}

/// snippet | {name}{alt}
1.  인수가 없으면 `split`은 빈칸이 **몇 개든** 하나로 봅니다.
2.  지금까지 센 값입니다. 처음 나온 낱말이면 0입니다.
///

*fish*라는 낱말은 `#!baked {name} count.fish`번 나옵니다.

## 무엇을 쓸까 {{#choice}}

- `Counter`는 뜻이 그대로 드러나고 `most_common`이나 합, 차도 할 줄 압니다.
- `dict`는 임포트가 필요 없고, 한 번만 셀 때는 이것으로 충분합니다.

!!! note "순서"
    횟수가 같은 낱말은 글에 먼저 나온 차례로 나옵니다.
""",
}
ALT = {"ko": "그림", "en": "A figure"}


def measure() -> dict[str, float]:
    """Figures by name, as BOUNDS has them."""
    checks: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as name:
        small = measure_small(Path(name) / "small")
        for size in SIZES:
            root = Path(name) / str(size)
            make_project(root, size)
            checks[size] = median(_time(lambda r=root: _bake(r, "check")) for _ in range(REPEATS))
            _bake(root, "site")
            forget_build(root)
            warm, peak = measure_peak([sys.executable, "-m", "bake", "site"], root)
            bare = root / "bare"
            paste_results(root, bare)
            took = _time(lambda b=bare: build_bare(b))
            print(
                f"{size} snippets, {2 * size} pages: check {checks[size]:.2f} s, make site "
                f"{warm:.1f} s, bare mkdocs {took:.1f} s, {peak} MB at the peak",
                flush=True,
            )
            shutil.rmtree(root)
    return small | {
        CHECK: checks[SIZES[-1]],
        SITE: warm / took,
        MEMORY: peak,
        GROWTH: checks[1000] / checks[250],
    }


def measure_small(root: Path) -> dict[str, float]:
    """Ratios to bare MkDocs of a project as small as those of other tools' users."""
    make_project(root, 24)
    bare = root / "bare"
    paste_results(root, bare)
    page = next((root / "docs/en").glob("*/growth_0.md"))
    text = page.read_text(encoding="utf-8")
    texts = cycle([text.replace("A text", "Each text"), text])

    def edit() -> None:
        page.write_text(next(texts), encoding="utf-8")
        _bake(root, "site")

    took = compare(
        {
            "bare mkdocs, 24 snippets": lambda: build_bare(bare),
            "make site, 24 snippets, one sentence changed": edit,
            "make site, 24 snippets, nothing changed": lambda: _bake(root, "site"),
        }
    )
    bare_took, edited, same = took.values()
    return {SAME: same / bare_took, EDITED: edited / bare_took}


def _bake(root: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bake", command], cwd=root, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"bake {command} of the made-up project failed:\n{done.stderr[-2000:]}")


def _time(command: Callable[[], None]) -> float:
    start = time.perf_counter()
    command()
    return time.perf_counter() - start


def measure_peak(command: list[str], root: Path) -> tuple[float, int]:
    """Seconds of a command, and the MB that all its processes held together at most."""
    peak = 0
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            pids = [process.pid]
            for pid in pids:
                pids += find_children(pid)
            peak = max(peak, measure_memory(pids))
            time.sleep(BEAT)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - start, peak // 10**6


def make_project(root: Path, size: int) -> None:
    """A project of so many snippets, with this one's theme and configuration."""
    root.mkdir(parents=True)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "requirements.txt", root)
    for config in CONFIGS:
        text = (ROOT / config).read_text(encoding="utf-8").partition("\nnav:\n")[0]
        text = re.sub(r"(?m)^watch:.*\n", "", text)
        (root / config).write_text(f"{text}\n", encoding="utf-8")
    names = [f"{TOPICS[number % len(TOPICS)]}/growth_{number}.py" for number in range(size)]
    figure, engine = _find_figure(), name_engine(ROOT)
    for number, name in enumerate(names):
        drawn = (figure,) if number % 10 == 0 else ()
        snippet = _write_snippet(root, name, number + 1)
        for runner, more in (("cpu", {}), ("browser", {"engine": engine})):
            run = _make_run(snippet, runner, number + 1, drawn)
            facts = {"python": "3.11.7", "build": "GIL", "cpu": "made up", "cpu_count": 2} | more
            record = Record(run, compute_fingerprint(snippet, root), facts)
            problem = write_record(root, snippet, record)
            assert not problem, problem
        following = names[(number + 1) % size].replace(".py", ".md")
        _write_pages(root, name, number + 1, f"../{following}", bool(drawn))


def _find_figure() -> str:
    """The figure of middle size among this project's own."""
    records = [read_record(ROOT, *found) for found in find_records(ROOT)]
    outputs = (o for r in records if isinstance(r, Record) for o in r.run.outputs)
    figures = sorted((figure for output in outputs for figure in output.figures), key=len)
    return figures[len(figures) // 2]


def _write_snippet(root: Path, name: str, number: int) -> Snippet:
    path = root / "snippets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SNIPPET.format(n=number), encoding="utf-8")
    snippet = read_snippet(path, root)
    assert isinstance(snippet, Snippet), snippet
    return snippet


def _make_run(snippet: Snippet, runner: str, number: int, drawn: tuple[str, ...]) -> Run:
    """What the snippet would print, with a figure where one is asked for."""
    count = {"words": 8 * number, "fish": 4 * number}
    tally = "".join(f"{word:>6} {n}\n" for word, n in (("fish", 4 * number), ("one", number)))
    printed = f"{8 * number} ['one', 'fish', 'two']\n", f"{tally}   two {number}\n", f"{count}\n"
    return Run(
        snippet=snippet.name,
        runner=runner,
        date="2026-11-21",
        seconds=0.05,
        peak_mb=12,
        published={"count": count},
        outputs=tuple(
            Output(cell.name, text, "", drawn if cell.name == "count" else ())
            for cell, text in zip(snippet.code_cells, printed, strict=True)
        ),
    )


def _write_pages(root: Path, name: str, number: int, following: str, drawn: bool) -> None:
    """The page of a snippet in both languages, which say that they agree."""
    texts = {}
    for language, page in PAGES.items():
        alt = f"\n    alt: {ALT[language]}" if drawn else ""
        texts[language] = page.format(name=name, n=number, next=following, alt=alt)
    for language, other in (("ko", "en"), ("en", "ko")):
        synced = write_synced(read_front(texts[other])[1], "2026-11-21")
        text = texts[language].replace("rows: []\n", f'rows: []\nsynced: "{synced}"\n')
        path = root / "docs" / language / name.replace(".py", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
