"""Runs of every kind: the right record or the right complaint in one line, and no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from bake.child import Limits
from bake.outcome import Run
from bake.problem import Problem
from bake.processes import (
    adopt_orphans,
    find_children,
    find_descendants,
    scan_children,
    wait_for_descendants,
)
from bake.run import run_snippet
from bake.runners import Runner, find_runner
from bake.snippet import Snippet, read_snippet
from bake.workers import start_executor

CPU = Runner("cpu", Path(sys.executable), True, None)


def write_snippet(root: Path, code: str, *keys: str) -> Snippet:
    """A project of one snippet: its cells, and lines for `[tool.bake]`."""
    path = root / "snippets" / "asterisk" / "x.py"
    path.parent.mkdir(parents=True)
    header = ['requires-python = ">=3.11"', "dependencies = []", "[tool.bake]", *keys]
    lines = ["# /// script", *(f"# {line}" for line in header), "# ///", code.lstrip("\n")]
    path.write_text("\n".join(lines), "utf-8")
    snippet = read_snippet(path, root)
    assert isinstance(snippet, Snippet), snippet
    return snippet


def run_code(root: Path, code: str, *keys: str, limits: Limits | None = None) -> Run | Problem:
    return run_snippet(write_snippet(root, code, *keys), CPU, root, limits or Limits())


def read_run(root: Path, code: str, *keys: str) -> Run:
    run = run_code(root, code, *keys)
    assert isinstance(run, Run), run
    return run


def read_fault(root: Path, code: str, *keys: str, limits: Limits | None = None) -> str:
    """The complaint, as it is printed: one line."""
    fault = run_code(root, code, *keys, limits=limits)
    assert isinstance(fault, Problem), fault
    assert "\n" not in str(fault)
    assert str(root) not in str(fault)
    return str(fault)


def run_plainly(root: Path) -> bytes:
    """Standard output of `python -u FILE`, as a person would run it."""
    command = [sys.executable, "-u", str(root / "snippets" / "asterisk" / "x.py")]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    """Whatever a test did, nothing descends from this process afterwards but what did before."""
    resource_tracker.ensure_running()  # it stays: the executor's own
    before = find_children(os.getpid())
    yield
    assert find_descendants(frozenset(before)) == []


POOLS = """
# %% function
import multiprocessing
def double(n):
    return 2 * n
# %% run
if __name__ == "__main__":
    context = multiprocessing.get_context("{}")
    process = context.Process(target=print, args=("child",))
    process.start()
    process.join()
    with context.Pool(2) as pool:
        print(pool.map(double, [1, 2]))
"""


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_processes_of_every_start_method_find_the_functions_of_a_cell(
    tmp_path: Path, method: str
) -> None:
    run = read_run(tmp_path, POOLS.format(method))
    assert [o.stdout for o in run.outputs] == ["", "child\n[2, 4]\n"]
    assert run.outputs[1].stderr == ""


def test_a_process_pool_executor_runs(tmp_path: Path) -> None:
    run = read_run(
        tmp_path,
        """
# %% function
from concurrent.futures import ProcessPoolExecutor
def square(n):
    return n * n
# %% run
if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(square, range(4))))
""",
    )
    assert run.outputs[1].stdout == "[0, 1, 4, 9]\n"


def test_asyncio_run_works_in_more_than_one_cell(tmp_path: Path) -> None:
    run = read_run(
        tmp_path,
        """
# %% one
import asyncio
async def main(n):
    await asyncio.sleep(0.01)
    print(n)
asyncio.run(main(1))
# %% two
asyncio.run(main(2))
""",
    )
    assert [o.stdout for o in run.outputs] == ["1\n", "2\n"]


def test_gevent_may_patch_everything_in_the_first_cell(tmp_path: Path) -> None:
    run = read_run(
        tmp_path,
        """
# %% patch
from gevent import monkey; monkey.patch_all()
# %% run
import threading, time
after = threading.Event()
def work():
    after.wait()
    time.sleep(0.1)
    print("done")
threads = [threading.Thread(target=work) for _ in range(20)]
for thread in threads:
    thread.start()
# %% after
print("first")
after.set()
""",
    )
    assert run.outputs[2].stdout == "first\n" + 20 * "done\n"


def test_output_of_parent_child_and_threads_is_that_of_plain_python(tmp_path: Path) -> None:
    run = read_run(
        tmp_path,
        """
