"""The house itself: which module may import which, and what every file promises."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bake.check import check_project, read_project
from bake.page import find_pages, read_page
from bake.parity import list_waits
from bake.record import MAX_BYTES

ROOT = Path(__file__).parent.parent
ORDER = """
    problem terminal disk registry data spawn outcome snippet chromium runtime obstacle runners
    elsewhere environment harness processes child pyodide workers run record published compare
    browser engine schedule bake reference lines front blocks formula spans page parity
    glossary banner figure chart ways render ledger check shown view notebooks plain feed reading
    markdown faster builder convert finder languages unchanged steps site zensical debian provide
    cluster running draft preview renderer rerun rebuild serve cli pytest_plugin
    __main__
""".split()
"""From the ground up: a module imports only from those before it."""
ADAPTORS = {
    "markdown": {"markdown", "pymdownx"},
    "builder": {"mkdocs"},
    "faster": {"material", "mkdocs"},
    "preview": {"mkdocs"},
    "reading": {"markdown"},
    "convert": {"mkdocs_jupyter", "nbconvert", "pymdownx"},
    "cluster": {"distributed"},
    "pytest_plugin": {"pytest"},
}
BARE = ("environment", "harness")
"""They run in the child, on a machine that may have nothing but Python."""


def list_imports(path: Path) -> set[str]:
    """The modules a file imports when it runs; what only type checkers read is left out."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if "TYPE_CHECKING" not in ast.unparse(node)[:20]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_order_lists_every_module() -> None:
    modules = {path.stem for path in (ROOT / "bake").glob("*.py")} - {"__init__"}
    assert sorted(ORDER) == sorted(modules)


@pytest.mark.parametrize("module", ORDER)
def test_imports_point_downwards(module: str) -> None:
    inner = {
        n.removeprefix("bake.") for n in list_imports(ROOT / f"bake/{module}.py") if "bake." in n
    }
    assert inner <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("module", ORDER)
def test_only_adaptors_import_mkdocs_markdown_or_pytest(module: str) -> None:
    outer = {name.split(".")[0] for name in list_imports(ROOT / f"bake/{module}.py")}
    asked = outer & {
        "mkdocs",
        "mkdocs_jupyter",
        "nbconvert",
        "markdown",
        "pymdownx",
        "pytest",
        "_pytest",
        "material",
        "distributed",
    }
    assert asked <= ADAPTORS.get(module, set())


@pytest.mark.parametrize("module", BARE)
def test_child_side_imports_the_standard_library_alone(module: str) -> None:
    outer = {name.split(".")[0] for name in list_imports(ROOT / f"bake/{module}.py")}
    assert outer - {"matplotlib"} <= sys.stdlib_module_names


def test_project_is_in_order() -> None:
    assert [str(problem) for problem in check_project(read_project(ROOT)).errors] == []


def test_every_snippet_is_recorded_and_stands_on_a_page_of_each_language() -> None:
    """What only a GPU can run may wait for one; its page says so."""
    project = read_project(ROOT)
    recorded = {standing.snippet for standing in project.standings if standing.record}
    shown: dict[str, set[str]] = {"ko": set(), "en": set()}
    for page in project.pages:
        shown[page.language] |= {file for block in page.blocks for file in block.files}
    for wait in list_waits(project.pages):  # what the partner already shows, it will show
        shown[wait.page.language] |= {file for x in wait.partner.blocks for file in x.files}
    waiting = {name for name, snippet in project.snippets.items() if snippet.runners == ("gpu",)}
    assert sorted(project.snippets.keys() - waiting) == sorted(recorded - waiting)
    assert sorted(project.snippets) == sorted(shown["ko"]) == sorted(shown["en"])


def test_every_run_took_time() -> None:
    project = read_project(ROOT)
    assert all(s.record.run.seconds > 0 for s in project.standings if s.record)


def test_four_snippets_in_five_are_exact() -> None:
    rules = [snippet.compare for snippet in read_project(ROOT).snippets.values()]
    print({rule: rules.count(rule) for rule in sorted(set(rules))})
    assert rules.count("exact") >= 0.8 * len(rules)


def test_published_seconds_fit_inside_the_wall_time() -> None:
    for standing in read_project(ROOT).standings:
        if standing.record:
            run = standing.record.run
            for name, labels in run.published.items():
                if name.startswith("seconds"):
                    values = [
                        v for x in labels.values() for v in (x if isinstance(x, list) else [x])
                    ]
                    assert sum(values) < run.seconds, standing.path


def test_records_stay_small() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "records").rglob("*.ipynb")]
    assert max(sizes) <= MAX_BYTES
    assert sum(sizes) <= 20_000_000


def test_records_are_notebooks_of_nbformat_4_5() -> None:
    """Against nbformat 4.5's schema in its essentials: ids, required keys, output types."""
    for path in (ROOT / "records").rglob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        ids = [cell["id"] for cell in notebook["cells"]]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[A-Za-z0-9-_]{1,64}", name) for name in ids)
        for cell in notebook["cells"]:
            assert {"cell_type", "metadata", "source"} <= set(cell)
            assert (
                (cell["cell_type"] == "code") == ("outputs" in cell) == ("execution_count" in cell)
            )


def test_pages_come_in_pairs() -> None:
    names = [(p.language, p.name) for p in (read_page(path, ROOT) for path in find_pages(ROOT))]
    korean = {name for language, name in names if language == "ko"}
    assert korean == {name for language, name in names if language == "en"}
    assert korean


def test_both_configurations_list_the_same_pages() -> None:
    pattern = re.compile(r"[\w/-]+\.md")
    lists = [
        pattern.findall((ROOT / name).read_text(encoding="utf-8").split("\nnav:")[1])
        for name in ("mkdocs.yml", "mkdocs.en.yml")
    ]
    assert lists[0] == lists[1]


def test_every_lock_pins_every_package() -> None:
    for name in sorted(path.name for path in ROOT.glob("requirements*.txt")):
        for line in (ROOT / name).read_text().splitlines():
            need = line.split("#")[0].strip()
            assert not need or "==" in need or need == "-r requirements-site.txt", line


def test_the_packages_fit_together() -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_help_lists_every_target_and_is_the_default() -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    said = subprocess.run(
        ["make"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[0].split()
    assert [line.split()[0] for line in said.splitlines()] == targets
