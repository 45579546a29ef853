"""Groups of districts: children by form, and the shares of their full-year children."""

from __future__ import annotations

from tests.disclosure.marts.figures import Counted
from tests.disclosure.marts.mart import protected, shown

PERIOD = "2015-09-30"
CHILDREN, SHARE = "district_children", "district_full_year_share"


def group(total: int, **forms: int) -> list[Counted]:
    """Children by form, each form with as many full-year children as children."""
    everyone = sum(forms.values())
    counted = [Counted(CHILDREN, "101", PERIOD, "total", total, None)]
    for form, count in forms.items():
        counted.append(Counted(CHILDREN, "101", PERIOD, form, count, None))
        counted.append(Counted(SHARE, "101", PERIOD, form, count, everyone))
    return counted


def test_many_are_shown() -> None:
    result = protected(group(64, institution=15, foster=46, network=8)).table
    assert shown(result, CHILDREN, "value") == {
        "total": 64, "institution": 15, "foster": 46, "network": 8,
    }  # fmt: skip
    assert None not in shown(result, SHARE, "value").values()


def test_few_in_a_form_are_hidden() -> None:
    result = protected(group(64, institution=15, foster=46, network=4)).table
    assert shown(result, CHILDREN, "value")["network"] is None


def test_shares_are_hidden_together() -> None:
    """Two of three shares would be the third."""
    result = protected(group(64, institution=15, foster=46, network=4)).table
    assert set(shown(result, SHARE, "value").values()) == {None}
