"""Make Pyodide behave like `python FILE`: the worker imports this once, then calls `run`.

Pyodide's own event loop needs a browser feature that not every browser has, and lets
`time.sleep` in a coroutine yield, which it does not. Here the file runs synchronously on CPython's
own event loop, whose waiting is the worker's.
"""

import __future__

import ast
import asyncio
import atexit
import builtins
import inspect
import io
import linecache
import os
import re
import sys
import time
import traceback
import types
from asyncio import base_events, events
from pathlib import Path

import _page
from pyodide import webloop

HOME = Path("/home/reader")
VERSION = sys.version.split()[0]
MARKER = re.compile(r"# ?%%(?P<markdown> +\[markdown\])?(?: +(?P<name>\S.*?))? *")
"""As in bake/snippet.py: a line that begins a cell."""
FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names[2:])

FIGURES = '''
"""Matplotlib's backend: what is shown, and what is left open at the end, goes to the page."""
import io

import _page
import matplotlib.pyplot as plt
from matplotlib.backend_bases import FigureManagerBase as FigureManager
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas

FORMAT = "png"


def show(*args, **kwargs):
    for number in plt.get_fignums():
        figure = plt.figure(number)
        titles = [figure.get_suptitle(), *(axes.get_title() for axes in figure.axes)]
        file = io.BytesIO()
        if FORMAT == "svg":
            with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "bake"}):
                figure.savefig(file, format="svg", metadata={"Date": None})
        else:
            figure.savefig(file, format="png", dpi=144)
        mime = "image/svg+xml" if FORMAT == "svg" else "image/png"
        _page.figure(file.getvalue(), mime, " / ".join(filter(None, titles)))
    plt.close("all")
'''


def flush():
    """Let everything printed so far be seen."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError, OSError):
            pass  # the program closed or replaced it


def sleep(seconds, /):
    """`time.sleep`: burns no time of the processor, and yields to nobody."""
    if not isinstance(seconds, (int, float)):
        seconds = float(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    flush()
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        _page.sleep(left * 1000)


class Clock:
    """What an event loop waits with: there are no sockets, so only time passes."""

    def select(self, timeout=None):
        if timeout is None:
            flush()
            _page.blocked()
            while True:
                _page.sleep(1000)
        if timeout > 0:
            sleep(timeout)
        return ()

    def close(self):
        pass


class EventLoop(base_events.BaseEventLoop):
    """CPython's event loop without sockets, signals and threads."""

    def __init__(self):
        super().__init__()
        self._selector = Clock()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError("a browser has no signals")

    def remove_signal_handler(self, sig):
        return False


class Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = EventLoop


def install():
    """Put this file's sleep and event loop where Pyodide had its own."""
    time.sleep = sleep
    asyncio.run = webloop._orig_run
    asyncio.SelectorEventLoop = asyncio.EventLoop = EventLoop
    events._set_running_loop(None)
    events._set_event_loop_policy(Policy())
    Path("/lib/_figures.py").write_text(FIGURES)


def make_main(source, name, stdin):
    """The file on disk, and the empty module where `python FILE` has its own."""
    path = HOME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    os.chdir(HOME)
    module = types.ModuleType("__main__")
    vars(module).update(__builtins__=builtins, __file__=str(path), __cached__=None)
    sys.modules["__main__"] = module
    sys.argv[:] = [name]
    sys.path.insert(0, str(path.parent))
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    sys.stdout.reconfigure(line_buffering=True)
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    return module


def find_cells(source):
    """First line and name of every code cell; ("", 1) stands for a file without markers."""
    cells, counts = [], {"code": 0, "markdown": 0}
    for number, line in enumerate(source.split("\n"), 1):
        if match := MARKER.fullmatch(line):
            kind = "markdown" if match["markdown"] else "code"
            counts[kind] += 1
            if kind == "code":
                cells.append((number, match["name"] or f"code-{counts[kind]}"))
    return cells or [(1, "")]


def compile_cells(source, name):
    """Compile the whole file, then each cell with the `__future__` imports of the whole."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = compile(source, name, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
    whole = compile(tree, name, "exec", flags, dont_inherit=True)
    cells = find_cells(source)
    if whole.co_flags & inspect.CO_COROUTINE:  # an edited file may await at its top level
        return [(cells[0][1], whole)]
    bodies = [[] for _ in cells]
    for node in tree.body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        bodies[max(0, sum(line <= first for line, _ in cells) - 1)].append(node)
    flags = whole.co_flags & FUTURES
    modules = [ast.Module(body=body, type_ignores=[]) for body in bodies]
    codes = [compile(module, name, "exec", flags, dont_inherit=True) for module in modules]
    return [(cell, code) for (_, cell), code in zip(cells, codes, strict=True)]


def show_figures():
    """Hand the page what the program drew and did not show."""
    if "matplotlib.pyplot" in sys.modules and "_figures" in sys.modules:
        sys.modules["_figures"].show()


def execute(source, name, module):
    for cell, code in compile_cells(source, name):
        flush()
        _page.cell(cell)
        if code.co_flags & inspect.CO_COROUTINE:
            asyncio.run(eval(code, vars(module)))
        else:
            exec(code, vars(module))
        flush()
        show_figures()


def report(error, name):
    """Say what ended the program, as the interpreter does; the exit status."""
    if isinstance(error, SystemExit):
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=sys.stderr)
        return 1
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename != name:
        trace = trace.tb_next
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def run(source, name, stdin="", figures="png"):
    """Run a file as `python NAME` would; the exit status."""
    status = 0
    sys.modules.pop("_figures", None)
    module = make_main(source, name, stdin)
    if figures == "svg":
        Path("/lib/_figures.py").write_text(FIGURES.replace('FORMAT = "png"', 'FORMAT = "svg"'))
    try:
        execute(source, name, module)
    except BaseException as error:
        status = report(error, name)
    try:
        atexit._run_exitfuncs()
        show_figures()
    except BaseException:
        traceback.print_exc()
    flush()
    return status


install()
