"""A municipality beside its region, the country and its groups, where that may be."""

from pipelines.report.comparison.compared import Compared, compared, pictures_of

__all__ = ["Compared", "compared", "pictures_of"]
