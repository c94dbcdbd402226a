"""What a build of the site does besides what MkDocs does."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from bake.browser import find_version, place_runtime
from bake.check import Project
from bake.data import find_kept
from bake.engine import place_engine
from bake.feed import read_dates, write_feed
from bake.finder import set_index_aside
from bake.languages import CONFIGS
from bake.notebooks import make_views, write_pages
from bake.plain import read_order, read_title, write_list, write_page
from bake.problem import Problem
from bake.terminal import say
from bake.ways import has_download, make_download, name_download

INLINE_SCRIPT = re.compile(r"<script>(.+?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
BATCH = 50
"""Pages that a process is given at once."""
FEW = 200
"""Below this many pages processes take longer to start than they save."""

DOWNLOADS = {"snippets": "*/*.py", "records": "*/*/*.ipynb"}
"""Folder of the project, which is also its folder on the site, to the files that readers get."""


@dataclass(frozen=True)
class Build:
    """What every step needs to know."""

    root: Path
    """The project."""
    address: str
    """Where the site will be, ending with `/`: only sitemaps and `<head>` links contain it."""
    target: Path
    """Where it is built; it changes places with `root/site` once all else has succeeded."""
    judge: Callable[[Project], list[Problem]]
    """Says whether snippets, records and pages are in order."""
    read: Callable[[], Project]
    """Reads them, once."""
    ready: dict[str, str] = field(default_factory=dict)
    """Files of the site that wait until MkDocs has cleared its folders, with their texts."""


def clear_target(build: Build) -> list[Problem]:
    """Empty the target, but for what the steps below bring up to date by themselves."""
    shutil.rmtree(build.target.with_name("site-old"), ignore_errors=True)
    build.target.mkdir(parents=True, exist_ok=True)
    for path in build.target.iterdir():
        if path.is_file():
            path.unlink()
        elif path.name not in (*CONFIGS, *DOWNLOADS):
            shutil.rmtree(path)
    return []


def judge_project(build: Build) -> list[Problem]:
    """Find what is wrong with snippets, records and pages."""
    return build.judge(build.read())


def remove_sources(build: Build) -> list[Problem]:
    """Remove what MkDocs took for a part of the theme: the sources of Python for the browser."""
    for lang in CONFIGS:
        shutil.rmtree(build.target / lang / "runtime", ignore_errors=True)
    return []


def set_indexes_aside(build: Build) -> list[Problem]:
    """Let a page load the search index only for a reader who searches."""
    for lang in CONFIGS:
        set_index_aside(build.target / lang)
    return []


def write_root_pages(build: Build) -> list[Problem]:
    """Write the language redirect and the one 404 page, which speaks both languages."""
    for page in ("index.html", "404.html"):
        template = Template((build.root / "overrides/root" / page).read_text(encoding="utf-8"))
        text = template.substitute(address=build.address, root=urlsplit(build.address).path)
        (build.target / page).write_text(text, encoding="utf-8")
    for lang in CONFIGS:
        (build.target / lang / "404.html").unlink(missing_ok=True)
    return []


def copy_downloads(build: Build) -> list[Problem]:
    """Bring the snippets and records of the target up to date, one copy for both languages."""
    for folder, pattern in DOWNLOADS.items():
        wanted = {path.relative_to(build.root) for path in (build.root / folder).glob(pattern)}
        for path in (build.target / folder).rglob("*"):
            if path.is_file() and path.relative_to(build.target) not in wanted:
                path.unlink()
        for name in sorted(wanted):
            _copy_changed(build.root / name, build.target / name)
    return []


def _copy_changed(source: Path, target: Path) -> None:
    """Copy a file with its time, unless size and time say that this was done before."""
    new = source.stat()
    try:
        old = target.stat()
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    else:
        if (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns):
            return
    shutil.copy2(source, target)


def write_notebooks(build: Build) -> list[Problem]:
    """Write every snippet as a notebook to download; `copy_downloads` has its file."""
    for snippet in build.read().snippets.values():
        if has_download(snippet):
            target = build.target / name_download(snippet)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(make_download(snippet), ensure_ascii=False, indent=1)
            target.write_text(text + "\n", encoding="utf-8")
    return []


def convert_views(build: Build) -> list[Problem]:
    """Convert the records that have changed, for `write_views`."""
    return make_views(build.read())


def write_views(build: Build) -> list[Problem]:
    """Write every record as a page in the form of a notebook, which the blocks link to."""
    return write_pages(build.read(), build.target, build.address)


def copy_kept(build: Build) -> list[Problem]:
    """Publish the files that records keep: pages and readers take them from `data/`."""
    for files in find_kept(build.root).values():
        for name, content in files.items():
            (build.target / "data").mkdir(exist_ok=True)
            (build.target / "data" / name).write_bytes(content)
    return []


def copy_runtime(build: Build) -> list[Problem]:
    """Bring Python for the browser along, one copy for both languages, where it was fetched."""
    version = find_version(build.root)
    if version:
        place_runtime(build.root, build.target / "runtime" / version)
    return []


def copy_engine(build: Build) -> list[Problem]:
    """Bring ONNX Runtime along for the page that reads digits, where it was fetched."""
    problem = place_engine(build.root, build.target)
    if problem:
        say(f"{problem}; the page that reads digits goes without")
    return []


def make_plain_pages(build: Build) -> list[Problem]:
    """Make every page as Markdown beside it, the list of them, and the feeds of changed ones."""
    project = build.read()
    pages = [write_page(page, project) for page in project.pages]
    order = {lang: read_order(build.root / CONFIGS[lang]) for lang in reversed(CONFIGS)}
    titles = {lang: read_title(build.root / CONFIGS[lang]) for lang in CONFIGS}
    dates = read_dates(build.root)
    build.ready.update({f"{page.language}/{page.name}": page.text for page in pages})
    for lang, title in titles.items():
        mine = [page for page in pages if page.language == lang]
        build.ready[f"{lang}/feed.xml"] = write_feed(lang, title, mine, dates, build.address)
    listed = write_list(" · ".join(titles.values()), pages, order, build.address)
    build.ready["llms.txt"] = listed
    return []


def write_ready(build: Build) -> list[Problem]:
    """Write what was made before."""
    for name, text in build.ready.items():
        path = build.target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return []


def write_for_robots(build: Build) -> list[Problem]:
    """Write the sitemap index, robots.txt, and .nojekyll, which keeps GitHub Pages from editing."""
    maps = "".join(
        f"  <sitemap><loc>{build.address}{lang}/sitemap.xml</loc></sitemap>\n" for lang in CONFIGS
    )
    (build.target / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n',
        encoding="utf-8",
    )
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {build.address}sitemap.xml\n"
    (build.target / "robots.txt").write_text(robots, encoding="utf-8")
    (build.target / ".nojekyll").touch()
    return []


def write_policies(build: Build) -> list[Problem]:
    """Say in every page, and in `_headers` for hosts that read it, what a browser may load.

    An inline script is allowed by its hash. Styles are inline in the figures, so those are allowed.
    A runtime and an engine never change under their names, which hold their versions.
    """
    paths = sorted(build.target.rglob("*.html"))
    if len(paths) < FEW:
        allowed = set[str]().union(*map(_write_policy, paths))
    else:
        with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
            allowed = set[str]().union(*pool.map(_write_policy, paths, chunksize=BATCH))
    headers = {
        "Content-Security-Policy": f"{_make_policy(allowed)}; frame-ancestors 'none'",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    lasting = "  Cache-Control: public, max-age=31536000, immutable\n"
    forever = "".join(f"/{folder}/*\n{lasting}" for folder in ("runtime", "ort"))
    (build.target / "_headers").write_text(f"/*\n{lines}{forever}", encoding="utf-8")
    return []


def _write_policy(path: Path) -> set[str]:
    text, hashes = add_policy(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return hashes


def add_policy(text: str) -> tuple[str, set[str]]:
    """A page that says what a browser may load, and the hashes of its inline scripts."""
    hashes = {_hash_script(script) for script in INLINE_SCRIPT.findall(text)}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_make_policy(hashes)}">'
    return text.replace(CHARSET, CHARSET + meta, 1), hashes


def _hash_script(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _make_policy(hashes: set[str]) -> str:
    """A Content-Security-Policy: the site itself, Pyodide's WebAssembly, and inline scripts."""
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *sorted(hashes)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def publish_target(build: Build) -> list[Problem]:
    """Let the finished site and the last one change places."""
    site, old = build.root / "site", build.target.with_name("site-old")
    if site.exists():
        site.rename(old)
    build.target.rename(site)
    if old.exists():
        old.rename(build.target)
    return []


Step = Callable[[Build], list[Problem]]
MEANWHILE: tuple[Step, ...] = (
    clear_target,
    judge_project,
    copy_downloads,
    write_notebooks,
    convert_views,
    copy_kept,
    copy_runtime,
    make_plain_pages,
)
"""What is done while MkDocs builds: nothing of it reads or writes below a language's folder."""

AFTER: tuple[Step, ...] = (
    remove_sources,
    set_indexes_aside,
    write_root_pages,
    copy_engine,
    write_views,
    write_ready,
    write_policies,
    write_for_robots,
    publish_target,
)
