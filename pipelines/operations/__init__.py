"""Running the house: the lock of the one writer, Dagster's storage, what has changed since."""
