"""Running the house unattended."""
