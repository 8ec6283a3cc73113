# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import add_directory_file as add_directory_file
    from . import create_directory as create_directory
    from . import get_directory as get_directory
    from . import list_directory_files as list_directory_files
    from . import upload_directory_file as upload_directory_file
else:
    _MODULES = (
        "add_directory_file",
        "create_directory",
        "get_directory",
        "list_directory_files",
        "upload_directory_file",
    )

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
