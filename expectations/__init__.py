"""What must hold of a whole delivery: volumes, distributions and joins between sources.

Types, codes and ranges of single values are the contract's job (``models/contracts``).
"""
