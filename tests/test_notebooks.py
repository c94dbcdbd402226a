"""Records as pages in the form of a notebook: converted once, by mkdocs-jupyter, never executed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, bake, hash_files

from bake import notebooks
from bake.check import read_project
from bake.convert import MAX_BODY, make_converter
from bake.figure import ELEMENTS
from bake.notebooks import convert_missing, write_pages
from bake.record import find_records, name_record
from bake.ways import name_view

TEMPLATES = ROOT / "overrides/notebook"
MAX_PAGE = 60_000
"""Bytes, uncompressed."""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="72pt" viewBox="0 0 72 72">'
    '<defs><clipPath id="p"><path d="M0 0"/></clipPath></defs>{inner}</svg>'
)


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def write_notebook(path: Path, *cells: dict[str, Any]) -> Path:
    """Write a notebook of cells that say only what a test is about."""
    made = [
        {"id": f"cell{number}", "metadata": {}, "cell_type": "markdown", "source": ""}
        | ({"outputs": [], "execution_count": 1} if cell.get("cell_type") == "code" else {})
        | cell
        for number, cell in enumerate(cells)
    ]
    language = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": language, "language_info": {"name": "python"}, "bake": {}}
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def make_code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def make_figure(inner: str) -> dict[str, Any]:
    data = {"image/svg+xml": SVG.format(inner=inner), "text/plain": "<Figure>"}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def convert(path: Path) -> dict[str, Any]:
    return make_converter(TEMPLATES)(path)


def test_cells_are_shown_and_never_executed(tmp_path: Path) -> None:
    """In the process that a build starts; a kernel would write the file."""
    witness = tmp_path / "witness"
    source = f"open({str(witness)!r}, 'w').write('executed')"
    record = write_notebook(tmp_path / "x.ipynb", make_code(source))
    view = tmp_path / "x.json"
    subprocess.run(
        [sys.executable, "-m", "bake.convert", str(TEMPLATES)],
        input=json.dumps([str(record), str(view)]),
        check=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "JUPYTER_NO_CONFIG": "1", "TMPDIR": str(tmp_path)},
    )
    assert "witness" in json.loads(view.read_text(encoding="utf-8"))["body"]
    assert not witness.exists()


def test_korean_headings_have_ids_and_stand_in_the_contents(tmp_path: Path) -> None:
    text = "# 스레드와 GIL\n\n글\n\n## 두 번째 `제목`\n\n## 두 번째 제목\n"
    path = write_notebook(tmp_path / "x.ipynb", {"source": text}, make_code("pass"))
    view = convert(path)
    contents = [
        (1, "스레드와-gil", "스레드와 GIL"),
        (2, "두-번째-제목", "두 번째 제목"),
        (2, "두-번째-제목-2", "두 번째 제목"),
        (0, "cell-cell1", "cell1"),
    ]
    assert view["contents"] == contents
    elements = Elements(view["body"]).found
    headings = [(tag, kept["id"]) for tag, kept in elements if tag in ("h1", "h2", "h3")]
    assert headings == [
        ("h2", "스레드와-gil"),
        ("h3", "두-번째-제목"),
        ("h3", "두-번째-제목-2"),
    ]
    ids = {kept["id"] for _, kept in elements if "id" in kept}
    assert {name for _, name, _ in contents} <= ids


def test_one_converter_keeps_notebooks_apart(tmp_path: Path) -> None:
    one = write_notebook(tmp_path / "one.ipynb", {"source": "# 하나"}, make_code("1"))
    two = write_notebook(tmp_path / "two.ipynb", {"source": "# 하나"}, make_code("2"))
    both = make_converter(TEMPLATES)
    assert both(one)["contents"] == both(two)["contents"] == convert(two)["contents"]
    assert both(two)["body"] == convert(two)["body"]


def test_hostile_notebook_becomes_harmless(tmp_path: Path) -> None:
    text = (
        "<script>alert(1)</script> <img src=https://evil.example/a.png>\n\n"
        "![보기](https://evil.example/b.png) [go](javascript:alert(2)) <!--0-->\n\n"
        "```mermaid\n</pre><script>alert(3)</script>\n```\n\n$\\frac{1}{2}$\n"
    )
    data = {"text/html": "<b>raw</b>", "text/plain": "raw"}
    html = {"output_type": "display_data", "metadata": {}, "data": data}
    shout = {"output_type": "stream", "name": "stdout", "text": "<script>\x1b[31mred\x07"}
    figure = make_figure("<script>alert(4)</script><path onclick='alert(5)' d='M0 0'/>")
    code = make_code("'</code><script>'\x0b", shout, html, figure)
    body = convert(write_notebook(tmp_path / "x.ipynb", {"source": text}, code))["body"]
    elements = Elements(body).found
    tags = {tag for tag, _ in elements}
    assert not tags & {"script", "img", "iframe", "style", "b"}, tags
    assert "math" in tags
    assert not [kept for _, kept in elements if any(name.startswith("on") for name in kept)]
    assert not [kept for _, kept in elements if "alert" in kept.get("href", "")]
    assert not [c for c in body if ord(c) < 32 and c not in "\t\n"]


def test_figures_stand_in_the_page_with_ids_of_their_own(tmp_path: Path) -> None:
    text = '<text transform="scale(0.0156)"> d="0.0987"</text>'
    inner = f'<g id="a"><path clip-path="url(#p)" d="M1.234567 2.5"/>{text}</g>'
    code = make_code("draw()", make_figure(inner), make_figure(inner))
    view = convert(write_notebook(tmp_path / "x.ipynb", code))
    assert view["figures"] == [("cell0", "Figure 1, cell0"), ("cell0", "Figure 2, cell0")]
    assert view["files"] == {}
    assert "M1.23 2.5" in view["body"]
    assert "0.0987" in view["body"] and "0.0156" in view["body"]
    ids = [kept["id"] for _, kept in Elements(view["body"]).found if "id" in kept]
    assert sorted(ids) == ["cell-cell0", *(f"figure-{n}-{i}" for n in (1, 2) for i in "ap")]


def test_figure_too_large_for_its_page_becomes_a_file(tmp_path: Path) -> None:
    large = f'<path d="{"M1.5 2.5" * 10_000}"/>'
    code = make_code("draw()", make_figure("<path d='M7 7'/>"), make_figure(large))
    view = convert(write_notebook(tmp_path / "x.ipynb", code))
    assert len(view["body"].encode()) <= MAX_BODY
    assert 'd="M7 7"' in view["body"]
    assert list(view["files"]) == ["figure-2.svg"]
    assert view["files"]["figure-2.svg"].startswith("<svg xmlns=")
    [image] = [kept for tag, kept in Elements(view["body"]).found if tag == "img"]
    assert (image["src"], image["alt"]) == ("figure-2.svg", "Figure 2, cell0")
    assert (image["width"], image["height"]) == ("96", "96")


@pytest.fixture
def target(baked: Path, tmp_path: Path) -> Path:
    """A built site, as far as notebooks need one, beside a baked project with our templates."""
    shutil.copytree(TEMPLATES, baked / "overrides/notebook")
    page = tmp_path / "target/ko/asterisk/page/index.html"
    page.parent.mkdir(parents=True)
    head = '<link rel="icon" href="../../assets/i.svg"><link rel="canonical" href="http://a/">'
    page.write_text(f'<head>{head}</head><body data-x="1">', encoding="utf-8")
    return tmp_path / "target"


def write(root: Path, target: Path) -> dict[str, str]:
    """Write all pages anew; give each by its address."""
    shutil.rmtree(target / "notebooks", ignore_errors=True)
    assert write_pages(read_project(root), target, "http://example.org/") == []
    paths = target.glob("notebooks/*/*/*/index.html")
    return {p.parent.relative_to(target).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def list_views(root: Path) -> dict[str, int]:
    """The views that are kept, with the time they were made."""
    return {p.name: p.stat().st_mtime_ns for p in (root / notebooks.CACHE).glob("*/*/*")}


def test_page_says_where_it_ran_and_what_shows_it(baked: Path, target: Path) -> None:
    pages = write(baked, target)
    assert sorted(pages) == [
        name_view("cpu", f"asterisk/{n}.py") for n in ("drawn", "hello", "measured")
    ]
    page = pages["notebooks/cpu/asterisk/hello"]
    record = json.loads((baked / "records/cpu/asterisk/hello.ipynb").read_text(encoding="utf-8"))
    facts = record["metadata"]["bake"]
    for fact in (facts["date"], facts["environment"]["cpu"], facts["environment"]["python"]):
        assert str(fact) in page
    assert '<link rel="canonical" href="http://example.org/ko/asterisk/page/">' in page
    assert '<link rel="icon" href="../../../../ko/assets/i.svg">' in page
    assert '<body data-x="1">' in page
    for language in ("ko", "en"):
        assert f'href="../../../../{language}/asterisk/page/#hello-1" hreflang="{language}"' in page
    assert 'href="../../../../records/cpu/asterisk/hello.ipynb" download' in page


def test_figures_have_the_alt_text_of_the_english_page(baked: Path, target: Path) -> None:
    project = read_project(baked)
    [alt] = [
        alt
        for page in project.pages
        for block in page.blocks
        for alt in block.alt
        if page.language == "en" and block.files == ("asterisk/drawn.py",)
    ][:1]
    assert f'aria-label="{alt}"' in write(baked, target)["notebooks/cpu/asterisk/drawn"]


def test_second_build_converts_nothing(
    baked: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, views = write(baked, target), list_views(baked)
    monkeypatch.setattr("bake.notebooks.subprocess.run", None)
    assert write(baked, target) == pages
    assert list_views(baked) == views


def test_changed_record_is_converted_again_and_its_old_view_dropped(
    baked: Path, target: Path
) -> None:
    write(baked, target)
    views = list_views(baked)
    snippet = baked / "snippets/asterisk/hello.py"
    snippet.write_text(snippet.read_text(encoding="utf-8") + "\nprint('new')\n", encoding="utf-8")
    bake(baked, "record", str(snippet))
    page = write(baked, target)["notebooks/cpu/asterisk/hello"]
    now = list_views(baked)
    assert "new" in page
    assert len(now) == len(views)
    assert [name for name, made in now.items() if views.get(name) != made] == [
        name for name in now if name.startswith("hello.") and name not in views
    ]


def test_view_of_a_record_that_is_gone_is_dropped(baked: Path, target: Path) -> None:
    write(baked, target)
    for path in (baked / "snippets/asterisk/hello.py", baked / "records/cpu/asterisk/hello.ipynb"):
        path.unlink()
    assert "notebooks/cpu/asterisk/hello" not in write(baked, target)
    assert sorted(name.partition(".")[0] for name in list_views(baked)) == ["drawn", "measured"]


def test_another_converter_converts_everything_again(
    baked: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(baked, target)
    views = list_views(baked)
    monkeypatch.setattr(notebooks, "version", lambda name: "9.9")
    write(baked, target)
    assert not set(list_views(baked)) & set(views)
    assert len(list_views(baked)) == len(views)


def test_stale_record_says_so(baked: Path, target: Path) -> None:
    snippet = baked / "snippets/asterisk/hello.py"
    snippet.write_text(snippet.read_text(encoding="utf-8") + "\nprint('new')\n", encoding="utf-8")
    pages = write(baked, target)
    assert "recorded from an earlier version" in pages["notebooks/cpu/asterisk/hello"]
    assert "recorded from an earlier version" not in pages["notebooks/cpu/asterisk/drawn"]


def test_broken_record_is_named_and_others_are_converted(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "overrides/notebook")
    good = write_notebook(tmp_path / "records/cpu/a/good.ipynb", make_code("pass"))
    bad = tmp_path / "records/cpu/a/bad.ipynb"
    bad.write_text("{", encoding="utf-8")
    before = hash_files(tmp_path / "records")
    names = [path.relative_to(tmp_path).as_posix() for path in (bad, good)]
    views = {name: tmp_path / f"{number}.json" for number, name in enumerate(names)}
    [problem] = convert_missing(tmp_path, views)
    assert str(problem).startswith("records/cpu/a/bad.ipynb: mkdocs-jupyter cannot show it (")
    assert str(problem).endswith(": restore it with git, or record it again")
    assert [view.exists() for view in views.values()] == [False, True]
    assert hash_files(tmp_path / "records") == before


def test_kept_file_is_not_in_the_page(baked: Path, target: Path) -> None:
    place = baked / name_record("cpu", "asterisk/hello.py")
    notebook = json.loads(place.read_text(encoding="utf-8"))
    notebook["metadata"]["bake"]["kept"] = {"model.bin": "QUJD" * 9}
    place.write_text(json.dumps(notebook), encoding="utf-8")
    body = convert(place)["body"]
    assert "QUJD" not in body and "model.bin" not in body


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """Every notebook page of this project's site, by its address."""
    paths = site.glob("notebooks/*/*/*/index.html")
    return {p.parent.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def test_every_record_has_a_small_page(pages: dict[str, str]) -> None:
    assert sorted(pages) == sorted(name_view(*record) for record in find_records(ROOT))
    sizes = {name: len(page.encode()) for name, page in pages.items()}
    assert {name: size for name, size in sizes.items() if size > MAX_PAGE} == {}


def test_no_page_asks_another_server_or_runs_an_inline_script(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for tag, kept in Elements(page).found:
            assert tag != "script" or kept["src"].startswith("../"), name
            assert tag not in ("iframe", "object", "embed", "style"), name
            if kept.get("rel") != "canonical":
                link = kept.get("src", kept.get("href", kept.get("xlink:href", "")))
                assert urlsplit(link).scheme in ("", "data"), (name, link)
                assert not link.startswith("//"), (name, link)


def test_every_id_is_its_own_and_every_link_leads_somewhere(
    site: Path, pages: dict[str, str]
) -> None:
    known: dict[Path, set[str]] = {}
    for name, page in pages.items():
        elements = Elements(page).found
        counts = Counter(kept["id"] for _, kept in elements if "id" in kept)
        assert [key for key, count in counts.items() if count > 1] == [], name
        for tag, kept in elements:
            link = kept.get("href", "") if tag.lower() not in ELEMENTS - {"a"} else ""
            parts = urlsplit(link)
            if not link or parts.scheme:
                continue
            path = (site / name / unquote(parts.path)).resolve() if parts.path else site / name
            path = path / "index.html" if path.is_dir() else path
            assert path.is_file(), (name, link)
            if parts.fragment:
                if path not in known:
                    html = path.read_text(encoding="utf-8")
                    known[path] = {kept.get("id", "") for _, kept in Elements(html).found}
                assert unquote(parts.fragment) in known[path], (name, link)


def test_pages_have_what_readers_and_robots_need(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert page.count("<h1>") == page.count("<main ") == 1, name
        assert '<html lang="ko">' in page, name
        assert "noindex" not in page, name
        description = page.partition('<meta name="description" content="')[2].partition('"')[0]
        assert len(description) > 20, name


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "노트북으로 보기"), ("en", "View as notebook")]
)
def test_blocks_link_to_the_notebook_of_the_record_they_show(
    site: Path, language: str, words: str
) -> None:
    html = (site / language / "concurrency/six_ways/index.html").read_text(encoding="utf-8")
    link = '<a class="ways-button" href="../../../notebooks/cpu/concurrency/six_ways/">'
    assert f"{link}{words}</a>" in html
