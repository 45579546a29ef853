"""How fast deliveries are read, measured; nothing here is needed to run the project."""
