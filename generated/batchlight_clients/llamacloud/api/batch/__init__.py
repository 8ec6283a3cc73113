# Generated from specs/llamacloud by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import cancel_batch_job as cancel_batch_job
    from . import create_batch_job as create_batch_job
    from . import get_batch_job_status as get_batch_job_status
    from . import get_item_processing_results as get_item_processing_results
    from . import list_batch_job_items as list_batch_job_items
    from . import list_batch_jobs as list_batch_jobs
else:
    _MODULES = (
        "cancel_batch_job",
        "create_batch_job",
        "get_batch_job_status",
        "get_item_processing_results",
        "list_batch_job_items",
        "list_batch_jobs",
    )

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
