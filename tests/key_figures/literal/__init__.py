"""Each line of the definitions as an example small enough to count on the fingers."""
