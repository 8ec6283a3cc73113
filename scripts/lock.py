"""Pin what development, CI and the demo install: exact versions and hashes, nothing about where they came from.

The wheel's own requirements stay ranges (pyproject.toml); these files are for this checkout only.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LOCKS = {
    "demo.txt": ("--extra", "cli", "--extra", "simulator"),
    "dev.txt": ("--extra", "dev"),
}


def main() -> int:
    """Write requirements/*.txt for every supported Python and platform; return the exit status."""
    for name, extras in LOCKS.items():
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "requirements/build.in", *extras),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"),
            *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
            *("--output-file", f"requirements/{name}.new"),
        ]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "UV_NO_PROGRESS": "1"}, check=False)
        written = ROOT / "requirements" / f"{name}.new"
        if done.returncode != 0:
            written.unlink(missing_ok=True)
            print(f"requirements/{name} was left as it is", file=sys.stderr)
            return done.returncode
        written.replace(written.with_suffix(""))
        print(f"wrote requirements/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
