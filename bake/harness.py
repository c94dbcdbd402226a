"""Run the cells of one snippet: the inside of the child process.

`bake.run` starts it as `python -u -c START HARNESS_FOLDER RUN_FOLDER FILE LINES [NAME…]`; LINES are
the first lines of the code cells, the NAMEs those of the dicts to publish. What happens is noted in
RUN_FOLDER/events, one Python literal a line: `("cell", stdout bytes, stderr bytes, figures)` after
each cell, `("raised", name, text, line)`, `("wrong", what)`, and `("end", published, peak kB)` as
the last. Figures are RUN_FOLDER/figure-CELL-NUMBER.svg.

Standard library only, for Python 3.8 and later. It imports nothing that costs time (json alone
would double the start of a bare interpreter) or that could hide an import missing in a snippet,
keeps no file open, and does nothing in a process that the snippet forks.
"""

from __future__ import annotations
import __future__

import _ast
import atexit
import builtins
import os
import sys
import warnings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, ModuleType
    from typing import Any

START = """\
import sys
sys.path[0] = sys.argv[1]
from harness import main
del sys.modules["harness"]
main(*sys.argv[2:5], sys.argv[5:])
"""

ONLY_AST = 0x400  # ast.PyCF_ONLY_AST, without importing ast
FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names[2:])
PID = os.getpid()
STARTED_AS = sys.modules["__main__"]  # the interpreter still runs in it: keep it alive


def main(folder: str, path: str, lines: str, publish: list[str]) -> None:
    """Run the file cell by cell, with the exit status and the messages of `python FILE`."""
    module = make_main(path)
    atexit.register(end, folder, module, publish)  # registered first, so it runs last
    try:
        codes = compile_cells(path, [int(line) for line in lines.split(",")])
    except (SyntaxError, ValueError) as error:
        sys.exit(report(folder, error.with_traceback(None)))
    for index, code in enumerate(codes):
        status = execute(folder, code, module.__dict__)
        end_cell(folder, index)
        if status is not None:
            sys.exit(status)


def make_main(path: str) -> ModuleType:
    """Put an empty module where `python FILE` has its own."""
    module = type(sys)("__main__")
    module.__loader__ = type(globals()["__loader__"])("__main__", path)
    if sys.version_info < (3, 14):
        module.__annotations__ = {}
    vars(module).update(__builtins__=builtins, __file__=path, __cached__=None)
    sys.modules["__main__"] = module
    sys.argv[:] = [path]
    sys.path[0] = os.path.dirname(os.path.realpath(path))
    return module


def compile_cells(path: str, lines: list[int]) -> list[CodeType]:
    """Compile the whole file, then each cell with the `__future__` imports of the whole."""
    with open(path, "rb") as file:
        tree = compile(file.read(), path, "exec", ONLY_AST, dont_inherit=True)
    flags = compile(tree, path, "exec", dont_inherit=True).co_flags & FUTURES
    bodies: list[list[_ast.stmt]] = [[] for _ in lines]
    for node in tree.body:
        starts = [node.lineno] + [d.lineno for d in getattr(node, "decorator_list", ())]
        body = bodies[max(0, sum(line <= min(starts) for line in lines) - 1)]
        if body or node is tree.body[0] or not is_string(node):
            body.append(node)  # a string at the top would become `__doc__`
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # given once, by the whole file
        modules = [_ast.Module(body=body, type_ignores=[]) for body in bodies]
        return [compile(m, path, "exec", flags, dont_inherit=True) for m in modules]


def is_string(node: _ast.stmt) -> bool:
    value = getattr(node, "value", None)
    return isinstance(node, _ast.Expr) and isinstance(getattr(value, "value", None), str)


def execute(folder: str, code: CodeType, namespace: dict[str, Any]) -> int | None:
    """Run one cell; the exit status if the program ends here, else None."""
    try:
        exec(code, namespace)
    except BaseException as error:
        trace = error.__traceback__
        return report(folder, error.with_traceback(trace and trace.tb_next))
    return None


