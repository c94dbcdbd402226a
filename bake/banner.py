"""The banner: what a page that waits says of its partner, which has moved on."""

from __future__ import annotations

import re
from html import escape

from bake.front import Front, list_changed, list_titles, read_date

WORDS = {
    "ko": {
        "title": "영어판이 바뀌었습니다",
        "since": "두 글은 {date}에 마지막으로 맞추었습니다. ",
        "why": "이 글에는 영어판에서 바뀐 내용이 아직 없습니다. 코드와 결과는 같습니다.",
        "changed": "바뀐 절",
        "how": "두 언어를 모두 읽으신다면 <a href={href}>이 글을 맞추어 주십시오</a>.",
    },
    "en": {
        "title": "The Korean page has changed",
        "since": "The two were last in step on {date}. ",
        "why": "This text has not followed it yet. Code and results are the same.",
        "changed": "Changed sections",
        "how": "If you read both languages, <a href={href}>bring this text into step</a>.",
    },
}
HOW = "about/contributing/#waiting"
"""Where volunteers read what to do."""


def render_banner(language: str, page: Front, partner: Front, up: str, name: str) -> str:
    """The banner's HTML; `up` leads to the site's root, `name` is the page's file."""
    words, date = WORDS[language], read_date(page)
    other = "en" if language == "ko" else "ko"
    parts = [part for part in name.removesuffix(".md").split("/") if part != "index"]
    address = f"{up}{'/'.join([other, *parts])}/"
    changed = _render_sections(page, partner, address, other)
    how = words["how"].format(href=f'"{up}{language}/{HOW}"')
    return (
        f'<p class="admonition-title">{words["title"]}</p>'
        f"<p>{words['since'].format(date=date) if date else ''}{words['why']}</p>"
        + (f"<p>{words['changed']}:</p><ul>{changed}</ul>" if changed else "")
        + f"<p>{how}</p>"
    )


def _render_sections(page: Front, partner: Front, address: str, other: str) -> str:
    """The changed sections: links into this page, or to the partner's where it alone has them."""
    ours, theirs = list_titles(page[1]), list_titles(partner[1])
    items = []
    for name in list_changed(page, partner):
        href, lang = (f"#{name}", "") if name in ours else (f"{address}#{name}", f' lang="{other}"')
        title = re.sub("`([^`]+)`", r"<code>\1</code>", escape(ours.get(name) or theirs[name]))
        items.append(f'<li><a href="{href}"{lang}>{title}</a></li>')
    return "".join(items)
