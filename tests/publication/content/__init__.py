"""The files of a release: what they hold, in which form, and what explains them."""
