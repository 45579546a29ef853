"""The home's secrets: where each key lies, how it is read, made and told from another.

What a key is used for is said by those who use it: pseudonyms by ``deliveries.pseudonym``, the
warehouse's encryption by ``deliveries.warehouse``, the ledger of erasures by ``protection``.
"""

from pipelines.keys.key import Key, KeyRefusedError
from pipelines.keys.key_file import KEY_NAMES, KeyFile, KeyName, key_file
from pipelines.keys.stored import create_key, database_key, discard_key, read_key, write_key

__all__ = [
    "KEY_NAMES",
    "Key",
    "KeyFile",
    "KeyName",
    "KeyRefusedError",
    "create_key",
    "database_key",
    "discard_key",
    "key_file",
    "read_key",
    "write_key",
]
