"""The JSON Schema and the exported content, for editors and other programs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.content.schema import FILES, VERSION, export_content, json_schema
from skill.errors import ContentError
from skill.settings import CONTENT

TYPES = {"object", "array", "string", "number", "integer", "boolean", "null"}


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document, the outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    if isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def definitions() -> dict[str, Any]:
    found: dict[str, Any] = json_schema()["$defs"]
    return found


def test_schema_names_its_draft() -> None:
    """The document says by which rules it is to be read, and is plain JSON."""
    schema = json_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema == json.loads(json.dumps(schema))


def test_schema_defines_every_kind_of_file() -> None:
    """Each kind of file has a definition, and they differ."""
    names = {model.__name__ for model in FILES.values()}

    assert len(names) == len(FILES)
    assert names <= set(definitions())


def test_schema_closes_every_object() -> None:
    """An unknown key is a fault in the editor, as it is in the check."""
    for name, definition in definitions().items():
        assert definition["type"] == "object", name
        assert definition["additionalProperties"] is False, name
        assert set(definition.get("required", [])) <= set(definition["properties"])


def test_schema_describes_every_property() -> None:
    """Every key that an author may write is explained."""
    for name, definition in definitions().items():
        assert definition["description"], name
        for key, described in definition["properties"].items():
            assert described.get("description", "").strip(), f"{name}.{key}"


def test_schema_speaks_of_keys_as_authors_write_them() -> None:
    """Keys that are words of Python carry no underscore in the schema."""
    for name, definition in definitions().items():
        assert not [key for key in definition["properties"] if key.endswith("_")], name
    assert "class" in definitions()["Form"]["properties"]
    assert "is" in definitions()["Step"]["properties"]


def test_schema_refers_only_to_what_it_defines() -> None:
    """Every reference leads to a definition, and every type is one of JSON's."""
    known = set(definitions())
    for part in parts(json_schema()):
        if isinstance(reference := part.get("$ref"), str):
            assert reference.removeprefix("#/$defs/") in known
        if isinstance(kind := part.get("type"), str):
            assert kind in TYPES
        if isinstance(pattern := part.get("pattern"), str):
            assert re.compile(pattern)


def test_export_lists_every_file() -> None:
    """Every YAML file of the content is in the document, by its path."""
    exported = export_content(CONTENT)
    paths = {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yaml")}

    assert exported["version"] == VERSION
    assert paths == set(exported["files"])
    assert len(paths) >= len(FILES)


def test_export_is_what_was_written(tmp_path: Path) -> None:
    """Values are the author's, as plain JSON."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "needs.yaml").write_text("needs:\n  calm: [grounding]\n")
    (tmp_path / "notes.txt").write_text("no content")
    exported = export_content(tmp_path)

    assert exported == json.loads(json.dumps(exported))
    assert exported["files"] == {"en/needs.yaml": {"needs": {"calm": ["grounding"]}}}


def test_export_is_json_for_the_shipped_content() -> None:
    """The whole content survives being written as JSON."""
    exported = export_content(CONTENT)

    assert exported == json.loads(json.dumps(exported))


def test_export_is_refused_when_a_file_is_broken(tmp_path: Path) -> None:
    """Files that cannot be read are told all at once, and nothing is exported."""
    (tmp_path / "one.yaml").write_text("a: [")
    (tmp_path / "two.yaml").write_text("")

    with pytest.raises(ContentError) as caught:
        export_content(tmp_path)
    assert [Path(p.path).name for p in caught.value.problems] == [
        "one.yaml",
        "two.yaml",
    ]
