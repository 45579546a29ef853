"""A municipality beside others: only what may be compared, and nothing that is hidden."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import pytest

from models.charts import load_charts
from models.codelists import municipalities
from models.comparison import Group, groups_of, load_comparison
from models.contract import Label
from pipelines.report.comparison import compared, pictures_of
from pipelines.report.comparison.funnel import limits
from pipelines.report.comparison.groups import group_rows
from pipelines.report.drawing import labels
from pipelines.report.figures import draw
from pipelines.report.figures.side_by_side import NotComparableError
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import LANGUAGES, Language
from tests.report.changed import changed

HERNING = Area("657", "Herning", "municipality")
TWO = Group(id="two", label=Label(da="To", en="Two"), members=("167", "657", "101"))
LAST = "2017-09-30"


def test_every_family_and_note_is_known(marts: Marts) -> None:
    found = load_comparison()
    assert {*found.families, found.funnel} <= load_charts().keys()
    assert found.forbidding_notes <= {row["note_id"] for row in marts.rows("footnotes")}
    members = {member for group in found.groups for member in group.members}
    assert members <= municipalities().keys()


def test_a_municipality_is_in_its_group_of_statistics_denmark() -> None:
    assert [group.id for group in groups_of("657")] == ["partnership", "dst3"]
    assert len(groups_of("101")) == 1


def test_a_group_is_all_its_children_together(marts: Marts) -> None:
    own = {row["area_code"]: row for row in marts.key_figure("placed_per_1000") if _is_total(row)}
    [row] = [row for row in group_rows(marts, "placed_per_1000", TWO, "da") if _is_total(row)]
    children = own["167"]["numerator"] + own["657"]["numerator"]
    inhabitants = own["167"]["denominator"] + own["657"]["denominator"]
    assert row["value"] == pytest.approx(1000 * children / inhabitants)
    assert row["area"] == "To (2 ud af 3)"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"status": "suppressed", "numerator": None, "value": None}, "suppressed"),
        ({"status": "no_denominator", "denominator": None, "value": None}, "not_available"),
    ],
)
def test_a_group_does_not_tell_what_a_member_hides(
    cells: dict[str, object], status: str, marts: Marts
) -> None:
    hidden = changed(
        marts, "placed_per_1000", cells,
        lambda row: row["area_code"] == "167" and _is_total(row),
    )  # fmt: skip
    rows = group_rows(hidden, "placed_per_1000", TWO, "da")
    [row] = [row for row in rows if _is_total(row)]
    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, None)
    assert row["status"] == status
    others = [r for r in rows if r["breakdown"] == "total" and not _is_total(r)]
    assert others and all(r["value"] is not None for r in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_not_be_compared_is_refused_with_the_reason(
    language: Language, marts: Marts
) -> None:
    found = {each.name: each for each in compared(marts, HERNING, language)}
    refused = {name for name, each in found.items() if each.refusal}
    assert refused == {
        "sammenligning-home-based", "sammenligning-home-based-movements", "sammenligning-preventive"
    }  # fmt: skip
    for name in refused:
        assert found[name].table is None
        assert ("på tværs af kommuner" if language == "da" else "across") in found[name].refusal
    assert all(each.table is not None for name, each in found.items() if name not in refused)


def test_one_figure_of_all_is_refused_as_well(marts: Marts) -> None:
    side_by_side = load_charts()["preventive"].model_copy(update={"numbers": {"all": 99}})
    with pytest.raises(NotComparableError, match="på tværs af kommuner"):
        draw(side_by_side, "all", marts)
    assert draw(load_charts()["preventive"], "657", marts).cells


def test_the_own_value_has_its_interval(marts: Marts) -> None:
    [placed] = [c for c in compared(marts, HERNING, "da") if c.name == "sammenligning-placed"]
    assert placed.table is not None
    own = placed.table.lines[0]
    [row] = [
        r for r in marts.key_figure("placed_per_1000") if r["area_code"] == "657" and _is_total(r)
    ]
    low, high = (f"{row[limit]:.1f}".replace(".", ",") for limit in ("ci_low", "ci_high"))
    assert own.head == "Herning"
    assert own.of[-1] == f"131 af 19.226; 95 %: {low} – {high}"
    assert not any("95 %" in of for line in placed.table.lines[1:] for of in line.of)


def test_limits_are_the_binomials() -> None:
    half = 1.96 * sqrt(0.01 * 0.99 / 10_000)
    assert limits(0.01, 10_000, 1.96) == pytest.approx((0.01 - half, 0.01 + half))
    assert limits(0.001, 10, 3.09)[0] == 0.0


def test_a_funnel_names_its_own_municipality_only(marts: Marts) -> None:
    _, funnel = pictures_of(marts, HERNING, "da")
    drawn = labels(funnel)
    assert "Herning 6,8" in drawn
    assert not any("Haderslev" in text or "Hvidovre" in text for text in drawn)
    assert "Kommuner, der er skjult eller mangler: 1." in funnel.remark  # Esbjerg's
    assert {cell.period for cell in funnel.cells} == {LAST}


def test_too_few_are_no_funnel(marts: Marts) -> None:
    hidden = changed(
        marts, "placed_per_1000", {"status": "suppressed", "numerator": None, "value": None},
        lambda row: row["area_code"] == "167",
    )  # fmt: skip
    assert [each.name for each in pictures_of(hidden, HERNING, "da")] == ["sammenligning-657"]


def test_the_page_says_why(report: Path) -> None:
    for below, words in (("", "Sættes ikke ved siden af"), ("en", "Not set beside other")):
        text = (report / below / "sammenligning-657.html").read_text(encoding="utf-8")
        assert text.count(words) == 3


def _is_total(row: dict[str, object]) -> bool:
    return (row["period"], row["breakdown"]) == (LAST, "total")
