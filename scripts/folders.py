"""Replace a folder by another in one step, so that nobody ever sees half of either."""

import shutil
from pathlib import Path


def replace_folder(target: Path, fresh: Path) -> None:
    """Put a folder in the place of another one, which goes. Both must be on the same file system.

    A failure, or an interrupt, leaves the old folder in its place; a process that is killed between the two renames is
    mended by `recover`.
    """
    retired = _retired(target)
    recover(target)
    if target.exists():
        target.rename(retired)
    try:
        fresh.rename(target)
    except BaseException:
        recover(target)
        raise
    shutil.rmtree(retired, ignore_errors=True)


def recover(target: Path) -> None:
    """Put the old folder back if a run was killed between the two renames; else drop what is left of it."""
    retired = _retired(target)
    if not retired.exists():
        return
    if target.exists():
        shutil.rmtree(retired)
    else:
        retired.rename(target)


def _retired(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")
