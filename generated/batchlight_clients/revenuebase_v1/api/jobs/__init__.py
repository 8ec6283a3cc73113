# Generated from specs/revenuebase_v1 by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import cancel_batch as cancel_batch
    from . import get_batch_status as get_batch_status
else:
    _MODULES = ("cancel_batch", "get_batch_status")

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
