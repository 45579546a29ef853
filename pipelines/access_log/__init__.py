"""The access log: who worked with tables about persons, when, how, on how many rows, what for.

A line of JSON each in ``<home>/log/access.jsonl``, only ever added to and chained by hashes.
Nothing about a person stands in it but a pseudonym that somebody asked for. What the chain cannot
show is said in ``verifying``.
"""

from pipelines.access_log.entry import Access, Entry, is_pseudonym
from pipelines.access_log.head import Head, read_head
from pipelines.access_log.purposes import usual_purpose
from pipelines.access_log.recording import AccessNotLoggedError, record
from pipelines.access_log.verifying import Problem, entries, verify

__all__ = [
    "Access",
    "AccessNotLoggedError",
    "Entry",
    "Head",
    "Problem",
    "entries",
    "is_pseudonym",
    "read_head",
    "record",
    "usual_purpose",
    "verify",
]
