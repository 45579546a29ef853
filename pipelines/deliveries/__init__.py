"""The reader: deliveries (files) to raw tables and a ledger of what became of every line.

A delivery that cannot be trusted is refused whole, a row that breaks its contract is rejected with
a sentence for the one who delivered it, and civil registration numbers leave as pseudonyms. What a
file should look like is said by ``models.contract``; what the figures mean, by the dbt project.
"""

from pipelines.deliveries.ledger import WarehouseOutdatedError
from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.run import load_deliveries

__all__ = ["DeliveryOutcome", "WarehouseOutdatedError", "load_deliveries"]
