"""A snippet and its records as HTML, in one language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from bake.figure import inline_figure
from bake.outcome import VISIBLE, Output
from bake.record import Record, Standing
from bake.snippet import Cell, Snippet
from bake.ways import choose_command, has_download, name_download, name_view

WORDS = {
    "ko": {
        "output": "출력",
        "error": "표준 오류",
        "download": "파일 내려받기",
        "notebook": "노트북으로 내려받기",
        "view": "노트북으로 보기",
        "run": "실행",
        "edit": "고치기",
        "copy": "명령 복사",
        "ran": "{date} 실행",
        "none": "이 실행 환경에서는 아직 기록하지 않았습니다",
        "old": "이 파일의 이전 판을 실행한 기록입니다",
        "runner": "실행 환경",
        "machine": "기계",
        "versions": "패키지",
        "date": "날짜",
        "seconds": "초",
        "record": "기록",
    },
    "en": {
        "output": "Output",
        "error": "Standard error",
        "download": "Download the file",
        "notebook": "Download as a notebook",
        "view": "View as notebook",
        "run": "Run",
        "edit": "Edit",
        "copy": "Copy command",
        "ran": "ran {date}",
        "none": "not recorded on this runner yet",
        "old": "recorded from an earlier version of this file",
        "runner": "Runner",
        "machine": "Machine",
        "versions": "Packages",
        "date": "Date",
        "seconds": "Seconds",
        "record": "Record",
    },
}
LEXER = PythonLexer()
NOTE = re.compile(r'<span class="c1">(# \(\d+\)!?)</span>')
FORMATTER: HtmlFormatter[str] = HtmlFormatter(cssclass="highlight", wrapcode=True)


def render_code(cell: Cell, prefix: str) -> str:
    """Highlight the code of a cell; Material's copy button needs an id for each.

    A comment that only numbers a note is marked: it is as wide as the button that replaces it.
    """
    code = highlight(cell.source.translate(VISIBLE), LEXER, FORMATTER)
    code = NOTE.sub(r'<span class="c1 note">\1</span>', code)
    return code.replace("<div ", f'<div id="{prefix}-{cell.name}" ', 1)


def render_file_link(name: str, up: str, language: str) -> str:
    """Name the file and link to its download; `up` leads from the page to the site's root."""
    title = WORDS[language]["download"]
    shown = f"snippets/{name}".replace("/", "/<wbr>")
    return (
        f'<div class="baked-file"><a href="{up}snippets/{name}" download title="{title}">'
        f"<code>{shown}</code></a></div>"
    )


def render_ways(
    snippet: Snippet,
    up: str,
    language: str,
    *,
    version: str = "",
    why: str = "",
    cells: str = "",
    runner: str = "",
) -> str:
    """The bar under a snippet's results: the ways to run it.

    Its buttons are here from the start, so that nothing moves when scripts wake them.
    `version` is the runtime's in which this very file was run, or empty; `why` says why it cannot
    be run in the page; `cells` names those that the block shows, where it does not show all;
    `runner` is the one whose record is shown, which can be seen as a notebook.
    """
    facts = {"file": snippet.place, "command": choose_command(snippet)}
    if version:
        facts |= {"runtime": version, "limit": f"{snippet.timeout:g}"}
    if version and cells:
        facts["cells"] = cells
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in facts.items())
    shown = "".join(_render_button(name, language) for name in ("run", "edit") if version)
    shown += f'<span class="ways-why">{escape(why)}</span>' if why else ""
    if runner:
        shown += (
            f'<a class="ways-button" href="{up}{name_view(runner, snippet.name)}/">'
            f"{WORDS[language]['view']}</a>"
        )
    if has_download(snippet):
        shown += (
            f'<a class="ways-button" href="{up}{name_download(snippet)}" download '
            f'title="{WORDS[language]["notebook"]}">.ipynb</a>'
        )
    shown += f'{_render_button("copy", language)}<span role="status"></span>'
    return f'<div class="baked-ways" data-search-exclude{data}>{shown}</div>'


def _render_button(name: str, language: str) -> str:
    kind = "ways-copy" if name == "copy" else f"run-{name}"
    label = WORDS[language][name]
    return f'<button type="button" class="ways-button {kind}" disabled>{label}</button>'


