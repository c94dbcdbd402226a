"""The site that `build_site` makes, over a tiny project in two languages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import accept
from playwright.sync_api import Page, Request, Route, sync_playwright

from bake.problem import Problem
from bake.site import build_site

ROOT = Path(__file__).parents[1]
ADDRESS = "http://example.org/guide/"
PAGES = ("", "asterisk/arithmetic/")
LANGUAGES = ("ko", "en")
FETCHED = ("iframe", "img", "link", "script", "source")

NAV = """\
nav:
  - index.md
  - Asterisk:
      - asterisk/arithmetic.md
"""
SNIPPET = '# /// script\n# requires-python = ">=3.11"\n# ///\n# %% power\nprint(2**3)\n'
WORDS = {
    "ko": ("처음", "여기서 시작합니다.", "별표", "거듭제곱은 별표 두 개입니다."),
    "en": ("Home", "It begins here.", "The asterisk", "Two stars raise to a power."),
}


class Links(HTMLParser):
    """Collects what a page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


def read_elements(path: Path) -> list[tuple[str, dict[str, str]]]:
    """Every element of an HTML file, with its attributes."""
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links.elements


def names_the_page(attributes: dict[str, str]) -> bool:
    """Whether a link says what the page is called, for which only a whole address will do."""
    return attributes.get("rel", "").strip() in ("canonical", "alternate")


def write_project(root: Path) -> None:
    """Write a project of two pages per language, with the real configuration and templates."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for folder in ("bake", "records/cpu/asterisk", "snippets/asterisk"):
        (root / folder).mkdir(parents=True)
    (root / "snippets/asterisk/power.py").write_text(SNIPPET, encoding="utf-8")
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (ROOT / config).read_text(encoding="utf-8")
        assert text.count("\nnav:\n") == 1
        (root / config).write_text(text.split("nav:\n  -")[0] + NAV, encoding="utf-8")
    for lang, (home, start, title, body) in WORDS.items():
        topic = root / "docs" / lang / "asterisk"
        topic.mkdir(parents=True)
        (topic.parent / "index.md").write_text(
            f"---\ndescription: {start}\n---\n# {home} {{#home}}\n\n"
            f"{start} [{title}](asterisk/arithmetic.md#power)\n",
            encoding="utf-8",
        )
        (topic / "arithmetic.md").write_text(
            f"---\ndescription: {body}\n---\n# {title} {{#arithmetic}}\n\n[{home}](../index.md)\n\n"
            f"## {title} {{#power}}\n\n{body}\n\n/// snippet | asterisk/power.py # power\n///\n",
            encoding="utf-8",
        )


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site is built."""
    root = tmp_path_factory.mktemp("project")
    write_project(root)
    assert build_site(root, ADDRESS, accept) == []
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return project / "site"


