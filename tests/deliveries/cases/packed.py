"""Files packed with gzip, whole and broken."""

from __future__ import annotations

import gzip

from tests.deliveries.cases.price_files import INDEX, accepted, refused

CASES = (
    accepted("packed", "Packed with gzip", "2018-05-31_a.csv.gz", gzip.compress(INDEX, mtime=0)),
    accepted("two_gzip_members", "Two packed files joined: one text", "2018-05-31_a.csv.gz",
              gzip.compress(INDEX[:12], mtime=0) + gzip.compress(INDEX[12:], mtime=0)),
    refused("packed_twice", "Packed with gzip, and again", "2018-05-31_a.csv.gz", "nul_bytes",
             gzip.compress(gzip.compress(INDEX, mtime=0), mtime=0)),
    refused("nothing_packed", "A packed file of no bytes", "2018-05-31_a.csv.gz", "empty_file",
             gzip.compress(b"", mtime=0)),
    refused("no_bytes_at_all", "An empty file that should be packed", "2018-05-31_a.csv.gz",
             "empty_file", b""),
    refused("packed_and_cut_off", "A packed file whose transfer broke off", "2018-05-31_a.csv.gz",
             "broken_gzip", gzip.compress(INDEX, mtime=0)[:-9]),
    refused("garbage_behind_gzip", "Something behind the end of a packed file",
             "2018-05-31_a.csv.gz", "broken_gzip", gzip.compress(INDEX, mtime=0) + b"slut"),
    refused("not_packed", "The ending of a packed file, and plain text", "2018-05-31_a.csv.gz",
             "broken_gzip"),
    refused("packed_without_the_ending", "A packed file named `.csv`", "2018-05-31_a.csv",
             "nul_bytes", gzip.compress(INDEX, mtime=0)),
)  # fmt: skip
