"""How much of what Socialstyrelsen printed in 2018 is met by what was recomputed."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.cli.marts import Marts

_PUBLISHED = {"table": "published table cells", "text": "statements of the text"}


@dataclass(frozen=True)
class Reproduction:
    """Of ``total`` cells or statements so many match, and so many are hidden by the release."""

    what: str
    matching: int
    hidden: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether all of them match; what is hidden does not."""
        return self.matching == self.total

    @property
    def sentence(self) -> str:
        """It in words."""
        hidden = f", {self.hidden} hidden" if self.hidden else ""
        return f"{self.matching} of {self.total} {self.what} reproduced{hidden}"


def reproductions(marts: Marts) -> list[Reproduction]:
    """One of the table cells, and one of the statements of the text."""
    return [
        Reproduction(_PUBLISHED[source], *counts)
        for source, *counts in marts.read(_REPRODUCED).values
    ]


_REPRODUCED = """
    select
        source,
        count(*) filter (where state = 'match') as matching,
        count(*) filter (where state = 'suppressed') as hidden,
        count(*) as total
    from reconciliation
    group by source
    order by source
"""
