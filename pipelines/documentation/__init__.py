"""What is written about the sources, made from the contracts: dbt's sources and pages in docs.

Nothing is said here that a contract does not say; the words around it are in ``words.yml``.
"""
