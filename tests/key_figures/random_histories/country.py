"""A whole country of a few small municipalities, drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.key_figures.plain.country import Delivery
from tests.key_figures.random_histories.answers import caseloads, schools, surveys
from tests.key_figures.random_histories.counts import accounts, population, price_index
from tests.key_figures.random_histories.persons import births, exchanges, whole_delivery

KOMMUNER = ["657", "167", "510", "101", "851", "461"]


@st.composite
def countries(draw: st.DrawFn) -> list[Delivery]:
    """Deliveries in any order; the same few persons may turn up in every municipality."""
    born = [draw(births()) for _ in range(draw(st.sampled_from([1, 6, 12])))]
    kommuner = KOMMUNER[: draw(st.integers(1, len(KOMMUNER)))]
    deliveries = draw(price_index()) + draw(exchanges(kommuner[0], born))
    for kommune in kommuner:
        deliveries += draw(whole_delivery("anbringelser", kommune, born))
        deliveries += draw(whole_delivery("foranstaltninger", kommune, born))
        deliveries += draw(population(kommune))
        deliveries += draw(schools(kommune, born))
        deliveries += draw(accounts(kommune))
        deliveries += draw(caseloads(kommune))
        deliveries += draw(surveys(kommune))
    return deliveries
