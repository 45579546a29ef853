"""Three nights with the real daemon: `make nightly-drill`. Minutes, so no part of `make test`."""
