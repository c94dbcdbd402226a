"""Two builds of one commit are the same, byte for byte: on another day, in another place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import hash_files

ROOT = Path(__file__).parent.parent
COMMITTED = {
    "GIT_AUTHOR_DATE": "2026-11-21T09:00:00+0900",
    "GIT_COMMITTER_DATE": "2026-11-21T09:00:00+0900",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
ANOTHER_DAY = """
import datetime, os, time

class Backwards:
    def __init__(self, found):
        self.found = iter(sorted(found, key=lambda entry: getattr(entry, "name", entry))[::-1])
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass

def shift(function, by):
    return lambda: function() + by

def read(function):
    def read_all(*given):
        with function(*given) as found:
            return Backwards(list(found))
    return read_all

days = datetime.timedelta(400)
listdir, time.time = os.listdir, shift(time.time, days.total_seconds())
time.time_ns = shift(time.time_ns, int(days.total_seconds()) * 10**9)
os.scandir = read(os.scandir)
os.listdir = lambda *given: list(Backwards(listdir(*given)))

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return super().now(tz) + days
    @classmethod
    def utcnow(cls): return super().utcnow() + days
    @classmethod
    def today(cls): return super().today() + days

class LaterDate(datetime.date):
    @classmethod
    def today(cls): return super().today() + days

datetime.datetime, datetime.date = Later, LaterDate
"""
"""A `sitecustomize.py`: the clock says 400 days more, and folders are read backwards."""


def commit_project(root: Path) -> None:
    """Give a baked project the real configuration and theme, and commit it."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (ROOT / config).read_text(encoding="utf-8").partition("\nnav:\n")[0]
        lines = (line for line in text.split("\n") if not line.startswith("watch:"))
        (root / config).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for arguments in (
        ("init", "-q"),
        ("add", "--all"),
        ("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=root, env=os.environ | COMMITTED, check=True)


def build_clone(source: Path, root: Path, **environment: str) -> dict[str, bytes]:
    """The files of the site that is built from a clone."""
    subprocess.run(["git", "clone", "-q", source, root], check=True)
    paths = [str(ROOT), *filter(None, [environment.pop("PYTHONPATH", "")])][::-1]
    done = subprocess.run(
        [sys.executable, "-m", "bake", "site"],
        cwd=root,
        env=os.environ | environment | {"PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return hash_files(root / "site")


def test_site_is_the_same_on_another_day_in_another_place(baked: Path, tmp_path: Path) -> None:
    commit_project(baked)
    here = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    first = build_clone(baked, tmp_path / "first", **here)
    (tmp_path / "day").mkdir()
    (tmp_path / "day/sitecustomize.py").write_text(ANOTHER_DAY, encoding="utf-8")
    there = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    there["PYTHONPATH"] = str(tmp_path / "day")
    clock = [sys.executable, "-c", "import datetime; print(datetime.datetime.now().year)"]
    day = subprocess.check_output(clock, env=os.environ | there, text=True)
    second = build_clone(baked, tmp_path / "elsewhere/deeper/second", **there)
    assert int(day) > int(subprocess.check_output(clock, text=True))
    assert b"<updated>2026-11-21T" in first["ko/feed.xml"]
    assert sorted(first) == sorted(second)
    assert [name for name, content in first.items() if content != second[name]] == []
