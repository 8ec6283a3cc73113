# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import cancel_batch as cancel_batch
    from . import create_batch as create_batch
    from . import get_batch as get_batch
    from . import list_batches as list_batches
else:
    _MODULES = ("cancel_batch", "create_batch", "get_batch", "list_batches")

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
