"""What a group of municipalities has, from what the release shows of each of them.

So a group cannot tell what is hidden: where one member's number is, the group has none.
"""

from __future__ import annotations

from models.comparison import Group
from pipelines.report.marts import Marts, Row
from pipelines.report.numbers import Language, text


def group_rows(marts: Marts, key_figure: str, group: Group, language: Language) -> list[Row]:
    """Rows as those of the mart, one for each period and breakdown of a ratio.

    The value is that of all persons of the members together; none where a member lacks a number.
    """
    of_members = [r for r in marts.key_figure(key_figure) if r["area_code"] in group.members]
    present = {row["area_code"] for row in of_members}
    of = "ud af" if language == "da" else "out of"
    name = f"{text(group.label, language)} ({len(present)} {of} {len(group.members)})"
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in of_members:
        cells.setdefault((row["period"], row["breakdown"]), []).append(row)
    return [
        rows[0]
        | {"area_code": group.id, "area": name, "area_type": "group", "ci_low": None}
        | {"ci_high": None, "note_ids": _notes(rows)}
        | _together(rows, len(present), multiplier_of(marts, key_figure))
        for rows in cells.values()
    ]


def _together(rows: list[Row], wanted: int, multiplier: float) -> Row:
    nothing: Row = {"numerator": None, "denominator": None, "value": None}
    if any(row["status"] == "suppressed" for row in rows):
        return nothing | {"status": "suppressed"}
    if len(rows) < wanted or any(
        row["numerator"] is None or not row["denominator"] for row in rows
    ):
        return nothing | {"status": "not_available"}
    numerator = sum(row["numerator"] for row in rows)
    denominator = sum(row["denominator"] for row in rows)
    return {
        "numerator": numerator,
        "denominator": denominator,
        "value": multiplier * numerator / denominator,
        "status": "ok",
    }


def _notes(rows: list[Row]) -> str:
    found = dict.fromkeys(n for row in rows for n in (row["note_ids"] or "").split(",") if n)
    return ",".join(found)


def multiplier_of(marts: Marts, key_figure: str) -> float:
    """What a quotient is multiplied by to be the key figure: 1,000 of a rate."""
    [row] = [row for row in marts.rows("catalogue") if row["key_figure"] == key_figure]
    return float(row["multiplier"])
