# Generated from specs/ecore by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import download_results as download_results
    from . import get_job as get_job
    from . import list_job_records as list_job_records
    from . import list_jobs as list_jobs
    from . import upload_emails as upload_emails
else:
    _MODULES = ("download_results", "get_job", "list_job_records", "list_jobs", "upload_emails")

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
