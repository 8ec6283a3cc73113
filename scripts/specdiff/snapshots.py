"""The two states that are compared: folders of specs, clients and wrapper. A commit is unpacked into such folders."""

import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scripts.regen import PACKAGE, build, is_current
from scripts.specs import Document, SpecError, apis, effective_spec, read_yaml


class Snapshot(NamedTuple):
    """One state of the project."""

    name: str
    folder: Path
    """Where its specs/, generated/ and wrapper/ are."""
    generated: Path | None = None
    """The folder that holds the clients of these specs; None if they cannot be generated."""
    problem: str = ""
    """Why they cannot."""

    @property
    def specs(self) -> Path:
        """The folder of the specs."""
        return self.folder / "specs"


class Spec(NamedTuple):
    """One API of a snapshot: what the provider wrote, what the overlay makes of it, and which of its actions failed."""

    vendored: Document
    effective: Document
    lost: tuple[str, ...]


def read_differing(old: Path, new: Path) -> tuple[Mapping[str, Spec], Mapping[str, Spec]]:
    """The APIs of two folders of specs, without those whose files are the same: to read them takes its time.

    Raises:
        SpecError: a document or an overlay cannot be read.
    """
    before, after = _files(old), _files(new)
    differing = sorted(api for api in before.keys() | after.keys() if before.get(api) != after.get(api))
    return (
        {api: _read(api, old) for api in differing if api in before},
        {api: _read(api, new) for api in differing if api in after},
    )


def _files(specs: Path) -> dict[str, list[bytes]]:
    paths = {api: [specs / api / name for name in ("openapi.yaml", "overlay.yaml")] for api in apis(specs)}
    return {api: [path.read_bytes() for path in each if path.is_file()] for api, each in paths.items()}


def _read(api: str, specs: Path) -> Spec:
    lost: list[str] = []
    return Spec(read_yaml(specs / api / "openapi.yaml"), effective_spec(api, specs, lost=lost), tuple(lost))


@contextmanager
def snapshot(ref: str | None, root: Path) -> Iterator[Snapshot]:
    """A commit of the repository, or (None) the working tree.

    Its clients are generated anew, beside, if they are not those of its specs.

    Raises:
        SpecError: there is no such commit, it has no specs, or this is no repository.
    """
    with TemporaryDirectory(prefix="batchlight-spec-diff-") as scratch:
        name, folder = "the working tree", root
        if ref is not None:
            commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
            name, folder = f"{ref} ({commit.decode()[:9]})", Path(scratch) / "commit"
            _unpack(root, commit.decode().strip(), folder)
        if not (folder / "specs").is_dir():
            raise SpecError(f"{name} has no specs/")
        yield _with_clients(name, folder, Path(scratch) / "clients")


def _with_clients(name: str, folder: Path, scratch: Path) -> Snapshot:
    if is_current(folder / "specs", folder / "generated"):
        return Snapshot(name, folder, folder / "generated")
    print(f"generating the clients of {name} to compare them", file=sys.stderr, flush=True)
    try:
        build(folder / "specs", scratch / PACKAGE)
    except SpecError as error:
        print("they cannot be generated, so the Python names are not compared", file=sys.stderr, flush=True)
        return Snapshot(name, folder, None, str(error))
    return Snapshot(name, folder, scratch)


def _unpack(root: Path, commit: str, folder: Path) -> None:
    listed = _git(root, "ls-tree", "--name-only", commit, "specs", "generated", "wrapper").decode().split()
    if "specs" not in listed:
        raise SpecError(f"{commit[:9]} has no specs/")
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", commit, *listed))) as archive:
        archive.extractall(folder, filter="data")


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError as error:
        raise SpecError(f"git cannot be run: {error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip() or "there is no such commit"
        raise SpecError(f"git {arguments[0]} {arguments[-1]}: {said}")
    return done.stdout
