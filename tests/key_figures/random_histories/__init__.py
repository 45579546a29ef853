"""Any deliveries that the contracts allow: the SQL and the plain computation must agree on them."""
