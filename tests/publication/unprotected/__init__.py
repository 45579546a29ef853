"""Tests of the unprotected set, which a refresh leaves and a release is made from."""
