"""The report's figures: ``figure(35, marts)`` for notebooks, ``every(marts)`` for the pages."""

from pipelines.report.figures.figure import Figure, NoSuchFigureError, draw, every, figure

__all__ = ["Figure", "NoSuchFigureError", "draw", "every", "figure"]
