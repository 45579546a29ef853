"""What a release says of the figures that it changed."""
