"""What sources, areas and key figures are called in a finding's sentence."""

from __future__ import annotations

from models.codelists import areas
from models.column import Label
from models.contract import load_contracts


def source_of(source: str, area_code: str | None = None) -> Label:
    """``Anbringelser fra Herning``; the source alone where nobody in particular delivers it."""
    label = load_contracts()[source].label
    if area_code is None:
        return label
    name = area(area_code)
    return Label(da=f"{label.da} fra {name}", en=f"{label.en} from {name}")


def area(code: str) -> str:
    """An area's name; its code when there is none."""
    return areas().get(code, code)


def subject(what: str, area_code: str | None) -> str:
    """A finding's subject, which names it from night to night."""
    return what if area_code is None else f"{what}/{area_code}"
