"""Whether a GraphQL request wants to change something.

Dagster checks the permission of most mutations, but not of all; read only means none.
"""

from __future__ import annotations

import json

from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse


def is_query_only(body: bytes) -> bool:
    """Whether every operation of the request is a query; what cannot be understood is not."""
    try:
        request = json.loads(body)
        document = parse(request["query"])
    except (ValueError, KeyError, TypeError, RecursionError, GraphQLError):
        return False
    return all(
        definition.operation is OperationType.QUERY
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode)
    )
