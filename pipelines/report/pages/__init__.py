"""The pages of a release: static HTML that opens from a folder and asks nothing of a network."""
