"""The branch of a proposal: commits that are made beside what is checked out, and merged with what people added.

Knows git, and nothing about pull requests.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from scripts.regen import regenerate
from scripts.specs import SpecError

PARTS: Final = ("specs", "generated")

_TRAILER: Final = "Proposed-by: make pull-request"
"""The last line of the commits that are made here: what stands on the branch besides is from people."""


class Conflict(Exception):
    """What came and what people committed cannot be merged; `paths` are the files that both changed."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = tuple(paths)


@frozen
class Repository:
    """A git repository, by its folder."""

    root: Path

    def run(self, *command: str, environment: Mapping[str, str] | None = None, accept: Sequence[int] = (0,)) -> str:
        """Run git or gh and return what it prints.

        Raises:
            SpecError: it cannot be run, or ends with another status than those that are accepted.
        """
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env={**os.environ, **(environment or {})},
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError as error:
            raise SpecError(f"{command[0]} cannot be run: {error}") from error
        if done.returncode not in accept:
            words = [word for word in command if not word.startswith("-") and "=" not in word]
            raise SpecError(f"{' '.join(words[:3])}: {done.stderr.strip() or f'exit status {done.returncode}'}")
        return done.stdout

    def git(self, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
        """Run git and return what it prints, without the white space around it."""
        return self.run("git", *arguments, environment=environment).strip()

    def tree(self, commit: str, path: str = "") -> str:
        """The tree of a commit or of a tree, or of a folder in it."""
        return self.git("rev-parse", "--verify", "--quiet", f"{commit}^{{tree}}" if not path else f"{commit}:{path}")

    def folders(self, tree: str) -> Mapping[str, str]:
        """The names in a tree, each with what it is."""
        entries = [entry.split("\t", 1) for entry in self.git("ls-tree", "-z", tree).split("\0") if entry]
        return {name: about.split()[2] for about, name in entries}

    def fetch(self, remote: str, branch: str) -> str | None:
        """Where a branch of a remote stands; None if there is none."""
        if not self._with_key("ls-remote", "--heads", remote, f"refs/heads/{branch}"):
            return None
        self._with_key("fetch", "--quiet", "--no-tags", remote, f"refs/heads/{branch}")
        return self.git("rev-parse", "FETCH_HEAD")

    def push(self, remote: str, what: str, *options: str) -> None:
        """Push; without an option only what adds to a branch."""
        self._with_key("push", "--quiet", *options, remote, what)

    def _with_key(self, *arguments: str) -> str:
        # A checkout of a workflow keeps no key; gh has one. A key of the user's own is asked first.
        return self.git("-c", "credential.helper=!gh auth git-credential", *arguments)

    @contextmanager
    def index(self, work_tree: Path) -> Iterator[Mapping[str, str]]:
        """The environment in which git works with an index of its own, and with the files of another folder."""
        with TemporaryDirectory(prefix="batchlight-index-") as scratch:
            yield {
                "GIT_INDEX_FILE": str(Path(scratch) / "index"),
                "GIT_DIR": self.git("rev-parse", "--absolute-git-dir"),
                "GIT_WORK_TREE": str(work_tree.absolute()),
            }

    def put(self, path: str, tree: str, index: Mapping[str, str]) -> None:
        """Put a tree in the place of a folder, in an index of its own, whatever is checked out."""
        self.git("rm", "-r", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", path, environment=index)
        self.git("read-tree", f"--prefix={path}/", tree, environment=index)

    def commit(self, tree: str, parents: Sequence[str], message: str) -> str:
        """Make a commit of a tree."""
        return self.git("commit-tree", tree, *(word for each in parents for word in ("-p", each)), "-m", message)


def tree_with(repository: Repository, base: str, folder: Path, parts: Sequence[str] = PARTS) -> str:
    """The tree of a commit (or a tree) with some parts as they are in a folder."""
    with repository.index(folder) as index:
        repository.git("read-tree", base, environment=index)
        for part in parts:
            ignored = f"core.excludesFile={repository.root / '.gitignore'}"
            within = Repository(folder)
            within.git("-c", ignored, "add", "--all", "--", part, environment=index)
        return repository.git("write-tree", environment=index)


def merge(repository: Repository, wanted: str, tip: str | None, *, is_complete: bool = True) -> str:
    """The commit that the branch shall have: what is wanted, on top of HEAD, and what people added to the branch.

    The parts that are ours are followed from our last commit on the branch to the one that is made now. generated/ is
    not merged, but made anew of the merged specs/.

    Args:
        repository: the repository.
        wanted: HEAD's tree with the new parts.
        tip: where the branch stands, if there is one.
        is_complete: whether what is as on HEAD is so because the provider has it so; if not, what was proposed stays.

    Returns:
        A commit that `tip` leads to; `tip` itself if nothing is new.

    Raises:
        Conflict: it cannot be merged.
    """
    message = f"Refresh specs\n\n{_TRAILER}"
    if tip is None:
        return repository.commit(wanted, ["HEAD"], message)
    last = repository.git(*("log", "-1", "--format=%H", "--topo-order", f"--grep=^{_TRAILER}$", tip, "--not", "HEAD"))
    ours = wanted if is_complete or not last else _with_missing(repository, wanted, last)
    fresh = repository.commit(ours, [*([last] if last else []), "HEAD"], message)
    told = repository.run(
        *("git", "merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", "--allow-unrelated-histories"),
        *(tip, fresh),
        accept=(0, 1),
    )
    tree, *paths = [each for each in told.split("\0") if each]
    if theirs := sorted({path for path in paths if not path.startswith("generated/")}):
        raise Conflict(theirs)
    tree = _with_clients(repository, tree, wanted, tip)
    is_new = any(repository.tree(tree, part) != repository.tree(tip, part) for part in PARTS)
    if not is_new and tree != repository.tree("HEAD"):
        return tip
    if last == tip and tree == ours:
        return fresh
    return repository.commit(tree, [tip, fresh], "Merge what is new into the proposal")


def _with_missing(repository: Repository, wanted: str, last: str) -> str:
    """A tree with those APIs as they were proposed before that nobody changed since, on HEAD or now: not fetched."""
    base = repository.git("merge-base", last, "HEAD")
    before, here, now, proposed = (repository.folders(f"{each}:specs") for each in (base, "HEAD", wanted, last))
    with repository.index(repository.root) as index:
        repository.git("read-tree", wanted, environment=index)
        for api, tree in proposed.items():
            if tree != before.get(api) == here.get(api) == now.get(api):
                repository.put(f"specs/{api}", tree, index)
        return repository.git("write-tree", environment=index)


def _with_clients(repository: Repository, merged: str, wanted: str, tip: str) -> str:
    """A tree with the clients of its specs; with those of the branch if they cannot be generated."""
    with TemporaryDirectory(prefix="batchlight-proposal-") as scratch:
        folder = Path(scratch)
        source = wanted
        if repository.tree(merged, "specs") != repository.tree(wanted, "specs"):
            with repository.index(folder) as index:
                repository.git("read-tree", "--prefix=specs/", repository.tree(merged, "specs"), environment=index)
                repository.git("checkout-index", "--all", f"--prefix={folder}/", environment=index)
            try:
                regenerate(folder / "specs", folder / "generated")
            except SpecError:
                # The report says why.
                source = tip
            else:
                return tree_with(repository, merged, folder, ["generated"])
        with repository.index(folder) as index:
            repository.git("read-tree", merged, environment=index)
            repository.put("generated", repository.tree(source, "generated"), index)
            return repository.git("write-tree", environment=index)
