"""What CONTRIBUTING.md promises, done with its own examples."""
