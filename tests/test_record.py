"""Records: written whole, read back equal, and judged against their snippets."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_record

from bake.outcome import Output
from bake.problem import Problem
from bake.record import (
    MAX_BYTES,
    Standing,
    find_orphans,
    find_standings,
    name_record,
    read_record,
    write_record,
)
from bake.snippet import Snippet

Write = Callable[..., Snippet | Problem]


@pytest.fixture
def snippet(write_snippet: Write) -> Snippet:
    body = "# %% [markdown]\n# Why.\n# %% one\nprint(1)\n# %% two\nprint(2)\n"
    found = write_snippet(body, 'publish = ["seconds"]')
    assert isinstance(found, Snippet)
    return found


def judge(root: Path, snippet: Snippet) -> Standing:
    [standing] = find_standings(root, [snippet])
    assert isinstance(standing, Standing), standing
    return standing


def test_record_is_read_back_equal(snippet: Snippet, tmp_path: Path) -> None:
    published = {"seconds": {"z": [1.5, 2.5], "a": "nan"}}
    record = make_record(snippet, tmp_path, "1\n", "둘\u2028\n\n", published=published)
    outputs = (record.run.outputs[0], Output("two", "둘\u2028\n\n", "!", ("<svg/>", "<svg></svg>")))
    record = replace(record, run=replace(record.run, outputs=outputs))
    assert write_record(tmp_path, snippet, record) is None
    again = read_record(tmp_path, "cpu", snippet.name)
    assert again == record
    assert not isinstance(again, Problem)
    assert list(again.run.published["seconds"]) == ["z", "a"], "labels keep the snippet's order"


def test_record_is_a_valid_notebook_in_a_stable_form(snippet: Snippet, tmp_path: Path) -> None:
    record = make_record(snippet, tmp_path, "1\n", "2\n")
    path = tmp_path / name_record("cpu", snippet.name)
    texts = []
    for _ in range(2):
        assert write_record(tmp_path, snippet, record) is None
        texts.append(path.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    notebook = json.loads(texts[0])
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert [cell["id"] for cell in notebook["cells"]] == ["markdown-1", "one", "two"]
    assert [cell.get("execution_count") for cell in notebook["cells"]] == [None, 1, 2]
    assert list(notebook["metadata"]) == sorted(notebook["metadata"])


def test_standing_is_missing_fresh_stale(snippet: Snippet, tmp_path: Path) -> None:
    assert judge(tmp_path, snippet).state == "missing"
    write_record(tmp_path, snippet, make_record(snippet, tmp_path, "1\n", "2\n"))
    assert judge(tmp_path, snippet).state == "fresh"
    moved = replace(snippet, raises="ValueError")
    assert judge(tmp_path, moved).state == "stale"


def test_standing_is_drifted_when_the_lock_moved(snippet: Snippet, tmp_path: Path) -> None:
    needy = replace(snippet, dependencies=("Some_Package>=1",))
    record = make_record(needy, tmp_path, "1\n", "2\n")
    environment = {**record.environment, "package.Some_Package": "1.0"}
    write_record(tmp_path, needy, replace(record, environment=environment))
    (tmp_path / "requirements.txt").write_text("some-package==1.0  # why\n")
    assert judge(tmp_path, needy).state == "fresh"
    (tmp_path / "requirements.txt").write_text("some-package==1.1\n")
    standing = judge(tmp_path, needy)
    assert (standing.state, standing.detail) == (
        "drifted",
        "Some_Package was 1.0, the lock says 1.1",
    )


def test_a_local_build_of_the_pinned_version_is_no_drift(snippet: Snippet, tmp_path: Path) -> None:
    needy = replace(snippet, dependencies=("torch>=2",))
    record = make_record(needy, tmp_path, "1\n", "2\n")
    environment = {**record.environment, "package.torch": "2.13.0+cpu"}
    write_record(tmp_path, needy, replace(record, environment=environment))
    for pinned, state in (
        ("2.13.0", "fresh"),
        ("2.13.0+cpu", "fresh"),
        ("2.13.0+cu130", "drifted"),
    ):
        (tmp_path / "requirements.txt").write_text(f"torch=={pinned}\n")
        assert judge(tmp_path, needy).state == state


def test_record_without_a_snippet_is_an_orphan(snippet: Snippet, tmp_path: Path) -> None:
    write_record(tmp_path, snippet, make_record(snippet, tmp_path, "1\n", "2\n"))
    assert list(find_orphans(tmp_path, [snippet])) == []
    snippet.path.unlink()
    [orphan] = find_orphans(tmp_path, [])
    assert (orphan.state, orphan.path) == ("orphan", name_record("cpu", snippet.name))


def test_hand_edited_record_is_refused_and_left_alone(snippet: Snippet, tmp_path: Path) -> None:
    record = make_record(snippet, tmp_path, "1\n", "2\n")
    write_record(tmp_path, snippet, record)
    path = tmp_path / name_record("cpu", snippet.name)
    edited = path.read_text().replace('"2\\n"', '"3\\n"')
    assert edited != path.read_text()
    path.write_text(edited)
    for problem in (
        read_record(tmp_path, "cpu", snippet.name),
        write_record(tmp_path, snippet, record),
    ):
        assert isinstance(problem, Problem)
        assert "was edited by hand: restore it with git, or delete it" in str(problem)
    assert path.read_text() == edited


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a record (JSONDecodeError"),
        ("[]", "is not a record (TypeError"),
        ("{}", "is not a record (KeyError: 'metadata')"),
        ('{"metadata": {"bake": {"format": 99}}}', "has the record format 99, expected at most"),
        ('{"metadata": {"bake": {"format": 1}}}', "was edited by hand"),
    ],
)
def test_what_is_no_record_is_one_problem(
    snippet: Snippet, tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / name_record("cpu", snippet.name)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    [problem] = find_standings(tmp_path, [snippet])
    assert isinstance(problem, Problem)
    assert str(problem).startswith("records/cpu/asterisk/example.ipynb: ")
    assert words in str(problem)
    assert path.read_text() == text


def test_record_over_the_limit_is_refused(snippet: Snippet, tmp_path: Path) -> None:
    problem = write_record(
        tmp_path, snippet, make_record(snippet, tmp_path, "1\n", "x" * MAX_BYTES)
    )
    assert isinstance(problem, Problem)
    assert f"expected at most {MAX_BYTES}" in str(problem)
    assert not (tmp_path / "records").exists()


def test_interrupted_write_keeps_the_old_record(
    snippet: Snippet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(tmp_path, snippet, make_record(snippet, tmp_path, "1\n", "2\n"))
    path = tmp_path / name_record("cpu", snippet.name)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    problem = write_record(tmp_path, snippet, make_record(snippet, tmp_path, "1\n", "3\n"))
    assert "cannot be written: No space left on device" in str(problem)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
