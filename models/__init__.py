"""The ground floor: contracts, code lists, the catalogue, persons and the calendar, without I/O."""
