"""The JSON Schema of what authors write, for editors and other programs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from skill.content import authored, tables
from skill.content.reading import read_source
from skill.errors import ContentError

VERSION: Final = 1
"""Version of the exported document."""

FILES: Mapping[str, type[BaseModel]] = {
    "practice": authored.Practice,
    "pacing": tables.PacingTable,
    "phrases": tables.Phrases,
    "scripts": tables.Scripts,
    "helplines": tables.HelplineTable,
    "needs": tables.Needs,
    "own": tables.Own,
    "occasions": tables.Occasions,
}
"""What each kind of file holds."""


def json_schema() -> dict[str, Any]:
    """One schema with a definition for each kind of file, and all they use."""
    _, schema = models_json_schema(
        [(model, "validation") for model in FILES.values()],
        title="Gentle Ground content",
    )
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["anyOf"] = [
        {"$ref": f"#/$defs/{model.__name__}"} for model in FILES.values()
    ]
    return schema


def export_content(root: Path) -> dict[str, Any]:
    """Every content file as its author wrote it, in one document.

    Raises `ContentError` for a file that cannot be read.
    """
    sources = [read_source(path) for path in sorted(root.rglob("*.yaml"))]
    if problems := [p for source in sources for p in source.problems]:
        raise ContentError(problems)
    files = {str(source.path.relative_to(root)): source.data for source in sources}
    return {"version": VERSION, "files": files}
