"""The mutations by their kind, and mutants without end.

An operator takes a random generator and a document that it changes. It says what it did, which kinds of change name it,
and how severe they are in an answer and in a request; or None if the document has nothing for it.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from random import Random
from types import MappingProxyType
from typing import Final

from scripts.mutants import endpoints, schemas
from scripts.mutants.mutation import Mutation, Operator
from scripts.specs import Document

OPERATORS: Final[Mapping[str, tuple[Operator, ...]]] = MappingProxyType(
    {
        "drop": (schemas.drop_field, endpoints.drop_parameter, endpoints.drop_operation, endpoints.drop_answer),
        "add": (schemas.add_field, endpoints.add_parameter, endpoints.add_operation, endpoints.add_answer),
        "rename": (
            schemas.rename_field,
            endpoints.rename_operation,
            endpoints.rename_parameter,
            schemas.rename_schema,
            schemas.retitle,
        ),
        "retype": (schemas.retype, schemas.retype, schemas.reformat),
        "require": (schemas.require, schemas.require, endpoints.require_parameter),
        "nullable": (schemas.make_nullable,),
        "enum": (schemas.change_enum,),
        "variant": (schemas.change_variants,),
        "deprecate": (endpoints.deprecate,),
        "sunset": (endpoints.change_sunset,),
        "path": (endpoints.move,),
        "security": (endpoints.change_security,),
        "description": (endpoints.describe,),
    }
)


def mutations(
    seed: int, document_of: Callable[[str], Document], apis: tuple[str, ...]
) -> Iterator[tuple[str, str, Document, Mutation]]:
    """Mutants without end: (operator's name, API, mutated document, what ought to be reported)."""
    random = Random(seed)
    while True:
        for name, variants in OPERATORS.items():
            for _attempt in range(50):
                api = random.choice(apis)
                document = deepcopy(document_of(api))
                mutation = random.choice(variants)(random, document)
                if mutation is not None:
                    yield name, api, document, mutation
                    break