# %% one
import os, subprocess, sys, threading
print("parent 1")
subprocess.run([sys.executable, "-c", "print('child 1')"])
os.system("echo shell; echo hidden >&2")
# %% two
thread = threading.Thread(target=lambda: print("thread"))
thread.start()
thread.join()
subprocess.run(["echo", "child 2"])
os.write(1, "바이트\\n".encode())
print("parent 2", end="")
""",
    )
    assert "".join(o.stdout for o in run.outputs).encode() == run_plainly(tmp_path)
    assert run.outputs[0].stdout == "parent 1\nchild 1\nshell\n"
    assert run.outputs[0].stderr == "hidden\n"


def test_output_of_c_code_stands_in_the_right_cell(tmp_path: Path) -> None:
    run = read_run(
        tmp_path,
        """
# %% one
import ctypes
libc = ctypes.CDLL(None)
libc.puts(b"from C")
# %% two
libc.printf(b"and printf\\n")
libc.fflush(None)
print("from Python")
""",
    )
    assert [o.stdout for o in run.outputs] == ["from C\n", "and printf\nfrom Python\n"]


def test_a_hang_with_a_grandchild_in_its_own_session_is_ended(tmp_path: Path) -> None:
    code = """
# %% start
import subprocess, sys, time
child = "import subprocess, time; p = subprocess.Popen(['sleep', '987'], start_new_session=True)"
child += "; print(p.pid); time.sleep(987)"
process = subprocess.Popen([sys.executable, "-uc", child], stdout=subprocess.PIPE, text=True)
print(process.stdout.readline(), file=open({!r}, "w"))
# %% wait
time.sleep(987)
"""
    grandchild = tmp_path / "pid"
    fault = read_fault(tmp_path, code.format(str(grandchild)), "timeout = 5")
    start = "snippets/asterisk/x.py:14: cell 'wait' ran longer than 5 s: "
    assert fault.startswith(start), fault
    with pytest.raises(ProcessLookupError):
        os.kill(int(grandchild.read_text()), 0)


def test_a_process_that_outlives_the_program_is_named_and_ended(tmp_path: Path) -> None:
    code = """
# %%
import subprocess, warnings
warnings.simplefilter("ignore")
subprocess.Popen(["sleep", "987"], start_new_session=True)
"""
    fault = read_fault(tmp_path, code)
    assert "x.py: the program left a process running: sleep 987: end and wait" in fault


def test_a_hundred_megabytes_of_output_are_refused(tmp_path: Path) -> None:
    code = """
# %% flood
for _ in range(100):
    print("x" * 1_000_000)
"""
    fault = read_fault(tmp_path, code)
    assert "x.py:7: cell 'flood' printed more than 1000000 bytes: " in fault or (
        "x.py: the program printed more than 1000000 bytes: " in fault
    ), fault


def test_memory_beyond_the_limit_is_refused_also_in_a_child(tmp_path: Path) -> None:
    code = """
# %% grow
import subprocess, sys
subprocess.run([sys.executable, "-c", "x = b'x' * 500_000_000; import time; time.sleep(987)"])
"""
    fault = read_fault(tmp_path, code, limits=Limits(memory_mb=300))
    assert "x.py:7: cell 'grow' used more than 300 MB: " in fault


def test_os_exit_is_no_end(tmp_path: Path) -> None:
    fault = read_fault(tmp_path, "# %% one\nimport os\n# %% leave\nos._exit(3)\n")
    assert "x.py:9: cell 'leave' ended the program by os._exit(3): " in fault


def test_a_segfault_names_the_cell(tmp_path: Path) -> None:
    code = "# %% one\nimport ctypes\n# %% crash\nctypes.string_at(0)\n"
    fault = read_fault(tmp_path, code)
    assert "x.py:9: cell 'crash' was killed by SIGSEGV: " in fault


def test_a_thread_alive_at_the_end_is_waited_for(tmp_path: Path) -> None:
    run = read_run(
        tmp_path,
        """
# %% one
import threading, time
seconds = {}
after = threading.Event()
def work():
    after.wait()
    time.sleep(0.3)
    seconds["late"] = 1
    print("late")
