# Generated from specs/apexverify_batches by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import delete_batch as delete_batch
    from . import export_batch as export_batch
    from . import get_batch_details as get_batch_details
    from . import launch_batch as launch_batch
    from . import parse_batch as parse_batch
    from . import update_batch_parameters as update_batch_parameters
    from . import upload_batch as upload_batch
else:
    _MODULES = (
        "delete_batch",
        "export_batch",
        "get_batch_details",
        "launch_batch",
        "parse_batch",
        "update_batch_parameters",
        "upload_batch",
    )

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
