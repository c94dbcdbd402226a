"""What the builder hides from the search plugin changes nothing in the index."""

import pytest
from material.plugins.search.plugin import Parser
from pygments import highlight

from bake.builder import thin
from bake.render import FORMATTER, LEXER

CODE = highlight("for n in range(3):\n\n    print(n,  'a  <b>')  # (1)!\n\n\n", LEXER, FORMATTER)
LEFT_OUT = '<details class="x" data-search-exclude><summary>who</summary> <p>when</p></details>'
NESTED = "<div data-search-exclude>a<div>b</div>c <span>d</span></div>"
PAGES = {
    "code": CODE,
    "two blocks": f"<p>before</p>{CODE}\n\n<p>between</p>\n{CODE}",
    "left out": f"<p>one</p>\n{LEFT_OUT}\n<p>two</p>\n<div data-search-exclude>\n{CODE[:9]}</div>",
    "nested": f"<p>one</p>{NESTED}<p>two</p>",
    "output": "<pre class='x'><samp> 1 <span>\n</span> \n<span> </span>2</samp></pre> <p>after</p>",
    "heading": f'<h2 id="a">A <span>b</span></h2>{CODE}{LEFT_OUT}<h3 id="c">C</h3><p>d</p>',
}


def index(html: str) -> list[tuple[str | None, str, str]]:
    """What the plugin takes: each section's id, title and text."""
    parser = Parser()
    parser.feed(f'<h1 id="top">Top</h1>{html}')
    parser.close()
    return [(s.id, "".join(s.title), "".join(s.text)) for s in parser.data]


@pytest.mark.parametrize("page", PAGES)
def test_index_is_the_same(page: str) -> None:
    assert index(thin(PAGES[page])) == index(PAGES[page])


def test_most_tags_are_hidden() -> None:
    assert thin(CODE).count("<") < CODE.count("<") / 4
    assert "who" not in thin(LEFT_OUT)
