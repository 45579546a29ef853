"""What protects the persons in a home: keys exchanged, persons erased, copies kept, checks made."""