threading.Thread(target=work).start()
# %% two
print("early")
after.set()
""",
        'publish = ["seconds"]',
    )
    assert run.outputs[1].stdout == "early\nlate\n"
    assert run.published == {"seconds": {"late": 1}}


def test_a_thread_that_never_ends_breaks_the_time_limit(tmp_path: Path) -> None:
    code = (
        "# %% one\nimport threading, time\nthreading.Thread(target=time.sleep, args=[987]).start()"
    )
    fault = read_fault(tmp_path, code, "timeout = 5")
    assert "x.py: the program ran longer than 5 s: " in fault


def test_output_that_is_not_utf8_is_escaped(tmp_path: Path) -> None:
    run = read_run(tmp_path, "# %%\nimport os\nos.write(1, b'\\xffok')\n")
    assert run.outputs[0].stdout == "\\xffok"


def test_a_snippet_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = write_snippet(tmp_path, "# %%\n").path
    path.write_bytes(path.read_bytes() + b"print('\xff')\n")
    problem = read_snippet(path, tmp_path)
    assert isinstance(problem, Problem)
    assert "snippets/asterisk/x.py:7: byte 0xff is not UTF-8" in str(problem)


def test_a_syntax_error_comes_before_any_output(tmp_path: Path) -> None:
    code = "# %% one\nprint('seen')\n# %% two\nreturn 1\n"
    run = read_run(tmp_path, code, 'raises = "SyntaxError"')
    expected = '  File "snippets/asterisk/x.py", line 10\n    return 1\n    ^^^^^^^^\n'
    expected += "SyntaxError: 'return' outside function\n"
    assert [o.stdout for o in run.outputs] == ["", ""]
    assert run.outputs[0].stderr == expected


def test_sys_exit_keeps_the_published_numbers(tmp_path: Path) -> None:
    code = """
# %% one
import sys
seconds = {"a": 1.5}
sys.exit()
# %% two
print("never")
"""
    run = read_run(tmp_path, code, 'publish = ["seconds"]')
    assert run.published == {"seconds": {"a": 1.5}}
    assert [o.stdout for o in run.outputs] == ["", ""]


def test_an_exit_status_is_an_exception_like_others(tmp_path: Path) -> None:
    code = "# %%\nimport sys\nsys.exit('no data: run make data')\n"
    fault = read_fault(tmp_path, code)
    assert "x.py:8: cell 'code-1' raised SystemExit: no data: run make data, expected" in fault


RAISING = """
# %% one
def divide():
    return 1 / 0
# %% two
print("before")
divide()
# %% three
print("never")
"""


def test_an_uncaught_exception_is_told_with_its_line(tmp_path: Path) -> None:
    fault = read_fault(tmp_path, RAISING)
    assert fault.startswith("snippets/asterisk/x.py:11: cell 'two' raised ZeroDivisionError: ")
    assert "expected it to end well" in fault


def test_an_expected_exception_shows_the_traceback_of_plain_python(tmp_path: Path) -> None:
    run = read_run(tmp_path, RAISING, 'raises = "ZeroDivisionError"')
    path = tmp_path / "snippets" / "asterisk" / "x.py"
    plain = subprocess.run([sys.executable, path], capture_output=True, text=True)
    assert run.outputs[1].stderr == plain.stderr.replace(f"{tmp_path}/", "")
    assert 'File "snippets/asterisk/x.py", line 12, in <module>' in run.outputs[1].stderr
    assert [o.stdout for o in run.outputs] == ["", "before\n", ""]


def test_an_expected_exception_that_stays_away_is_a_fault(tmp_path: Path) -> None:
    fault = read_fault(tmp_path, "# %%\nprint(1)\n", 'raises = "KeyError"')
    assert "x.py: it ended well, expected KeyError: " in fault


def test_another_exception_than_the_expected_is_a_fault(tmp_path: Path) -> None:
    fault = read_fault(tmp_path, RAISING, 'raises = "KeyError"')
    assert "raised ZeroDivisionError: division by zero, expected KeyError" in fault


FIGURES = """
# %% draw
import matplotlib.pyplot as plt
plt.plot([1, 2, 3], label="line")
plt.legend()
plt.figure()
plt.bar(["a", "b"], [1, 2])
plt.show()
# %% none
print(plt.get_fignums())
"""


def test_the_figures_of_a_cell_are_saved_and_closed_the_same_each_time(tmp_path: Path) -> None:
    first, second = (read_run(tmp_path / name, FIGURES) for name in ("one", "two"))
    assert [len(o.figures) for o in first.outputs] == [2, 0]
    assert first.outputs == second.outputs
    assert all("</svg>" in figure for figure in first.outputs[0].figures)
    assert ">line</text>" in first.outputs[0].figures[0]
    assert first.outputs[1].stdout == "[]\n"
    assert [o.stderr for o in first.outputs] == ["", ""]


def test_a_figure_that_cannot_be_drawn_is_a_fault(tmp_path: Path) -> None:
    code = "# %%\nimport matplotlib.pyplot as plt\nplt.title('$\\\\frac$')\n"
    fault = read_fault(tmp_path, code)
    assert "x.py: a figure cannot be drawn: " in fault


def test_a_future_import_holds_for_later_cells(tmp_path: Path) -> None:
    code = """
