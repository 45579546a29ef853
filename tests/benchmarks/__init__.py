"""A look at whether the benchmarks still run; how fast they are is no test."""
