"""Does a program start processes that import it again, outside of its `__main__` guard?

Under spawn and forkserver every child imports the file anew, and an unguarded line would start
children of children. Read from the syntax tree; nothing is imported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set

STARTERS = frozenset(
    {
        *("multiprocessing.Process", "multiprocessing.Pool", "multiprocessing.Manager"),
        *("multiprocessing.pool.Pool", "multiprocessing.context.Process", "multiprocessing.spawn"),
        *(
            "concurrent.futures.ProcessPoolExecutor",
            "concurrent.futures.process.ProcessPoolExecutor",
        ),
    }
)
"""By their full names; those of `torch.multiprocessing` are the same."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def find_unguarded(tree: ast.Module) -> tuple[int, str] | None:
    """Line and name of the first unguarded call that starts a process; None if there is none."""
    names = _read_names(tree)
    spawners: set[str] = set()
    while found := {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and node.name not in spawners
        and _is_spawner(node, names, spawners)
    }:
        spawners |= found
    for call in _find_calls(tree.body):
        if name := _find_start(call, names, spawners):
            return call.lineno, name
    return None


def _is_spawner(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
    names: Mapping[str, str],
    spawners: Set[str],
) -> bool:
    """Whether a function starts a process when it is called; a class, whether it is one."""
    if isinstance(node, ast.ClassDef):
        return any(_resolve(parent, names) in STARTERS for parent in node.bases)
    return any(_find_start(call, names, spawners) for call in _find_calls(node.body))


def _find_calls(body: list[ast.stmt]) -> Iterator[ast.Call]:
    """Every call that runs when these statements do: none in a definition or behind the guard."""
    nodes: list[ast.AST] = list(reversed(body))
    while nodes:
        node = nodes.pop()
        if isinstance(node, DEFINITIONS):
            continue
        if isinstance(node, ast.Call):
            yield node
        guard = isinstance(node, ast.If) and "'__main__'" in ast.unparse(node.test)
        inner = node.orelse if isinstance(node, ast.If) and guard else ast.iter_child_nodes(node)
        nodes += reversed(list(inner))


def _find_start(call: ast.Call, names: Mapping[str, str], spawners: Set[str]) -> str:
    """What starts a process in this call, by itself or handed on; empty if nothing does."""
    values = [keyword.value for keyword in call.keywords]
    called = _resolve(call.func, names)
    if called in STARTERS and not any(_resolve(value, names) == "fork" for value in values):
        return called.rpartition(".")[2]
    given = [call.func, *call.args, *values]
    return next((x.id for x in given if isinstance(x, ast.Name) and x.id in spawners), "")


def _read_names(tree: ast.Module) -> dict[str, str]:
    """What imported names stand for, and variables that hold a context of multiprocessing."""
    names: dict[str, str] = {}
    assigned: list[ast.Assign] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            assigned.append(node)
    for node in assigned:
        held = _resolve(node.value, names)
        names |= {x.id: held for x in node.targets if held and isinstance(x, ast.Name)}
    return names


def _resolve(node: ast.expr, names: Mapping[str, str]) -> str:
    """The full name an expression stands for; `fork` for a context that never imports anew."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "").removeprefix("torch.")
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, names)
        return f"{owner}.{node.attr}".removeprefix("torch.") if owner else ""
    if isinstance(node, ast.Call) and _resolve(node.func, names) == "multiprocessing.get_context":
        forks = any(isinstance(x, ast.Constant) and x.value == "fork" for x in node.args)
        return "fork" if forks else "multiprocessing"
    return ""
