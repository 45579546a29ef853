"""Only what changed is derived anew, and the result is that of deriving everything."""
