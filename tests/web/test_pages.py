"""The pages that the assets' links lead to: what they show, what they hide, what they refuse."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from models.catalogue import load_catalogue
from models.contract import load_contracts
from pipelines.assets.links import (
    CATALOGUE_PAGE,
    CHECKS_PAGE,
    PAGES,
    RELEASE_PAGE,
    key_figure_links,
    source_links,
)
from pipelines.home import CHECKOUT, Home
from pipelines.publication.release import make_release
from pipelines.web.pages import documents, with_pages
from tests.publication.release.tiny_home import home_in

FIGURE = "preventive_per_1000"  # the one that the tiny home has
DAGSTER = PlainTextResponse("Dagster's own")


@dataclass(frozen=True)
class Client:
    """Asks the application in this process, without a server and without its guard."""

    application: ASGIApp

    def get(self, path: str) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.application)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.get(path)

        return asyncio.run(asked())


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = home_in(tmp_path_factory.mktemp("pages"))
    make_release(home, "trivsel5")
    return home


@pytest.fixture(scope="module")
def client(released: Home) -> Client:
    return Client(with_pages(DAGSTER, released))


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return unescape(answer.text)


def rows(text: str, caption: str) -> list[list[str]]:
    [table] = re.findall(f"<caption>{caption}</caption>.*?</table>", text, re.DOTALL)
    found = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in table.split("<tr>")]
    return [row for row in found if row]


def test_every_link_of_every_asset_leads_to_a_page(client: Client) -> None:
    links = {
        value.value
        for metadata in (
            *(key_figure_links(figure) for figure in load_catalogue()),
            *(source_links(source) for source in load_contracts()),
        )
        for value in metadata.values()
        if str(getattr(value, "value", "")).startswith(PAGES)
    } - {CHECKS_PAGE}
    assert len(links) == 2 * len(load_catalogue()) + len(load_contracts())
    for link in links | {PAGES, CATALOGUE_PAGE, RELEASE_PAGE}:
        page(client, link)


def test_what_a_page_links_to_is_there(client: Client) -> None:
    texts = [page(client, path) for path in (PAGES, f"{CATALOGUE_PAGE}/{FIGURE}")]
    inside = {link for text in texts for link in re.findall(r'href="(/noegletal[^"]*)"', text)}
    assert f"{PAGES}/docs/method.md" in inside
    assert f"{PAGES}/docs/sources/foranstaltninger.md" in inside
    for link in inside - {CHECKS_PAGE}:
        page(client, link)


def test_a_definition_says_what_is_counted_and_where_the_report_has_it(client: Client) -> None:
    figure = load_catalogue()[FIGURE]
    text = page(client, f"{CATALOGUE_PAGE}/{FIGURE}")
    assert figure.numerator.da in text and figure.numerator.en in text
    assert "Figur 47, 56, 65 (p. 91, 102, 114)" in text
    assert f'href="/assets/core/kf_{FIGURE}"' in text


def test_the_table_is_the_release_and_hides_what_it_hides(client: Client) -> None:
    text = page(client, f"{RELEASE_PAGE}/key_figures/{FIGURE}")
    cells = {(period, area): rest for period, area, _, *rest in rows(text, "Cells")}
    assert cells["2017-01-31", "Kommune 510"][:3] == ["1.70", "17", "10,000"]
    assert cells["2017-05-31", "Kommune 657"][:2] == ["0.00", "0"]
    hidden = cells["2017-05-31", "Kommune 510"]  # 3 children
    assert (hidden[0], hidden[1], hidden[-1]) == ("[c]", "", "suppressed")
    assert "Release 1 of 20" in text and "all persons are invented" in text


def test_what_the_release_says_of_itself(client: Client, released: Home) -> None:
    text = page(client, RELEASE_PAGE)
    assert str(released.marts / "releases" / "1") in text
    assert "<h2>Signs</h2>" in text  # its README, as HTML


def test_before_anything_is_released_or_checked_the_page_says_what_to_do(tmp_path: Path) -> None:
    empty = Client(with_pages(DAGSTER, Home(tmp_path)))
    for path in (RELEASE_PAGE, f"{RELEASE_PAGE}/key_figures/{FIGURE}"):
        assert f"Run: noegletal release --home {tmp_path}" in page(empty, path, 404)
    assert "run a refresh" in page(empty, CHECKS_PAGE, 404)
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "index.html").write_text("<p>what the checks found</p>")
    assert "what the checks found" in page(empty, CHECKS_PAGE)


@pytest.mark.parametrize(
    "path",
    [
        f"{PAGES}/docs/../README.md",
        f"{PAGES}/docs/..%2FREADME.md",
        f"{PAGES}/docs/%2Fetc%2Fpasswd",
        f"{PAGES}/docs/sources/../../pyproject.toml",
        f"{PAGES}/docs/systemd/noegletal-web.service",
        f"{PAGES}/secret/pseudonym.key",
        f"{CATALOGUE_PAGE}/..%2F..%2Fetc%2Fpasswd",
        f"{RELEASE_PAGE}/key_figures/' or true --",
        f"{RELEASE_PAGE}/manifest.json",
    ],
)
def test_nothing_else_can_be_asked_for(client: Client, path: str) -> None:
    text = page(client, path, 404)
    assert "root:" not in text and "[project]" not in text


def test_a_name_that_is_html_is_shown_and_not_run(client: Client) -> None:
    answer = client.get(f"{CATALOGUE_PAGE}/<script>alert(1)<%2Fscript>")
    assert answer.status_code == 404 and "<script" not in answer.text


def test_html_in_the_documentation_is_shown_and_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "# One\n\n<script>alert(1)</script> [a](javascript:alert(1)) <!-- made -->\n"
    (tmp_path / "one.md").write_text(hostile, encoding="utf-8")
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    monkeypatch.setattr(documents, "DOCUMENTATION", tmp_path)
    client = Client(with_pages(DAGSTER, Home(tmp_path)))
    text = client.get(f"{PAGES}/docs/one.md").text
    assert "<script" not in text and 'href="javascript' not in text and "made" not in text
    assert client.get(f"{PAGES}/docs/link.md").status_code == 404


def test_a_mistake_is_told_without_its_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> list[Path]:
        raise ValueError("Anna")

    monkeypatch.setattr(documents, "_pages", broken)
    text = page(client, PAGES, 500)
    assert "ValueError" in text and "Anna" not in text


def test_all_else_is_answered_by_dagster(client: Client) -> None:
    for path in ("/", "/assets/core/kf_placed_per_1000", "/noegletalx", "/graphql"):
        assert client.get(path).text == "Dagster's own"


def test_every_page_of_the_documentation_is_listed(client: Client) -> None:
    text = page(client, PAGES)
    for path in (CHECKOUT / "docs").rglob("*.md"):
        assert f"{PAGES}/docs/{path.relative_to(CHECKOUT / 'docs')}" in text
