"""Which figures are set beside other areas, which may not be, and which groups there are.

From ``comparison.yml``, and Statistics Denmark's groups of municipalities from the code list.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from models.codelists import code_list
from models.contract import Label, Strict

COMPARISON = Path(__file__).with_name("comparison.yml")
_OFFICIAL = "dst"  # followed by Statistics Denmark's code of the group


class Group(Strict):
    """Municipalities that are summed; ``members`` are their codes."""

    id: str
    label: Label
    members: tuple[str, ...]


class Comparison(Strict):
    """``families`` are ids of charts; a cell with a forbidding note stands beside no other area."""

    families: tuple[str, ...]
    funnel: str
    forbidding_notes: frozenset[str]
    groups: tuple[Group, ...]


@cache
def load_comparison() -> Comparison:
    """The file as it is."""
    return Comparison.model_validate(yaml.safe_load(COMPARISON.read_text(encoding="utf-8")))


def groups_of(area_code: str) -> list[Group]:
    """The groups that a municipality is in: chosen ones first, then Statistics Denmark's."""
    groups = (*load_comparison().groups, *_official())
    return [group for group in groups if area_code in group.members]


@cache
def _official() -> tuple[Group, ...]:
    names: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for row in code_list("municipalities"):
        if code := row["dst_kommunegruppe_kode"]:
            names[code] = row["dst_kommunegruppe"]
            members.setdefault(code, []).append(row["kommune_kode"])
    return tuple(
        Group(
            id=f"{_OFFICIAL}{code}",
            label=Label(da=name, en=name),
            members=tuple(members[code]),
        )
        for code, name in names.items()
    )
