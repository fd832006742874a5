"""The walls between the rooms stand."""

import subprocess
import sys

from support import ROOT

CHECK = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
"""In a process of its own: the linter switches other loggers off."""


def test_imports_run_one_way() -> None:
    """Every import contract of pyproject.toml is kept."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", CHECK], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout
