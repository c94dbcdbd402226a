"""The ways out of a page: notebooks that run as they are, and commands."""

from __future__ import annotations

import ast
import asyncio
import io
from collections.abc import Callable
from contextlib import redirect_stdout
from types import CodeType

import pytest

from bake.problem import Problem
from bake.snippet import Snippet
from bake.ways import await_runs, choose_command, has_download, make_download

Write = Callable[..., Snippet | Problem]

AWAITED = {
    "asyncio.run(main())": "await main()",
    "x = asyncio.run(main(1,\n  2))": "x = await main(1,\n  2)",
    "assert asyncio.run(main()) == '별'": "assert (await main()) == '별'",
    "'별', asyncio.run(a()), asyncio.run(b())": "'별', (await a()), (await b())",
    "if True:\n    asyncio.run(main())": "if True:\n    await main()",
    "def f():\n    asyncio.run(main())": "def f():\n    asyncio.run(main())",
    "f = lambda: asyncio.run(main())": "f = lambda: asyncio.run(main())",
    "asyncio.run(main(), debug=True)": "asyncio.run(main(), debug=True)",
    "'asyncio.run(main())'": "'asyncio.run(main())'",
}


def read(found: Snippet | Problem) -> Snippet:
    assert isinstance(found, Snippet), found
    return found


@pytest.mark.parametrize(("source", "expected"), AWAITED.items())
def test_what_a_cell_runs_it_awaits(source: str, expected: str) -> None:
    assert await_runs(source) == expected


def test_code_of_another_python_is_left_alone() -> None:
    assert await_runs("print 'two'") is None


def test_a_notebook_of_coroutines_runs_inside_a_running_loop(write_snippet: Write) -> None:
    body = (
        "# %% main\nimport asyncio\nasync def main():\n    await asyncio.sleep(0)\n    return 7\n"
        "# %% run\nprint(asyncio.run(main()))  # (1)!\n"
    )
    notebook = make_download(read(write_snippet(body)))
    assert [cell["id"] for cell in notebook["cells"]] == ["cell-main", "cell-run"]
    assert "".join(notebook["cells"][1]["source"]) == "print((await main()))"
    assert run_as_jupyter_does(notebook) == "7\n"


def run_as_jupyter_does(notebook: dict[str, list[dict[str, list[str]]]]) -> str:
    """Run the cells in one running event loop; the value is what they print."""

    async def run() -> None:
        names: dict[str, object] = {}
        for cell in notebook["cells"]:
            code = "".join(cell["source"])
            compiled = compile(code, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            assert isinstance(compiled, CodeType)
            waiting = eval(compiled, names)
            if waiting is not None:
                await waiting

    with redirect_stdout(io.StringIO()) as said:
        asyncio.run(run())
    return said.getvalue()


FILES = {
    "processes": "# %%\nfrom concurrent.futures import ProcessPoolExecutor\n",
    "loop": "# %%\nimport asyncio\nf = lambda: asyncio.run(g())\n",
    "patches": "# %%\nfrom gevent import monkey\nmonkey.patch_all()\n",
}


@pytest.mark.parametrize("body", FILES.values(), ids=FILES)
def test_what_needs_a_file_says_so_and_writes_it(write_snippet: Write, body: str) -> None:
    snippet = read(write_snippet(body))
    why, write, run = make_download(snippet)["cells"]
    assert why["cell_type"] == "markdown"
    assert "노트북" in "".join(why["source"])
    assert "notebook" in "".join(why["source"])
    assert "".join(write["source"]) == f"%%writefile example.py\n{snippet.text}"
    assert run["source"] == ["!python example.py"]


def test_what_reads_data_has_no_notebook(write_snippet: Write) -> None:
    snippet = read(write_snippet("# %%\nprint(1)\n", 'data = ["images.gz"]'))
    assert not has_download(snippet)
    assert choose_command(snippet).startswith("make .venv/cpu data && ")


def test_what_reads_data_on_a_runner_of_its_own_asks_for_both(write_snippet: Write) -> None:
    header = 'runners = ["py36-caffe2"]\ndata = ["images.gz"]'
    command = choose_command(read(write_snippet("# %%\n1\n", header)))
    assert command.startswith("make runners data RUNNER=py36-caffe2 && .runners/py36-caffe2/bin/")


def test_what_an_exhibit_ran_has_no_notebook(write_snippet: Write) -> None:
    assert not has_download(read(write_snippet("# %%\n1\n", 'runners = ["py36-tf1"]')))


COMMANDS = {
    '["cpu", "py27"]': "uv run {file}",
    '["py314", "py315"]': "uv run --python 3.14 {file}",
    '["nogil"]': "uv run --python 3.14t {file}",
    '["py36"]': "python3.6 snippets/asterisk/example.py",
    '["py36-tf1"]': "make runners RUNNER=py36-tf1 && "
    ".runners/py36-tf1/bin/python snippets/asterisk/example.py",
    '["py36-caffe2"]': "make runners RUNNER=py36-caffe2 && "
    ".runners/py36-caffe2/bin/python snippets/asterisk/example.py",
}


@pytest.mark.parametrize(("runners", "command"), COMMANDS.items())
def test_a_command_names_the_python_it_takes(
    write_snippet: Write, runners: str, command: str
) -> None:
    assert choose_command(read(write_snippet("# %%\n1\n", f"runners = {runners}"))) == command
