"""Why a snippet has no button in its page: by its header and imports, or because of a run there.

`records/browser/refusals.json` keeps what runs have shown: for each snippet the reason, the
fingerprint of the code that ran and the name of the engine it ran on.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bake.disk import replace_file
from bake.problem import Problem
from bake.runtime import PACKAGES, has_sources, name_engine
from bake.snippet import Snippet, compute_fingerprint

REFUSALS = "records/browser/refusals.json"
KNOWN = {*PACKAGES, "mpl_toolkits"}
"""What may be imported besides the standard library."""

REASONS: dict[str, tuple[str, str]] = {
    "python": (
        "다른 Python에서 돌립니다.",
        "It runs on another Python.",
    ),
    "machine": (
        "이 예제를 돌릴 기계가 따로 있어야 합니다.",
        "It needs a machine of its own.",
    ),
    "alone": (
        "시간을 잽니다. 브라우저에서는 다른 값이 나옵니다.",
        "It measures time, which is another in a browser.",
    ),
    "data": (
        "데이터 파일을 읽습니다.",
        "It reads data files.",
    ),
    "package": (
        "이 사이트의 브라우저용 Python에 없는 패키지를 씁니다: {name}.",
        "It needs {name}, which this site's Python for the browser lacks.",
    ),
    "threads": (
        "스레드를 시작합니다.",
        "It starts threads.",
    ),
    "processes": (
        "프로세스를 시작합니다.",
        "It starts processes.",
    ),
    "interpreters": (
        "인터프리터를 여럿 시작합니다.",
        "It starts other interpreters.",
    ),
    "sockets": (
        "네트워크나 파이프를 기다립니다.",
        "It waits for the network or a pipe.",
    ),
    "signals": (
        "신호를 씁니다.",
        "It uses signals.",
    ),
    "compiler": (
        "C 컴파일러가 있어야 합니다.",
        "It needs a C compiler.",
    ),
    "system": (
        "운영 체제의 기능을 씁니다.",
        "It uses the operating system.",
    ),
    "slow": (
        "브라우저에서는 너무 오래 걸립니다.",
        "It takes too long in a browser.",
    ),
    "differs": (
        "브라우저의 Python에서는 출력이 다릅니다.",
        "A browser's Python prints something else.",
    ),
}
"""Key to the sentence in Korean and in English."""
CURE = ("내 컴퓨터에서 돌려 보세요.", "Run it on your machine.")

SIGNS: tuple[tuple[str, str], ...] = (
    ("threads", r"can't start new thread|Broken.*ThreadPool"),
    ("processes", r"does not support processes|multiprocessing|fork|posixsubprocess|Broken.*Pool"),
    ("interpreters", r"_interp|interpreters|InterpreterPool"),
    ("sockets", r"socket|_ssl|create_pipe|add_reader|connect|Host is unreachable"),
    ("signals", r"signal"),
    ("compiler", r"\bgcc\b|\bg\+\+"),
    ("system", r"has no attribute|No module named|Function not implemented|not permitted"),
)
"""Reason, and what a traceback says then; the first that fits is meant."""


@dataclass(frozen=True, order=True)
class Refusal(Problem):
    """A browser ran a snippet, and it did not do there what its header or its record says."""

    reason: str = "differs"
    """A key of REASONS."""


def find_obstacle(snippet: Snippet) -> str:
    """The reason not even to try, such as `package:gevent`; empty for one that may run."""
    if "cpu" not in snippet.runners:
        old = any(name.startswith(("py", "nogil")) for name in snippet.runners)
        return "python" if old else "machine"
    if snippet.data:
        return "data"
    for name in snippet.imports:
        if name not in KNOWN and name not in sys.stdlib_module_names:
            return f"package:{name}"
    return "alone" if snippet.alone else ""


def list_runners(snippet: Snippet, root: Path) -> tuple[str, ...]:
    """The runners of the header, and `browser` where there is no reason against it."""
    named = tuple(name for name in snippet.runners if name != "browser")
    return (*named, "browser") if has_sources(root) and not find_obstacle(snippet) else named


def asks_for(snippet: Snippet, runner: str, root: Path) -> bool:
    """Whether a runner has to do with a snippet; no browser with one that it was seen to refuse."""
    asked = runner in list_runners(snippet, root)
    return asked and not (runner == "browser" and find_refusal(root, snippet))


def classify(text: str) -> str:
    """The reason behind a run that failed, by the last line on stderr, or by the others."""
    last = text.rstrip().rpartition("\n")[2]
    found = (reason for said in (last, text) for reason, sign in SIGNS if re.search(sign, said))
    return next(found, "differs")


def explain(key: str, language: str) -> str:
    """A reason as the page of a language says it, with the cure."""
    return f"{name_reason(key, language)} {CURE[0 if language == 'ko' else 1]}"


def name_reason(key: str, language: str) -> str:
    """A reason alone, in a language."""
    reason, _, name = key.partition(":")
    return REASONS[reason][0 if language == "ko" else 1].format(name=name)


def find_refusal(root: Path, snippet: Snippet) -> str:
    """The reason that a run of this very code on this very engine gave; empty without one."""
    entry = read_refusals(root).get(snippet.name)
    if not entry or entry[1:] != (compute_fingerprint(snippet, root), name_engine(root)):
        return ""
    return entry[0]


def read_refusals(root: Path) -> dict[str, tuple[str, str, str]]:
    """Snippet to reason, fingerprint and engine."""
    path = root / REFUSALS
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=2)
def _read(path: Path, stamp: int) -> dict[str, tuple[str, str, str]]:
    entries = json.loads(path.read_text(encoding="utf-8")) if stamp else {}
    return {name: (reason, print_, engine) for name, (reason, print_, engine) in entries.items()}


def write_refusal(root: Path, snippet: Snippet, reason: str) -> None:
    """Keep a reason; an empty one takes the snippet off the list."""
    entries = dict(read_refusals(root))
    entries.pop(snippet.name, None)
    if reason:
        entries[snippet.name] = (reason, compute_fingerprint(snippet, root), name_engine(root))
    lines = [f"  {json.dumps(name)}: {json.dumps(entries[name])}" for name in sorted(entries)]
    replace_file(root / REFUSALS, "{\n" + ",\n".join(lines) + "\n}\n")
