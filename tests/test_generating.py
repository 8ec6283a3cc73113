"""What a session of tests remembers is what would be done anew: by its content, in the order of the document, unshared."""

from pathlib import Path
from typing import Any

import pytest

from scripts import regen, specs
from scripts.specs import SpecError, validate
from tests.generating import working_once

pytestmark = pytest.mark.tools

DOCUMENT: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}


def test_a_document_is_generated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def generate(api: str, document: dict[str, Any], package: Path) -> None:
        made.append(f"{api} {document}")
        package.mkdir()
        (package / "module.py").write_text(made[-1])

    monkeypatch.setattr(regen, "generate", generate)
    asked = [("x", {"a": 1, "b": 2}), ("x", {"a": 1, "b": 2}), ("x", {"b": 2, "a": 1}), ("y", {"a": 1, "b": 2})]
    with working_once(tmp_path):
        for number, (api, document) in enumerate(asked):
            module = tmp_path / str(number) / "module.py"
            regen.generate(api, document, module.parent)
            assert module.read_text() == f"{api} {document}"
            module.write_text("a test may do what it likes with its clients")
    assert len(made) == 3


def test_what_the_generator_refuses_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(api: str, document: dict[str, Any], package: Path) -> None:
        package.mkdir()
        raise SpecError("no")

    monkeypatch.setattr(regen, "generate", refuse)
    with working_once(tmp_path):
        for _twice in range(2):
            with pytest.raises(SpecError):
                regen.generate("x", DOCUMENT, tmp_path / "package")
            assert list(tmp_path.iterdir()) == []


def test_what_is_not_valid_stays_so(tmp_path: Path) -> None:
    with working_once(tmp_path):
        for document in (DOCUMENT, {**DOCUMENT, "info": {}}, DOCUMENT, {**DOCUMENT, "info": {}}):
            if document is DOCUMENT:
                validate("x", document)
            else:
                with pytest.raises(SpecError, match="is not valid OpenAPI"):
                    validate("x", document)


def test_what_is_read_is_the_callers_own(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("info: {title: T}\n")
    with working_once(tmp_path):
        specs.read_yaml(path)["info"]["title"] = "mine"
        assert specs.read_yaml(path) == {"info": {"title": "T"}}
        path.write_text("info: {title: Other}\n")
        assert specs.read_yaml(path) == {"info": {"title": "Other"}}
        path.write_text("- a list\n")
        for _twice in range(2):
            with pytest.raises(SpecError, match="not a mapping"):
                specs.read_yaml(path)
        path.unlink()
        with pytest.raises(SpecError, match="No such file"):
            specs.read_yaml(path)
