"""The disk: files stay inside the project, and are replaced whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path

from bake.problem import Problem

RANDOM = "?" * 8
"""What `mkstemp` adds to a name."""


def refuse_link(path: Path, root: Path) -> Problem | None:
    """Refuse a file that a symbolic link leads out of the project."""
    steps = accumulate(path.relative_to(root).parts, os.path.join)
    links = [step for step in steps if os.path.islink(os.path.join(root, step))]
    if not links or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return None
    found = "is a link that leads out of the project"
    return Problem(Path(links[0]).as_posix(), 0, found, "put the file itself here")


def replace_file(path: Path, text: str | bytes) -> None:
    """Write a file so that readers see the old text or the new one, also after a crash."""
    content = text.encode() if isinstance(text, str) else text
    path.parent.mkdir(parents=True, exist_ok=True)
    with _hold(path.parent):
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with open(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise


def sweep_folder(folder: Path, pattern: str) -> None:
    """Remove what writers of such files left there when they were killed."""
    if any(folder.glob(f".{pattern}.{RANDOM}")):
        with _hold(folder), suppress(PermissionError):  # who may not write may well read
            for left in folder.glob(f".{pattern}.{RANDOM}"):
                left.unlink()


@contextmanager
def _hold(folder: Path) -> Iterator[None]:
    """Let one process at a time write into a folder; the lock ends with its process."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
