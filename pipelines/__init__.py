"""The building above the ground floor: deliveries, transformation, publication, operations."""