def render_output(output: Output, language: str) -> str:
    """Show what a cell printed: stdout, then stderr."""
    words = WORDS[language]
    shown = ""
    for text, label, kind in (
        (output.stdout, words["output"], "baked-out"),
        (output.stderr, words["error"], "baked-out baked-err"),
    ):
        if text:
            shown += (
                f'<pre class="{kind}" tabindex="0" role="group" aria-label="{label}">'
                f"<samp>{escape(text.rstrip().translate(VISIBLE))}</samp></pre>"
            )
    return shown


def render_figures(output: Output, alts: Sequence[str], prefix: str) -> str:
    """Show the figures of a cell, each with its alt text."""
    return "".join(
        f'<div class="baked-plot">{inline_figure(figure, f"{prefix}-{number}", alt)}</div>'
        for number, (figure, alt) in enumerate(zip(output.figures, alts, strict=False), 1)
    )


def choose_standing(standings: Sequence[Standing], runner: str = "") -> Standing | None:
    """Choose the record a page shows: of the runner asked for, else the first there is."""
    for standing in standings:
        if standing.record and runner in ("", standing.runner):
            return standing
    return None


def render_runs(groups: Sequence[Sequence[Standing]], up: str, language: str) -> str:
    """Say where and when the shown results came from; opens to every runner's record.

    `groups` holds the standings of one snippet each.
    """
    words = WORDS[language]
    shown = [standing for group in groups if (standing := choose_standing(group))]
    lines = dict.fromkeys(describe_run(standing, language) for standing in shown)
    heads = ("runner", "machine", "versions", "date", "seconds", "record")
    head = "".join(f'<th scope="col">{words[key]}</th>' for key in heads)
    rows = "".join(_render_row(standing, up, language) for group in groups for standing in group)
    return (
        '<details class="baked-runs" data-search-exclude>'
        f"<summary><span>{' / '.join(lines) or words['none']}</span></summary>"
        f'<div class="baked-scroll" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def describe_run(standing: Standing, language: str) -> str:
    """Name runner, date and main versions of a record in one line."""
    assert standing.record, "chosen by choose_standing"
    words = WORDS[language]
    environment = standing.record.environment
    parts = [
        f"<code>{standing.runner}</code> "
        + escape(words["ran"].format(date=standing.record.run.date)),
        escape(f"Python {environment.get('python')}"),
        *(escape(package) for package in list_packages(standing.record)),
    ]
    if standing.state == "stale":
        parts.append(words["old"])
    return " · ".join(parts)


def list_packages(record: Record) -> list[str]:
    """The declared packages with the versions that the run saw."""
    return [
        f"{key.removeprefix('package.')} {version}"
        for key, version in sorted(record.environment.items())
        if key.startswith("package.") and version
    ]


def describe_machine(record: Record) -> str:
    """Name the processor, the cores and the GPU of a record."""
    facts = record.environment
    parts = [f"{facts.get('cpu')} × {facts.get('cpu_count')}"]
    parts += [str(facts["gpu"])] if facts.get("gpu") else []
    parts += [str(facts["platform"])] if facts.get("platform") else []
    return ", ".join(parts)


def _render_row(standing: Standing, up: str, language: str) -> str:
    words = WORDS[language]
    head = f'<tr><th scope="row"><code>{escape(standing.runner)}</code></th>'
    record = standing.record
    if not record:
        return f'{head}<td colspan="5">{standing.snippet}: {words["none"]}</td></tr>'
    facts = record.environment
    python = f"Python {facts.get('python')} ({facts.get('build')})"
    cells = [
        escape(describe_machine(record)),
        escape(", ".join([python, *list_packages(record)])),
        escape(record.run.date),
        f"{record.run.seconds:.2f}",
        f'<a href="{up}{standing.path}" download>{standing.path.rpartition("/")[2]}</a>'
        f' · <a href="{up}{name_view(standing.runner, standing.snippet)}/">{words["view"]}</a>'
        + (f" ({words['old']})" if standing.state == "stale" else ""),
    ]
    return head + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