# %% one
\"\"\"The docstring.\"\"\"
from __future__ import annotations
# %% two
\"\"\"Another string.\"\"\"
def f(x: not_defined): ...
print(f.__annotations__, __doc__)
"""
    run = read_run(tmp_path, code)
    assert run.outputs[1].stdout == "{'x': 'not_defined'} The docstring.\n"


def test_a_warning_of_the_compiler_is_given_once(tmp_path: Path) -> None:
    run = read_run(tmp_path, "# %%\nprint(1 is 1)\n")
    assert run.outputs[0].stderr.count("SyntaxWarning") == 1


def test_published_numbers_keep_every_repeat_and_their_kind(tmp_path: Path) -> None:
    code = """
# %%
import numpy as np
std = {
    "scalar": np.float32(0.5), "int": np.int64(3), "repeats": [1, np.float64(2.5)],
    "nan": np.nan, "inf": [-np.inf, np.inf], "array": np.array(7),
}
"""
    run = read_run(tmp_path, code, 'publish = ["std"]')
    expected = {"scalar": 0.5, "int": 3, "repeats": [1, 2.5]}
    expected |= {"nan": "nan", "inf": ["-inf", "inf"], "array": 7}
    assert run.published == {"std": expected}
    assert isinstance(run.published["std"]["int"], int)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("[1]", "`std` is published: found list [1], expected a dict"),
        ("{'a': 'fast'}", "`std['a']` is published: found str 'fast', expected a number"),
        ("{'a': True}", "`std['a']` is published: found bool True, expected a number"),
        ("{'a': []}", "`std['a']` is published: found no repeat"),
        ("{1: 2}", "`std[1]` is published: found a label that is no string"),
    ],
)
def test_what_is_no_number_cannot_be_published(tmp_path: Path, value: str, found: str) -> None:
    fault = read_fault(tmp_path, f"# %%\nstd = {value}\n", 'publish = ["std"]')
    assert f"x.py: {found}" in fault


def test_a_snippet_finds_an_empty_folder_and_a_pinned_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    code = """
# %%
import os, sys, tempfile
print(os.listdir(), os.getcwd(), tempfile.gettempdir(), sys.argv, sys.path[0])
print({k: os.environ.get(k) for k in ("PYTHONPATH", "DISPLAY", "OMP_NUM_THREADS", "COLUMNS")})
print(sys.stdin.read(), sys.modules["__main__"].__file__, __spec__, "json" in sys.modules)
print(os.environ["BAKE_DATA"] + "/mnist", hash("a") == hash("a"))
"""
    run = read_run(tmp_path, code)
    lines = run.outputs[0].stdout.split("\n")
    assert lines[0] == "[] . ../tmp ['snippets/asterisk/x.py'] snippets/asterisk"
    assert lines[1].endswith("'DISPLAY': None, 'OMP_NUM_THREADS': '1', 'COLUMNS': '80'}")
    assert lines[2] == " snippets/asterisk/x.py None False"
    assert lines[3] == "data/mnist True"


def test_a_forked_child_that_runs_on_notes_nothing(tmp_path: Path) -> None:
    code = """
# %% fork
import os, sys
seconds = {"a": 1}
child = os.fork()
if child:
    os.waitpid(child, 0)
