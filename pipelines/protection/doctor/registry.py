"""All checks, in the order in which they are told."""

from pipelines.protection.doctor import (
    chain,
    checkout,
    clock,
    disk,
    encryption,
    key_place,
    leftovers,
    loopback,
    memory,
    modes,
    pseudonym_key,
    published,
    telemetry,
    unfinished,
    versions,
    writable,
)

CHECKS = (
    modes.CHECK,
    pseudonym_key.CHECK,
    key_place.CHECK,
    encryption.CHECK,
    unfinished.CHECK,
    leftovers.CHECK,
    published.CHECK,
    memory.CHECK,
    chain.CHECK,
    checkout.CHECK,
    loopback.CHECK,
    telemetry.CHECK,
    versions.CHECK,
    writable.CHECK,
    disk.CHECK,
    clock.CHECK,
)
