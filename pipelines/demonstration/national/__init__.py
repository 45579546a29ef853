"""An invented country: deliveries of all 98 municipalities, as many rows as the real one has."""
