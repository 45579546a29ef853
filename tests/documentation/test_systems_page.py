"""Every key figure of another system is explained on the page about them."""

from __future__ import annotations

from models.catalogue import EVALUATION, load_catalogue
from models.codelists import SEEDS

PAGE = SEEDS.parents[1] / "docs" / "systems.md"


def test_every_figure_of_a_system_is_named() -> None:
    text = PAGE.read_text(encoding="utf-8")
    systems = [figure for figure in load_catalogue().values() if figure.system != EVALUATION]
    assert len(systems) > 30
    assert [figure.id for figure in systems if f"`{figure.id}`" not in text] == []
