"""Is `site/` what a build would make? Then there is nothing to build.

A build decides by digests: of the content of what it reads, and of the size and time of what it
wrote. `.cache/site.json` has both as they were after the last build that succeeded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from bake.disk import replace_file
from bake.languages import CONFIGS

KEPT = ".cache/site.json"
READ = ("docs", "overrides", "records", "snippets")
"""Folders of the project that a build reads, besides the files just below it."""
LARGE = ("data", ".cache/runtime")
"""Folders whose files are known by size and time: their contents have been verified before."""
SETTING = re.compile(r"!ENV[ \[]*(\w+)")
"""A variable of the environment that a configuration reads."""


def digest_inputs(root: Path, address: str) -> str:
    """Digest all that decides a build: the project, this program, its packages, and the address."""
    digest = hashlib.sha256(repr((address, sys.version, *_read_settings(root))).encode())
    files = [path for path in sorted(root.iterdir()) if path.is_file()]
    for place in (*(root / name for name in READ), Path(__file__).parent):
        files += _walk(place)
    for path in files:
        content = _read(path)
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    digest.update(digest_files(*(root / name for name in LARGE)).encode())
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    digest.update("\0".join(sorted(path.name for path in packages)).encode())
    digest.update(_name_commit(root))
    return digest.hexdigest()


def digest_files(*folders: Path) -> str:
    """Digest the names, sizes and times of all files in folders."""
    found = []
    for folder in folders:
        for path in _walk(folder):
            status = path.stat()
            found.append((str(path), status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(found).encode()).hexdigest()


def is_unchanged(root: Path, inputs: str) -> bool:
    """Whether the last build read just that, and nobody has touched what it wrote."""
    try:
        kept = json.loads((root / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(kept == {"inputs": inputs, "site": digest_files(root / "site")})


def keep_digests(root: Path, inputs: str) -> None:
    """Take down what `site/` was built from, and how it is."""
    kept = {"inputs": inputs, "site": digest_files(root / "site")}
    replace_file(root / KEPT, json.dumps(kept) + "\n")


def _read(path: Path) -> bytes:
    """The content of a file; why there is none is for the build to say."""
    try:
        return path.read_bytes()
    except OSError as error:
        return repr(error).encode()


def _read_settings(root: Path) -> list[tuple[str, str | None]]:
    texts = [_read(root / name).decode("utf-8", "replace") for name in CONFIGS.values()]
    names = {name for text in texts for name in SETTING.findall(text)}
    return [(name, os.environ.get(name)) for name in sorted(names)]


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order, but for what Python compiles on the way.

    Links to folders are followed, as MkDocs does, but none twice: they may go round in circles.
    """
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            yield Path(place)
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        paths = (Path(place, name) for name in sorted(names))
        yield from (path for path in paths if path.is_file())


def _name_commit(root: Path) -> bytes:
    """The last commit: feeds have the dates of commits."""
    try:
        done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True)
    except FileNotFoundError:
        return b""
    return done.stdout