def report(folder: str, error: BaseException) -> int:
    """Say what ended the program, as the interpreter does; the exit status."""
    if isinstance(error, SystemExit) and error.code in (None, 0):
        return 0
    trace = error.__traceback__
    line = trace.tb_lineno if trace else getattr(error, "lineno", None) or 0
    note(folder, "raised", type(error).__name__, say(error), line)
    if not isinstance(error, SystemExit):
        sys.excepthook(type(error), error, trace)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    if isinstance(error.code, int):
        return error.code
    print(error.code, file=sys.stderr)
    return 1


def end_cell(folder: str, index: int) -> None:
    """Note where the cell's output ends, save its figures."""
    if os.getpid() != PID:
        return
    sizes = [os.stat(os.path.join(folder, name)).st_size for name in ("stdout", "stderr")]
    try:
        figures = save_figures(os.path.join(folder, f"figure-{index}-{{}}.svg"))
    except Exception as error:
        figures = 0
        note(folder, "wrong", "a figure cannot be drawn: " + say(error))
    note(folder, "cell", sizes[0], sizes[1], figures)


def save_figures(pattern: str) -> int:
    """Save and close the open figures in the order of their numbers; how many there were."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    numbers = pyplot.get_fignums() if pyplot else []
    if not numbers:
        return 0
    settings = {"svg.fonttype": "none", "svg.hashsalt": "bake"}
    with warnings.catch_warnings(), pyplot.rc_context(settings):
        warnings.simplefilter("ignore")  # at a terminal nothing is saved
        for index, number in enumerate(numbers):
            figure = pyplot.figure(number)
            figure.savefig(pattern.format(index), format="svg", metadata={"Date": None})
    pyplot.close("all")
    return len(numbers)


def end(folder: str, module: ModuleType, publish: list[str]) -> None:
    """Note the published numbers; threads and the snippet's own atexit functions have ended."""
    if os.getpid() != PID:
        return
    published = {}
    try:
        for name in publish:
            published[name] = read_labels(name, module.__dict__.get(name))
    except TypeError as error:
        note(folder, "wrong", str(error))
    note(folder, "end", published, read_peak())


def read_labels(name: str, labels: object) -> dict[str, Any]:
    """Copy a published dict as plain numbers; TypeError says what else was found."""
    if not isinstance(labels, dict):
        raise TypeError(f"`{name}` is published: found {show(labels)}, expected a dict")
    copy: dict[str, Any] = {}
    for label, value in labels.items():
        place = f"`{name}[{label!r}]` is published: found "
        if not isinstance(label, str):
            raise TypeError(place + "a label that is no string")
        if isinstance(value, (list, tuple)) and not value:
            raise TypeError(place + "no repeat")
        try:
            if isinstance(value, (list, tuple)):
                copy[label] = [read_number(entry) for entry in value]
            else:
                copy[label] = read_number(value)
        except (TypeError, ValueError):
            wanted = ", expected a number or a list of numbers"
            raise TypeError(place + show(value) + wanted) from None
    return copy


def read_number(value: Any) -> int | float | str:
    """An int, a finite float, or `nan`, `inf`, `-inf` as a word, since JSON has no such numbers."""
    if type(value).__name__.startswith("bool") or getattr(value, "ndim", None):
        raise TypeError
    if hasattr(value, "__index__"):
        try:
            return int(value.__index__())
        except TypeError:
            pass  # a tensor that holds one float
    if not hasattr(value, "__float__"):
        raise TypeError
    number = float(value)
    return number if number - number == 0 else repr(number)


def read_peak() -> int:
    """The largest resident memory of this process so far, in kB; 0 where it cannot be known."""
    try:
        with open("/proc/self/status", "rb") as file:
            lines = [line.split() for line in file if line.startswith(b"VmHWM:")]
    except OSError:
        return 0
    return int(lines[0][1]) if lines else 0


def note(folder: str, *event: object) -> None:
    if os.getpid() == PID:
        with open(os.path.join(folder, "events"), "a") as file:
            file.write(ascii(event) + "\n")


def say(error: BaseException) -> str:
    """The first line of an exception's text."""
    try:
        return str(error).split("\n")[0][:300]
    except Exception:
        return "<exception str() failed>"


def show(value: object) -> str:
    return f"{type(value).__name__} {value!r:.60}"
