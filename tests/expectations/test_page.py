"""The page of results: what it says, that it tells no value, and that it loads nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from expectations.page import _WHY_DA, render, write_page
from expectations.rule import all_rules
from expectations.validate import NOTHING_DELIVERED, Outcome, RuleResult
from tests.expectations.deliveries import SOUND
from tests.expectations.trying import warehouse


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = warehouse(tmp_path_factory.mktemp("page"), SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update raw.deliveries set file_name = '2018-01-01_<script>alert(1)</script>.csv' "
            "where source = 'sagstal'"
        )
    return path


def page_of(path: Path, found: list[RuleResult]) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        return render(connection, found)


def results(of_sagstal: Outcome = "pass", why: str = "") -> list[RuleResult]:
    return [
        RuleResult(source, rule, of_sagstal if source == "sagstal" else "pass",
                   why if source == "sagstal" else "")
        for source, rules in all_rules().items()
        for rule in rules
    ]  # fmt: skip


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_each_rule_is_told_with_its_evidence(path: Path) -> None:
    ids = {attributes.get("id") for _, attributes in Tags(page_of(path, results())).found}
    for source, rules in all_rules().items():
        assert {f"{source}-{rule.name}" for rule in rules} <= ids
    page = re.sub(r"&#?\w+;", "", page_of(path, results()))
    for rules in all_rules().values():
        for rule in rules:
            for text in (rule.sentence, rule.sentence_da, rule.evidence):
                assert re.sub("[<>&'\"]", "", text) in re.sub("'", "", page)


@pytest.mark.parametrize(
    ("outcome", "why", "told"),
    [
        ("pass", "", "opfyldt"),
        ("fail", "", "ikke opfyldt"),
        ("skipped", NOTHING_DELIVERED, "sprunget over"),
        ("crashed", "", "kunne ikke prøves"),
    ],
)
def test_each_outcome_is_told_in_words(path: Path, outcome: Outcome, why: str, told: str) -> None:
    page = page_of(path, results(outcome, why))
    item = page[page.index('id="sagstal-mean_caseload_is_plausible"') :]
    item = item[: item.index("</li>")]
    assert f'<span class="outcome">{told} <span lang="en">· {outcome}' in item
    assert ('href="#sagstal-mean_caseload_is_plausible"' in page) is (
        outcome in ("fail", "crashed")
    )
    assert (f"{_WHY_DA[NOTHING_DELIVERED]} " in item) is (outcome == "skipped")


def test_every_reason_for_skipping_is_told_in_danish() -> None:
    reasons = {rule.applies_not for rules in all_rules().values() for rule in rules}
    assert reasons - {""} | {NOTHING_DELIVERED} == set(_WHY_DA)


def test_nothing_is_loaded_and_nothing_runs(path: Path) -> None:
    page = page_of(path, results("fail"))
    tags = Tags(page).found
    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "form"}
    for _, attributes in tags:
        assert not {name for name in attributes if name.startswith("on")} | (
            {"src", "style"} & set(attributes)
        )
        assert str(attributes.get("href", "#")).startswith("#")
    assert "url(" not in page and "@import" not in page and "http:" not in page
    policy = next(a["content"] for t, a in tags if "Content-Security-Policy" in a.values())
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert policy and style
    assert policy.startswith("default-src 'none'; ")
    assert b64encode(sha256(style[1].encode()).digest()).decode() in policy


def test_names_of_files_are_escaped(path: Path) -> None:
    page = page_of(path, results())
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_the_same_results_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        first = write_page(connection, results("fail"), tmp_path / "checks").read_bytes()
        again = write_page(connection, results("fail"), tmp_path / "checks")
    assert again.read_bytes() == first
    assert [file.name for file in (tmp_path / "checks").iterdir()] == ["index.html"]
    assert b"Som kendt 2018-01-01" in first  # the newest delivery's day, not the clock's


def test_the_day_asked_for_stands_on_it(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("update raw.as_of set as_of = date '2018-06-30'")
    try:
        assert "Som kendt 2018-06-30" in page_of(path, results())
    finally:
        with duckdb.connect(str(path)) as connection:
            connection.execute("update raw.as_of set as_of = null")


def test_no_value_of_a_person_stands_on_it(path: Path) -> None:
    page = page_of(path, results("fail"))
    assert "p1_" not in page and "2005-01-01" not in page