# %% both
print("child" if child == 0 else "parent")
"""
    run = read_run(tmp_path, code, 'publish = ["seconds"]')
    assert [o.stdout for o in run.outputs] == ["child\n", "parent\n"]
    assert "".join(o.stdout for o in run.outputs).encode() == run_plainly(tmp_path)


@pytest.mark.parametrize("name", ["py312", "py313", "py314"])
def test_a_newer_python_runs_cell_by_cell(tmp_path: Path, name: str) -> None:
    runner = find_runner(name, tmp_path)
    if isinstance(runner, Problem):
        pytest.skip(str(runner))
    snippet = write_snippet(tmp_path, RAISING, 'raises = "ZeroDivisionError"')
    run = run_snippet(snippet, runner, tmp_path)
    assert isinstance(run, Run), run
    assert [o.stdout for o in run.outputs] == ["", "before\n", ""]
    assert run.outputs[1].stderr.count("  File ") == 2


def test_an_old_python_runs_the_file_as_a_whole(tmp_path: Path) -> None:
    runner = find_runner("py310", tmp_path)
    if isinstance(runner, Problem):
        pytest.skip(str(runner))
    code = "# %% one\nimport sys\nprint(sys.version_info[:2])\n# %% two\nprint('end')\n"
    snippet = write_snippet(tmp_path, code)
    run = run_snippet(snippet, runner, tmp_path)
    assert isinstance(run, Run), run
    assert [o.stdout for o in run.outputs] == ["", "(3, 10)\nend\n"]
    assert run.published == {}


def test_an_old_python_names_the_exception_too(tmp_path: Path) -> None:
    runner = Runner("py310", Path(sys.executable), False, None)
    fault = run_snippet(write_snippet(tmp_path, RAISING), runner, tmp_path)
    assert isinstance(fault, Problem)
    assert "x.py: the program raised ZeroDivisionError: division by zero, expected" in str(fault)


def test_an_executor_runs_snippets_side_by_side(tmp_path: Path) -> None:
    snippets = [
        write_snippet(tmp_path / str(n), f"# %%\nimport time\ntime.sleep(0.2)\nprint({n})\n")
        for n in range(4)
    ]
    with start_executor(2) as executor:
        futures = [
            executor.submit(run_snippet, snippet, CPU, tmp_path / str(n))
            for n, snippet in enumerate(snippets)
        ]
        runs = [future.result() for future in futures]
    assert [run.outputs[0].stdout for run in runs if isinstance(run, Run)] == [
        "0\n",
        "1\n",
        "2\n",
        "3\n",
    ]


LEADER = """
import sys, time
from pathlib import Path
from bake.run import run_snippet
from bake.workers import start_executor
from bake.runners import find_runner
from bake.snippet import read_snippet
if __name__ == "__main__":
    root = Path(sys.argv[1])
    snippet = read_snippet(root / "snippets/asterisk/x.py", root)
    with start_executor(1) as executor:
        executor.submit(run_snippet, snippet, find_runner("cpu", root), root).result()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_workers_and_their_snippets_end_with_the_parent(
    tmp_path: Path, number: signal.Signals
) -> None:
    at = tmp_path / "pid"
    code = (
        f"# %%\nimport os, time\nopen({str(at)!r}, 'w').write(f'{{os.getpid()}} ')\ntime.sleep(987)"
    )
    write_snippet(tmp_path, code)
    (tmp_path / "leader.py").write_text(LEADER)
    command = [sys.executable, str(tmp_path / "leader.py"), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    adopt_orphans()
    strangers = frozenset(find_children(os.getpid()))
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as leader:
        assert wait_until(lambda: at.exists() and at.read_text().endswith(" "))
        leader.send_signal(number)
        leader.wait(60)
    assert wait_for_descendants(strangers, 60) == []  # orphans of the leader come to us
    with pytest.raises(ProcessLookupError):
        os.kill(int(at.read_text()), 0)


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_children_are_found_also_where_the_kernel_does_not_list_them() -> None:
    with subprocess.Popen(["sleep", "987"]) as process:
        assert process.pid in find_children(os.getpid())
        assert set(scan_children(os.getpid())) == set(find_children(os.getpid()))
        process.kill()
