"""Unguarded starts of processes are found; threads, forks and what stands guarded are let be."""

import ast

import pytest

from bake.spawn import find_unguarded

UNGUARDED = {
    "process": ("import multiprocessing\nmultiprocessing.Process(target=print).start()", 2),
    "renamed": ("import multiprocessing as mp\n\nwith mp.Pool(2) as pool:\n    pass", 3),
    "name": ("from multiprocessing import Process as P\np = P()", 2),
    "futures": ("import concurrent.futures\nconcurrent.futures.ProcessPoolExecutor()", 2),
    "futures name": ("from concurrent.futures import ProcessPoolExecutor as Pool\nPool()", 2),
    "futures module": ("from concurrent import futures\nx = [futures.ProcessPoolExecutor()]", 2),
    "context": ("import multiprocessing as mp\nmp.get_context('spawn').Process().start()", 2),
    "named context": (
        "from multiprocessing import get_context\nc = get_context('forkserver')\nc.Pool()", 3),
    "default context": ("import multiprocessing as mp\nc = mp.get_context()\nc.Pool()", 3),
    "manager": ("import multiprocessing as mp\nwith mp.Manager() as m:\n    pass", 2),
    "torch": ("import torch.multiprocessing as mp\nmp.spawn(print)", 2),
    "function": ("import multiprocessing as mp\ndef f():\n    mp.Pool()\n\nf()", 5),
    "two functions": (
        "import multiprocessing as mp\ndef g():\n    f()\ndef f():\n    mp.Pool()\ng()", 6),
    "coroutine": (
        "import asyncio\nfrom concurrent.futures import ProcessPoolExecutor\n"
        "async def main():\n    ProcessPoolExecutor()\nasyncio.run(main())", 5),
    "handed on": ("import multiprocessing as mp\ndef f():\n    mp.Pool()\ntimeit(f)", 4),
    "subclass": (
        "from multiprocessing import Process\nclass W(Process):\n    pass\nW().start()", 4),
    "loop": ("from multiprocessing import Process\nfor n in range(2):\n    Process().start()", 3),
    "other test": ("from multiprocessing import Pool\nif True:\n    Pool()", 3),
    "otherwise": (
        "from multiprocessing import Pool\nif __name__ == '__main__':\n    pass\nelse:\n"
        "    Pool()", 5),
}  # fmt: skip

FINE = {
    "threads": "import threading\nthreading.Thread(target=print).start()",
    "thread pool": "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor()",
    "pool of threads": "from multiprocessing.pool import ThreadPool\nThreadPool(2)",
    "dummy": "from multiprocessing.dummy import Pool, Process\nPool(2)\nProcess()",
    "guarded": "from multiprocessing import Pool\nif __name__ == '__main__':\n    Pool()",
    "guarded, turned": "from multiprocessing import Pool\nif '__main__' == __name__:\n    Pool()",
    "defined": "from multiprocessing import Pool\ndef f():\n    Pool()\nways = {'f': f}",
    "guarded function": (
        "import multiprocessing as m\ndef f():\n    m.Pool()\nif __name__ == '__main__':\n    f()"),
    "facts": "import multiprocessing as mp\nprint(mp.cpu_count(), mp.current_process().name)",
    "own name": "class Process:\n    pass\nProcess()",
    "another's": "import psutil\nfrom multiprocessing import cpu_count\npsutil.Process()",
    "fork": "import multiprocessing as mp\nmp.get_context('fork').Process().start()",
    "fork pool": (
        "import multiprocessing as mp\nfrom concurrent.futures import ProcessPoolExecutor as E\n"
        "fork = mp.get_context('fork')\nE(mp_context=fork)"),
    "named": "from multiprocessing import Pool\nprint(Pool, 'Pool()')",
    "subprocess": "import subprocess\nsubprocess.run(['true'])",
}  # fmt: skip


@pytest.mark.parametrize("case", UNGUARDED)
def test_unguarded_start_is_found(case: str) -> None:
    text, line = UNGUARDED[case]
    found = find_unguarded(ast.parse(text))
    assert found and found[0] == line, found


@pytest.mark.parametrize("case", FINE)
def test_what_is_fine_is_let_be(case: str) -> None:
    assert find_unguarded(ast.parse(FINE[case])) is None


def test_long_expression_is_read() -> None:
    assert find_unguarded(ast.parse("x = " + "+".join("1" * 500))) is None
