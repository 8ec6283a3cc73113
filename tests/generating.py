"""The costly work of `scripts.regen`, done once in a session of tests for the same input: dozens of tests ask for it.

Processes that a test starts, and `make check-generated`, do all of it themselves.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import oas_patch.overlay
import pytest
from jsonpath_ng.ext.parser import ExtentedJsonPathParser
from openapi_spec_validator.validation.validators import SpecValidator

from scripts import regen, specs
from scripts.specdiff import snapshots
from scripts.specs import Document


@contextmanager
def working_once(folder: Path) -> Iterator[None]:
    """Remember what was read, found valid and generated, by its content; what a test refuses is refused each time.

    Overlays are applied, and clients are formatted, signed, compared and swapped, whenever a test asks for it.

    Args:
        folder: where to keep the generated clients.
    """
    parser = cache(ExtentedJsonPathParser)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regen, "generate", _generating_once(folder))
        patch.setattr(SpecValidator, "iter_errors", _validating_once())
        read = _reading_once()
        for module in (specs, snapshots):
            patch.setattr(module, "read_yaml", read)
        # oas-patch makes the tables of its parser, which are always the same, for every action.
        patch.setattr(oas_patch.overlay, "parse", lambda path: parser().parse(path))
        yield


def _generating_once(folder: Path) -> Callable[[str, Document, Path], None]:
    generate = regen.generate

    def once(api: str, document: Document, package: Path) -> None:
        # Not sorted: the generator writes what it finds in the order of the document.
        inputs = (api, json.dumps(document), regen.SETTINGS.read_text("utf-8"))
        kept = folder / hashlib.sha256(repr(inputs).encode()).hexdigest()
        if not kept.is_dir():
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                fresh = Path(scratch) / api
                generate(api, document, fresh)
                fresh.rename(kept)
        shutil.copytree(kept, package)

    return once


def _validating_once() -> Callable[[SpecValidator], Iterator[Any]]:
    iter_errors = SpecValidator.iter_errors
    valid: set[tuple[type, str]] = set()

    def once(self: SpecValidator) -> Iterator[Any]:
        document = (type(self), json.dumps(self.schema))
        if document in valid:
            return
        is_valid = True
        for error in iter_errors(self):
            is_valid = False
            yield error
        if is_valid:
            valid.add(document)

    return once


def _reading_once() -> Callable[[Path], Document]:
    read_yaml = specs.read_yaml
    texts: dict[bytes, str] = {}

    def once(path: Path) -> Document:
        content = path.read_bytes() if path.is_file() else b""
        if content not in texts:
            texts[content] = json.dumps(read_yaml(path))  # an error names the file, and is not remembered
        document: Document = json.loads(texts[content])
        return document

    return once
