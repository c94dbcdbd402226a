"""Snippets as tests: run each again and compare with its record (`--bake` records instead).

The plugin owns every file under `snippets/`, an explicitly named one too: pytest never imports a
snippet. Snippets run side by side from the moment that collection ends; `alone` ones run last,
when nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from bake.bake import save_run
from bake.compare import compare_runs
from bake.data import find_absent
from bake.obstacle import asks_for
from bake.outcome import Run
from bake.problem import Problem
from bake.record import read_record
from bake.run import probe_runner, run_snippet
from bake.runners import Runner, find_runner, is_runner
from bake.schedule import count_workers
from bake.snippet import Snippet, read_snippet
from bake.workers import start_executor


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("bake")
    group.addoption("--bake", action="store_true", help="record snippets instead of comparing")
    group.addoption("--runner", default="cpu", help="the runner whose snippets are run (cpu)")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "alone: nothing else runs beside this test")
    name = config.getoption("runner")
    if not is_runner(name):
        raise pytest.UsageError(str(find_runner(name, config.rootpath)))
    config.pluginmanager.register(Kitchen(config), "bake-kitchen")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if _is_snippet(file_path, parent.config):
        return SnippetFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Stand in for the module that pytest would import when a snippet is named explicitly."""
    if _is_snippet(module_path, parent.config):
        return Nothing.from_parent(parent, path=module_path)
    return None


def _is_snippet(path: Path, config: pytest.Config) -> bool:
    return path.suffix == ".py" and path.parent.parent == config.rootpath / "snippets"


class Nothing(pytest.File):
    """A file that SnippetFile collects."""

    def collect(self) -> Iterator[pytest.Item]:
        return iter(())


class SnippetFile(pytest.File):
    """One snippet file."""

    def collect(self) -> Iterator[pytest.Item]:
        runner = self.config.getoption("runner")
        snippet = read_snippet(self.path, self.config.rootpath)
        if isinstance(snippet, Problem) or asks_for(snippet, runner, self.config.rootpath):
            yield SnippetItem.from_parent(self, name=runner, snippet=snippet)


class SnippetItem(pytest.Item):
    """One snippet on one runner."""

    def __init__(self, *, snippet: Snippet | Problem, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.snippet = snippet
        if isinstance(snippet, Snippet) and snippet.alone:
            self.add_marker("alone")

    def runtest(self) -> None:
        kitchen = self.config.pluginmanager.get_plugin("bake-kitchen")
        assert isinstance(kitchen, Kitchen)
        problems = kitchen.serve(self.snippet)
        if problems:
            raise Different("\n".join(str(problem) for problem in problems))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        if isinstance(excinfo.value, Different):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.parent.name if self.parent else ''} on {self.name}"


def is_alone(item: pytest.Item) -> bool:
    """Whether nothing else may run beside a test: it measures time."""
    return item.get_closest_marker("alone") is not None


class Different(Exception):
    """A snippet no longer does what its record says."""


class Kitchen:
    """Runs the collected snippets, in one executor for the whole session."""

    def __init__(self, config: pytest.Config) -> None:
        self.root = config.rootpath
        self.name: str = config.getoption("runner")
        self.bake: bool = config.getoption("bake")
        self.executor: Executor | None = None
        self.futures: dict[str, Future[Run | Problem]] = {}
        self.runner: Runner | Problem | None = None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put `alone` snippets, and tests marked so, last: by then every other run has ended."""
        items.sort(key=is_alone)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        items = [item for item in session.items if isinstance(item, SnippetItem)]
        if not items or session.config.getoption("collectonly"):
            return
        self.runner = find_runner(self.name, self.root)
        self.executor = start_executor(count_workers())
        for item in items:
            if isinstance(item.snippet, Snippet) and not is_alone(item):
                self.submit(item.snippet)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self.executor:
            self.executor.shutdown(cancel_futures=True)
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.name != "cpu":
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.name != "cpu" and not terminalreporter.stats:
            terminalreporter.write_line(f"no snippet here asks for the runner {self.name}")

    def submit(self, snippet: Snippet) -> None:
        if self.executor and isinstance(self.runner, Runner):
            future = self.executor.submit(run_snippet, snippet, self.runner, self.root)
            self.futures[snippet.name] = future

    def serve(self, snippet: Snippet | Problem) -> list[Problem]:
        """Wait for a run; compare it with its record, or record it."""
        if isinstance(snippet, Problem):
            return [snippet]
        if not isinstance(self.runner, Runner):
            pytest.skip(str(self.runner))
        absent = find_absent(snippet.data, self.root)
        if absent and not self.bake:
            pytest.skip(str(absent))
        if snippet.name not in self.futures:
            self.submit(snippet)
        run = self.futures[snippet.name].result()
        if isinstance(run, Problem):
            return [run]
        if self.bake:
            facts = probe_runner(self.runner, snippet.packages, self.root)
            problem = save_run(self.root, snippet, run, facts)
            return [problem] if problem else []
        record = read_record(self.root, self.name, snippet.name)
        return [record] if isinstance(record, Problem) else compare_runs(snippet, record.run, run)
