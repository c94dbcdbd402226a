"""Fetch packages and sources of Debian's other releases; the system's own apt is left alone."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
PACKAGES = "sid"
"""The release whose packages are taken; it moves daily."""
SOURCES = "trixie"
"""The release whose sources are taken; it stands still."""

SETTINGS = """\
Dir::State "{folder}/state";
Dir::State::status "{folder}/status";
Dir::Cache "{folder}/cache";
Dir::Cache::archives "{folder}/archives";
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
APT::Sandbox::User "root";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
"""
"""What an apt of our own reads after the system's settings, of which proxies and the like stay."""


class Unavailable(Exception):
    """What was asked for cannot be had here, and why."""


def run_tool(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command to its end and return what it prints; its last words are why it failed."""
    plain = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(
            command, cwd=cwd, env=plain | {"LC_ALL": "C.UTF-8"}, capture_output=True, text=True
        )
    except OSError as error:
        raise Unavailable(f"{Path(command[0]).name}: {error.strerror}") from None
    if done.returncode < 0:
        raise Unavailable(f"{Path(command[0]).name}: killed by signal {-done.returncode}")
    if done.returncode:
        raise Unavailable(f"{Path(command[0]).name}: {pick_reason(done.stderr)}")
    return done.stdout


def pick_reason(text: str) -> str:
    """The first line that speaks of an error, with the last of its causes; or the last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["it says nothing"]
    errors = [line for line in lines if re.search(r"^E: |\berror: ", line)]
    causes = [line for line in lines if re.match(r"(cause|Caused by): ", line)]
    chosen = [*(errors or lines[-1:])[:1], *causes[-1:]]
    return ": ".join(re.sub(r"^(E|error|cause|Caused by): ", "", line) for line in chosen)


def open_apt(folder: Path) -> Path:
    """Make a state of apt with nothing installed in `folder`, and fetch the lists of packages."""
    (folder / "state/lists/partial").mkdir(parents=True)
    (folder / "archives/partial").mkdir(parents=True)
    (folder / "status").touch()
    mirror = find_mirror()
    lines = [("deb", PACKAGES), ("deb-src", SOURCES)]
    text = "".join(f"{kind} [signed-by={KEYRING}] {mirror} {name} main\n" for kind, name in lines)
    (folder / "sources.list").write_text(text)
    (folder / "apt.conf").write_text(SETTINGS.format(folder=folder))
    run_tool("apt-get", "-c", folder / "apt.conf", "-q", "update", "--error-on=any")
    return folder


def find_mirror() -> str:
    """Where this machine has its own packages from; every release is there under its name."""
    system: dict[str, str] = {}
    if shutil.which("apt-get"):
        system = platform.freedesktop_os_release()
    if system.get("ID") != "debian":
        raise Unavailable("this machine is not Debian")
    wanted = ("--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages")
    lines = run_tool("apt-get", "indextargets", *wanted).splitlines()
    return pick_mirror(lines, (system.get("VERSION_CODENAME", ""), "stable", "testing", "sid"))


def pick_mirror(lines: Sequence[str], names: Sequence[str]) -> str:
    """The first address that serves a release of one of these names."""
    pairs = [line.rsplit(" ", 1) for line in lines]
    mirrors = [pair[0] for pair in pairs if pair[-1] in names]
    if not mirrors:
        raise Unavailable(f"apt is configured for no release named {' or '.join(names[:2])}")
    return mirrors[0]


def fetch_packages(apt: Path, *names: str) -> list[Path]:
    """Download packages and all they need, down to the C library."""
    options = ("-q", "--yes", "--no-install-recommends", "--download-only")
    run_tool("apt-get", "-c", apt / "apt.conf", *options, "install", *names)
    return sorted((apt / "archives").glob("*.deb"))


def fetch_source(apt: Path, name: str) -> Path:
    """Download a source package and return the archive of its authors, without Debian's patches."""
    options = ("-q", "--download-only", "--only-source")
    run_tool("apt-get", "-c", apt / "apt.conf", *options, "source", name, cwd=apt / "archives")
    return find_file(apt / "archives", f"{name}_*.orig.tar.*z")


def find_file(folder: Path, pattern: str) -> Path:
    """The first file that matches, by name."""
    for path in sorted(folder.glob(pattern)):
        return path
    raise Unavailable(f"found no {pattern} in {folder.name}/")
