"""What leaves the warehouse: the marts as Parquet files, which readers open."""
