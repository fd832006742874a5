"""The walls between the rooms stand."""

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every import contract of pyproject.toml is kept."""
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
