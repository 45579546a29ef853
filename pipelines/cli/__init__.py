"""The command ``noegletal``: data go to standard output, talk to standard error."""

from pipelines.cli.app import main

__all__ = ["main"]
