"""The pages in a real browser: readable to all, at any width, and closed to the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PAGES = (
    *("index.html", "figurer.html", "tabeller.html", "noter.html", "kontrol.html"),
    *("systemer.html", "systemer-657.html", "data.html", "aendringer.html", "ordliste.html"),
    *("kommune-657.html", "en/kommune-167.html", "en/kontrol.html"),
    "saadan-er-tallet-regnet/placed_per_1000.html",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield launched
        launched.close()


@pytest.mark.parametrize("width", [1000, 360])
@pytest.mark.parametrize("page", PAGES)
def test_a_page(page: str, width: int, browser: Browser, report: Path) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}) as opened:
        asked: list[str] = []
        said: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto((report / page).as_uri())
        assert asked and all(url.startswith(report.as_uri()) for url in asked)
        assert said == []
        images = opened.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        assert images
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        # Axe asks for the style sheet, too, which the page's own policy refuses: all said before.
        found = Axe().run(opened, options=RULES)
        assert found.violations_count == 0, found.generate_report()
