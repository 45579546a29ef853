"""What leaves the warehouse: the unprotected set of a refresh, and the releases made from it."""
