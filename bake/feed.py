"""A feed of changed pages (Atom, RFC 4287), by the dates of their last commits."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from bake.plain import Plain

NEWEST = 30
"""Entries that a feed has at most."""
MARK = "\x01"


def read_dates(root: Path) -> dict[str, str]:
    """Every page's date of its last commit (`2026-11-21`); nothing where git knows none."""
    command = ("git", "log", f"--format={MARK}%cs", "--name-only", "--", "docs")
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    except FileNotFoundError:
        return {}
    dates: dict[str, str] = {}
    date = ""
    for line in done.stdout.splitlines():
        if line.startswith(MARK):
            date = line.removeprefix(MARK)
        elif line:
            dates.setdefault(line, date)
    return dates


def write_feed(
    language: str, title: str, pages: Sequence[Plain], dates: Mapping[str, str], address: str
) -> str:
    """A language's feed: the newest pages first, each with what it is about."""
    home = f"{address}{language}/"
    dated = [(dates.get(f"docs/{language}/{page.name}", ""), page) for page in pages]
    dated = sorted((pair for pair in dated if pair[0]), key=lambda pair: (pair[0], pair[1].name))
    entries = [_write_entry(home, date, page) for date, page in reversed(dated[-NEWEST:])]
    newest = dated[-1][0] if dated else "1970-01-01"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"  <title>{escape(title)}</title>\n"
        f"  <id>{home}</id>\n"
        f'  <link href="{home}"/>\n'
        f'  <link rel="self" href="{home}feed.xml"/>\n'
        f"  <author><name>{escape(title)}</name></author>\n"
        f"  <updated>{newest}T00:00:00Z</updated>\n"
        f"{''.join(entries)}</feed>\n"
    )


def _write_entry(home: str, date: str, page: Plain) -> str:
    url = home + page.name.removesuffix(".md").removesuffix("index").rstrip("/")
    url = url.rstrip("/") + "/"
    return (
        "  <entry>\n"
        f"    <title>{escape(page.title)}</title>\n"
        f"    <id>{url}</id>\n"
        f'    <link href="{url}"/>\n'
        f"    <updated>{date}T00:00:00Z</updated>\n"
        f"    <summary>{escape(page.description)}</summary>\n"
        "  </entry>\n"
    )