def test_every_link_is_relative_and_leads_to_a_file(site: Path) -> None:
    seen = 0
    for lang in LANGUAGES:
        for path in (site / lang).rglob("*.html"):
            for _, attributes in read_elements(path):
                link = attributes.get("href", attributes.get("src"))
                if link is None or names_the_page(attributes) or link.startswith("data:"):
                    continue
                parts = urlsplit(link)
                assert not parts.scheme and not parts.netloc, f"{path}: {link}"
                assert not link.startswith("/"), f"{path}: {link}"
                target = path.parent / unquote(parts.path) if parts.path else path
                found = target / "index.html" if target.is_dir() else target
                assert found.is_file(), f"{path}: {link}"
                seen += 1
    assert seen > 40


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_language_links_lead_to_the_partner_page(site: Path, lang: str, page: str) -> None:
    path = site / lang / page / "index.html"
    links = {
        attributes["hreflang"]: (path.parent / attributes["href"]).resolve()
        for tag, attributes in read_elements(path)
        if tag == "a" and "hreflang" in attributes
    }
    assert links == {other: (site / other / page).resolve() for other in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_head_names_the_page_in_every_language(site: Path, lang: str, page: str) -> None:
    elements = read_elements(site / lang / page / "index.html")
    heads = [attributes for tag, attributes in elements if tag == "link"]
    canonical = [a["href"] for a in heads if a["rel"] == "canonical"]
    alternates = {a["hreflang"]: a["href"] for a in heads if "hreflang" in a}
    description = [a["content"] for tag, a in elements if a.get("name") == "description"]
    assert ("html", lang) in [(tag, a.get("lang")) for tag, a in elements]
    assert canonical == [f"{ADDRESS}{lang}/{page}"]
    assert alternates == {
        "ko": f"{ADDRESS}ko/{page}",
        "en": f"{ADDRESS}en/{page}",
        "x-default": f"{ADDRESS}ko/{page}",
    }
    assert description == [WORDS[lang][3 if page else 1]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_head_has_a_card_for_those_who_link_to_the_page(site: Path, lang: str, page: str) -> None:
    elements = read_elements(site / lang / page / "index.html")
    card = {a["property"]: a["content"] for tag, a in elements if "property" in a}
    assert card["og:url"] == f"{ADDRESS}{lang}/{page}"
    assert card["og:description"] == WORDS[lang][3 if page else 1]
    assert card["og:title"] == WORDS[lang][2 if page else 0]
    picture = site / card["og:image"].removeprefix(ADDRESS)
    assert picture.stat().st_size < 60_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_asks_for_its_own_palette_alone_and_for_no_face(site: Path, lang: str) -> None:
    elements = read_elements(site / lang / "asterisk/arithmetic/index.html")
    links = [a for tag, a in elements if tag == "link"]
    styles = [Path(a["href"]).name for a in links if a["rel"] == "stylesheet"]
    assert styles[1:] == ["look.css", "extra.css"], "the theme's palettes are cut from the page"
    assert not [a for a in links if a.get("as") == "font"], "faces come once a page has been read"
    assert [a["href"][:19] for a in links if a["rel"] == "icon"] == ["data:image/svg+xml,"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_can_be_used_without_seeing_it(site: Path, lang: str) -> None:
    elements = read_elements(site / lang / "asterisk/arithmetic/index.html")
    assert [a["aria-label"] for _, a in elements if a.get("role") == "dialog"]
    assert [a["href"] for _, a in elements if a.get("class") == "md-skip"] == ["#arithmetic"]


def test_sitemaps_name_every_page_in_both_languages(site: Path) -> None:
    site_map, html = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
    names = {"s": site_map, "x": html}
    index = ElementTree.parse(site / "sitemap.xml").findall("s:sitemap/s:loc", names)
    assert [loc.text for loc in index] == [f"{ADDRESS}{lang}/sitemap.xml" for lang in LANGUAGES]
    for lang in LANGUAGES:
        urls = ElementTree.parse(site / lang / "sitemap.xml").findall("s:url", names)
        assert [url.findtext("s:loc", "", names) for url in urls] == [
            f"{ADDRESS}{lang}/{page}" for page in PAGES
        ]
        for url, page in zip(urls, PAGES, strict=True):
            links = [(a.get("hreflang"), a.get("href")) for a in url.findall("x:link", names)]
            assert links == [(other, f"{ADDRESS}{other}/{page}") for other in LANGUAGES]


def test_the_one_404_speaks_both_languages_from_any_depth(site: Path) -> None:
    assert [p.relative_to(site) for p in site.rglob("404.html")] == [Path("404.html")]
    elements = read_elements(site / "404.html")
    assert [a["href"] for tag, a in elements if tag == "base"] == ["/guide/"]
    assert [a["href"] for tag, a in elements if tag == "a"] == ["ko/", "en/"]
    assert [a["id"] for tag, a in elements if tag == "section"] == ["ko", "en"]


def test_the_front_door_offers_both_languages_without_script(site: Path) -> None:
    elements = read_elements(site / "index.html")
    assert [a["href"] for tag, a in elements if tag == "a"] == ["ko/", "en/"]
    assert "refresh" not in [a.get("http-equiv") for tag, a in elements if tag == "meta"]


def test_downloads_are_copied_once(site: Path) -> None:
    assert (site / "snippets/asterisk/power.py").read_text(encoding="utf-8") == SNIPPET
    assert (site / "robots.txt").read_text(encoding="utf-8").endswith(f"{ADDRESS}sitemap.xml\n")
    assert (site / ".nojekyll").exists()
    assert not list((site / "ko").rglob("*.py"))


def test_every_page_and_the_headers_carry_the_policy(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1, path
        before = text[: text.index("Content-Security-Policy")]
        assert "<script" not in before, "a policy binds only what follows it"
    headers = (site / "_headers").read_text(encoding="utf-8")
    assert "'wasm-unsafe-eval'" in headers
    assert "'unsafe-eval'" not in headers


def test_notebooks_to_download_are_written_once(site: Path) -> None:
    assert sorted(path.name for path in (site / "notebooks").rglob("*.*")) == ["power.ipynb"]
    assert not (site / "ko/runtime").exists(), "MkDocs takes the runtime for a part of the theme"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        for tag, attributes in read_elements(path):
            if tag in FETCHED and not names_the_page(attributes):
                link = attributes.get("src", attributes.get("href", ""))
                assert not re.match(r"(?:[a-z]+:)?//", link), f"{path}: {link}"
    for path in [*site.rglob("*.css"), *site.glob("*/assets/site.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import|fetch\()\s*[\"']?(?:https?:)?//", text), path


def test_a_broken_page_keeps_the_last_site(
    project: Path, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = read_tree(site)
    broken = {"ko": "[a](#nowhere)\n", "en": "[b](asterisk/absent.md)\n"}
    kept = {lang: (project / "docs" / lang / "index.md").read_bytes() for lang in LANGUAGES}
    for lang, line in broken.items():
        path = project / "docs" / lang / "index.md"
        path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    problems = build_site(project, ADDRESS, accept)
    for lang, text in kept.items():
        (project / "docs" / lang / "index.md").write_bytes(text)
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml: mkdocs build --strict failed: "
        "correct what it says above, mostly under docs/ko",
        "mkdocs.en.yml: mkdocs build --strict failed: "
        "correct what it says above, mostly under docs/en",
    ]
    shown = capfd.readouterr().err
    assert "'#nowhere'" in shown and "'asterisk/absent.md'" in shown
    assert read_tree(site) == before


def test_a_second_build_leaves_nothing_of_the_last(project: Path, site: Path) -> None:
    before = read_tree(site)
    for folder in (site, project / ".cache/site"):
        for name in ("old.html", "snippets/asterisk/old.py", "ko/old/index.html"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
    assert build_site(project, ADDRESS, accept) == []
    assert read_tree(site).keys() == before.keys()


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    [problem] = build_site(tmp_path, "example.org/guide", accept)
    assert str(problem) == (
        "--address: found 'example.org/guide/', expected http://… or https://…: "
        "give the whole address of the site"
    )
    assert not list(tmp_path.iterdir())


CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[Page]:
    """A browser of an English reader, who finds the site at its address."""
    if not CHROMIUM:
        pytest.skip("needs chromium")

    def answer(route: Route, request: Request) -> None:
        path = site / urlsplit(request.url).path.removeprefix("/guide/")
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path if path.is_file() else site / "404.html")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
        page.route(f"{ADDRESS}**", answer)
        yield page
        browser.close()


def test_the_front_door_remembers_the_chosen_language(page: Page) -> None:
    page.goto(ADDRESS)
    page.wait_for_url(f"{ADDRESS}en/")
    page.hover(".md-select button")
    page.click(".md-select__link[hreflang=ko]")
    page.wait_for_url(f"{ADDRESS}ko/")
    page.goto(ADDRESS)
    page.wait_for_url(f"{ADDRESS}ko/")


def test_language_links_follow_instant_navigation(page: Page) -> None:
    page.goto(f"{ADDRESS}ko/", wait_until="networkidle")  # it needs the sitemap
    page.evaluate("window.unloaded = false")
    page.click("nav a[href$='asterisk/arithmetic/']")
    page.wait_for_url(f"{ADDRESS}ko/asterisk/arithmetic/")
    expected = f"{ADDRESS}en/asterisk/arithmetic/"
    page.wait_for_function(
        "url => document.querySelector('.md-select__link[hreflang=en]').href === url", arg=expected
    )
    assert page.evaluate("window.unloaded") is False


def test_404_puts_the_language_of_the_address_first(page: Page) -> None:
    page.goto(f"{ADDRESS}en/asterisk/absent/")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
    assert links == [f"{ADDRESS}en/", f"{ADDRESS}ko/"]


def test_what_check_finds_stops_the_build_and_keeps_the_last_site(
    project: Path, site: Path
) -> None:
    before = read_tree(site)
    complaint = Problem("docs/ko/index.md", 1, "found this", "do that")
    with (project / "docs/ko/index.md").open("a", encoding="utf-8") as page:
        page.write("\n")  # else there is nothing to build
    assert build_site(project, ADDRESS, lambda _: [complaint]) == [complaint]
    assert read_tree(site) == before
