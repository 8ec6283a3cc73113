# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import cancel_batch as cancel_batch
    from . import download_results as download_results
    from . import get_batch_status as get_batch_status
    from . import list_active_jobs as list_active_jobs
    from . import submit_batch as submit_batch
else:
    _MODULES = ("cancel_batch", "download_results", "get_batch_status", "list_active_jobs", "submit_batch")

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
