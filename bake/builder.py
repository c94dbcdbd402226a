"""Build several languages with MkDocs at once, importing MkDocs and its extensions only once.

`python -m bake.builder TARGET LANGUAGE=CONFIG…` builds each configuration into TARGET/LANGUAGE,
in a process forked after the imports. It prints the languages that failed on stdout, and what
MkDocs said of those on stderr.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

import mkdocs.__main__
import mkdocs.commands.build  # used by the command; imported here, before the fork
from mkdocs.config import load_config

from bake import markdown
from bake.faster import index_faster, keep_templates, look_once, render_entries_once
from bake.snippet import find_snippets


def main(target: str, *pairs: str) -> int:
    """Build all, each in a process of its own; status 1 if one failed."""
    languages = dict(pair.split("=", 1) for pair in pairs)
    load_config(next(iter(languages.values())))  # imports the theme, plugins and extensions
    index_faster()
    render_entries_once()
    keep_templates(Path.cwd())
    look_once()
    read_snippets(Path.cwd())
    gc.freeze()  # what is shared from here on stays shared: a collection would copy its pages
    gc.set_threshold(50_000)  # a build makes much and drops little
    running: dict[str, tuple[int, IO[bytes]]] = {}

    def stop(*_: object) -> None:
        for pid, _log in running.values():
            os.kill(pid, signal.SIGKILL)
        os._exit(1)

    signal.signal(signal.SIGTERM, stop)
    for language, config in languages.items():
        log = tempfile.TemporaryFile()  # noqa: SIM115  # closed with this process
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
            build(config, str(Path(target) / language))
        running[language] = pid, log
    failed = [language for language, (pid, log) in running.items() if not wait(pid, log)]
    print("\n".join(failed))
    return int(bool(failed))


def read_snippets(root: Path) -> None:
    """Read all snippets and records that pages show, for all languages."""
    for path in find_snippets(root):
        with suppress(LookupError):  # `bake check` says what is wrong with it
            markdown.load_snippet(root, path.relative_to(root / "snippets").as_posix())


def build(config: str, folder: str) -> None:
    """Run `mkdocs build --strict` and end this process with its status."""
    sys.argv = ["mkdocs", "build", "--strict", "-f", config, "-d", folder]
    try:
        mkdocs.__main__.cli()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)
    os._exit(1)


def wait(pid: int, log: IO[bytes]) -> bool:
    """Wait for a build; if it failed, pass on what it said."""
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0:
        return True
    log.seek(0)
    sys.stderr.write(log.read().decode("utf-8", "replace"))
    return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
