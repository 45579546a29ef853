"""Repair within a part of the counts, one narrow count after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pipelines.disclosure.attacker_links import Links
from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.attacker_seen import Seen
from pipelines.disclosure.attacker_solver import whole
from pipelines.disclosure.problem import FloatArray, IntArray
from pipelines.disclosure.repair_moves import Move, Moves


@dataclass
class Wall:
    """All counts: bounds if everything were hidden that can be, bounds as printed now, cost."""

    links: Links
    low: IntArray
    high: IntArray
    shown_low: IntArray
    shown_high: IntArray
    cost: FloatArray

    def hide(self, counts: IntArray) -> None:
        """From now on these are hidden."""
        self.shown_low[counts] = self.low[counts]
        self.shown_high[counts] = self.high[counts]


class RegionRepair:
    """Hides what narrow counts of a region need; knows which got room on the way."""

    def __init__(self, wall: Wall, columns: IntArray, seen: Seen) -> None:
        """``columns``: the counts of the region, ascending."""
        self.newly_hidden: list[int] = []
        self._wall = wall
        self._seen = seen
        self._columns = columns
        self._region = Region.of(wall.links, columns, wall.low, wall.high)
        self._moves: dict[tuple[int, int], Moves] = {}

    def widen(self, count: int) -> bool:
        """Give one count room, if it has none yet; False if nothing was found to hide for it."""
        if self._seen.is_enough(count):
            return True
        position = int(np.searchsorted(self._columns, count))
        before = len(self.newly_hidden)
        for ways in (self._steady(position), self._two_ways(position)):
            best = min(ways, key=lambda moves: sum(move.cost for move in moves), default=None)
            if best is not None:
                for move in best:
                    self._make(move)
                return len(self.newly_hidden) > before or bool(self._seen.is_enough(count))
        return False

    def _steady(self, position: int) -> Iterator[list[Move]]:
        """One direction, all of whose steps fit: some forward, the others backward."""
        steps = self._seen.room - 1
        for backward in range(steps // 2 + 1):
            for way in (1, -1):
                move = self._moves_of(steps - backward, backward).cheapest(position, way)
                if move is not None:
                    yield [move]

    def _two_ways(self, position: int) -> Iterator[list[Move]]:
        """Two tables, one with the count higher and one with it lower, and nothing between."""
        steps = self._seen.room - 1
        moves = self._moves_of(1, 0)
        for up in range(steps + 1):
            amounts = [amount for amount in (up, up - steps) if amount]
            found = [moves.cheapest(position, amount) for amount in amounts]
            if all(move is not None for move in found):
                yield [move for move in found if move is not None]

    def _moves_of(self, forward: int, backward: int) -> Moves:
        key = (forward, backward)
        if key not in self._moves:
            self._moves[key] = Moves(
                self._region, self._as_printed(), self._wall.cost[self._columns], *key
            )
        return self._moves[key]

    def _as_printed(self) -> Region:
        low = np.maximum(self._region.low, self._wall.shown_low[self._columns])
        high = np.minimum(self._region.high, self._wall.shown_high[self._columns])
        return replace(self._region, low=low, high=high)

    def _make(self, move: Move) -> None:
        """Hide what moves beyond what is printed of it, and note which counts got room."""
        new = [
            position
            for position in move.paid.tolist()
            if self._columns[position] not in self.newly_hidden
        ]
        positions = np.array(new, dtype=np.int64)
        self._wall.hide(self._columns[positions])
        self.newly_hidden += self._columns[positions].tolist()
        for moves in self._moves.values():
            moves.hide(positions)
        self._seen.witness(self._as_printed(), whole(move.deviation))
