"""The Markdown extension: what the blocks and numbers of a page become."""

import re
from pathlib import Path
from statistics import median
from types import SimpleNamespace

import markdown
import pytest
from conftest import read_day

from bake.published import flatten
from bake.record import Record, read_record

EXTENSIONS = ["attr_list", "pymdownx.superfences", "pymdownx.inlinehilite", "bake.markdown"]


def render(root: Path, text: str, language: str = "en") -> str:
    settings = {"bake.markdown": {"language": language, "root": str(root)}}
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=settings)


def read_body(root: Path, language: str) -> str:
    return (root / "docs" / language / "asterisk" / "page.md").read_text().split("---\n", 2)[2]


def test_snippet_shows_file_code_output_and_provenance(baked_once: Path) -> None:
    html = render(baked_once, read_body(baked_once, "en"))
    assert 'href="snippets/asterisk/hello.py" download' in html
    assert '<div id="hello-1-greet" class="highlight"><pre>' in html
    assert "<samp>&lt;hello&gt; &amp; goodbye</samp>" in html
    assert re.search(r"<code>cpu</code> ran \d{4}-\d\d-\d\d · Python 3", html)
    assert "///" not in html


def test_annotations_follow_the_code_of_their_own_cell(baked_once: Path) -> None:
    html = render(baked_once, read_body(baked_once, "en"))
    after_code = re.findall(r"</code></pre></div>\s*<ol>(.*?)</ol>", html, re.S)
    assert [items.count("<li>") for items in after_code] == [1, 2]
    assert "<strong>hello</strong>" in after_code[0]


def test_numbers_ratios_and_absent_runners(baked_once: Path) -> None:
    html = render(baked_once, read_body(baked_once, "en"))
    [slow, ratio] = re.findall(r'<data class="baked-number"[^>]*>([\d.]+)</data>', html)
    record = read_record(baked_once, "cpu", "asterisk/measured.py")
    assert isinstance(record, Record)
    numbers = flatten(record.run.published)
    slow_nap, fast_nap = (median(numbers[f"seconds.{label}"]) for label in ("slow", "fast"))
    assert slow == f"{slow_nap:.3f}"
    assert ratio == f"{slow_nap / fast_nap:.1f}"
    assert '<span class="baked-number">(gpu: not recorded yet)</span>' in html


def test_chart_and_figure_have_captions(baked_once: Path) -> None:
    html = render(baked_once, read_body(baked_once, "ko"), "ko")
    assert re.search(
        r'<div class="baked-caption">\s*<p>낮잠 <strong>두 가지</strong>.</p>\s*</div>', html
    )
    assert '<svg role="img" aria-label="오른쪽 위로 올라가는 선"' in html
    assert "step &lt;1&gt;" in html
    assert '<th scope="col">초</th>' in html
    assert "이 실행 환경에서는 아직 기록하지 않았습니다" in html


def test_ids_are_unique_on_a_page(baked_once: Path) -> None:
    body = read_body(baked_once, "en")
    html = render(baked_once, body + body.replace("{#", "{#x-"))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_quotation_is_kept_as_written(baked_once: Path) -> None:
    html = render(baked_once, "It took `#!quoted 10.07` s.")
    assert '<span class="baked-quoted">10.07</span>' in html


def test_other_inline_code_is_left_alone(baked_once: Path) -> None:
    html = render(baked_once, "`#!python x = 1` and ``a `#!baked` b``")
    assert "baked-number" not in html
    assert "<code>a `#!baked` b</code>" in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/// snippet | asterisk/helo.py\n///", "did you mean &#x27;asterisk/hello.py&#x27;?"),
        ("/// snippet | asterisk/hello.py # gret\n///", "did you mean &#x27;greet&#x27;?"),
        ("/// chart | asterisk/hello.py # seconds\nx\n///", "publishes no &#x27;seconds&#x27;"),
        ("/// figure | ../x.py\nx\n///", "found the file &#x27;../x.py"),
        ("`#!baked asterisk/measured.py seconds.slo`", "did you mean &#x27;slow&#x27;?"),
        ("`#!baked asterisk/measured.py seconds.slow mean`", "[count|max|median|min|spread]"),
    ],
)
def test_what_is_wrong_stands_on_the_page_and_warns(
    baked_once: Path, text: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    html = render(baked_once, text)
    assert words in html
    assert "baked-problem" in html
    assert [record.name for record in caplog.records] == ["mkdocs.bake"]


def test_stale_record_is_called_so(baked: Path) -> None:
    path = baked / "snippets" / "asterisk" / "hello.py"
    path.write_text(path.read_text().replace("2**10", "2**11"))
    html = render(baked, "/// snippet | asterisk/hello.py # power\n///")
    assert "recorded from an earlier version of this file" in html
    assert '<span class="mi">11</span>' in html, "the code comes from the file"
    assert "<samp>1024" in html


def test_snippet_without_any_record_says_so(project: Path) -> None:
    html = render(project, "/// snippet | asterisk/hello.py\n///", "ko")
    assert "<span>이 실행 환경에서는 아직 기록하지 않았습니다</span>" in html


@pytest.mark.parametrize(("language", "shown"), [("ko", False), ("en", True)])
def test_page_whose_partner_moved_on_says_so_first(baked: Path, language: str, shown: bool) -> None:
    page, date = baked / "docs/ko/asterisk/page.md", read_day(baked, "docs/en/asterisk/page.md")
    text = page.read_text().replace("거듭제곱입니다", "거듭제곱이 됩니다")
    page.write_text(f"{text}\n## 새 `절` {{#new}}\n\n새 글입니다.\n")
    settings = {"bake.markdown": {"language": language, "root": str(baked)}}
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs=settings)
    file = SimpleNamespace(src_uri="asterisk/page.md", dest_uri="asterisk/page/index.html")
    # MkDocs leaves the page it is at in a tree processor of this name.
    relpath = SimpleNamespace(file=file, run=lambda root: None)
    md.treeprocessors.register(relpath, "relpath", 0)  # type: ignore[arg-type]
    html = md.convert(read_body(baked, language))
    banner = html.split("</h1>")[1].split("</div>")[0]
    assert ("The Korean page has changed</p>" in banner) is shown
    assert (f"The two were last in step on {date}. This text has not" in banner) is shown
    assert ('<ul><li><a href="#product">Products</a></li>' in banner) is shown
    there = '<a href="../../../ko/asterisk/page/#new" lang="ko">새 <code>절</code></a>'
    assert (there in banner) is shown
    assert 'href="../../../snippets/asterisk/hello.py"' in html
