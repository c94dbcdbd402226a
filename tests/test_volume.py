"""One ray caster on four back ends: the kernel's text, and numpy's, are equal in every file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bake.snippet import Snippet, read_snippet

ROOT = Path(__file__).parent.parent


def read_cell(backend: str, name: str) -> str:
    """The source of a cell of one of the files."""
    snippet = read_snippet(ROOT / f"snippets/frameworks/volume_{backend}.py", ROOT)
    assert isinstance(snippet, Snippet), str(snippet)
    (source,) = (cell.source for cell in snippet.cells if cell.name == name)
    return source


@pytest.mark.parametrize("name", ["kernel", "numpy"])
@pytest.mark.parametrize("backend", ["opencl", "cuda"])
def test_the_ray_casters_share_a_text(backend: str, name: str) -> None:
    assert read_cell(backend, name) == read_cell("openmp", name)
