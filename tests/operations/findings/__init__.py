"""What is late, gone or unusual: found when it is there, and not when it is not."""
