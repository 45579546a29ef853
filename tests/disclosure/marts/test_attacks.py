"""Four attacks on a release, and for each a weaker protection that loses to it."""

from __future__ import annotations

from typing import Any

import pytest

from models import disclosure as catalogue_of_counts
from pipelines.disclosure import marts, rendering
from tests.disclosure.marts.figures import placed, pupils
from tests.disclosure.marts.mart import protected, shown
from tests.disclosure.marts.outsider import Outsider
from tests.disclosure.marts.weaker import weaker_policy

DAY = "2016-01-31"
YEAR = "2015/16"
FEW = placed("101", DAY, institution=12, foster=3, network=9)
PUPILS = pupils("101", YEAR, vulnerable=(31.0, 4), other=(900.0, 200))
PUBLISHED = {("pupils", "101", YEAR): 204}


def test_ratios_do_not_tell_the_hidden_count() -> None:
    assert Outsider(protected(FEW).table).found() == {}


def test_ratios_left_open_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_counts(self: rendering.HiddenFields, name: str) -> Any:
        fields = {"numerator": self.numerator, "denominator": self.denominator}
        return fields.get(name, self.value & False)

    monkeypatch.setattr(rendering.HiddenFields, "of", only_counts)
    told = Outsider(protected(FEW).table).found()
    assert told["foster", "101", DAY] == (3, 3)


def test_the_number_of_all_pupils_does_not_tell_the_few() -> None:
    assert Outsider(protected(PUPILS).table, PUBLISHED).found() == {}


def test_without_knowing_what_others_publish_the_few_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = catalogue_of_counts.load_disclosure()
    forgetful = known.model_copy(
        update={
            "counts": tuple(each.model_copy(update={"known": False}) for each in known.counts),
        }
    )
    monkeypatch.setattr(marts, "load_disclosure", lambda: forgetful)
    told = Outsider(protected(PUPILS).table, PUBLISHED).found()
    assert told["vulnerable", "101", YEAR] == (4, 4)


def test_a_table_with_all_in_one_form_tells_of_nobody() -> None:
    result = protected(placed("101", DAY, institution=9, foster=0, network=0))
    assert Outsider(result.table).found() == {}


def test_without_the_rule_everybody_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = weaker_policy(monkeypatch, unanimous=False)
    result = protected(placed("101", DAY, institution=9, foster=0, network=0), blind)
    assert shown(result.table, "placement_share")["institution"] == 9  # of 9
