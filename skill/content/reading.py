"""YAML files to models, with the line of every field."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from skill.errors import Problem

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]


@dataclass
class Source:
    """One file as read: its data, and the line of each place in it."""

    path: Path
    data: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, loc: Loc) -> int:
        """The line of a place, or of the nearest place that holds it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, message: str, *, warning: bool = False) -> Problem:
        """A problem at a place in this file."""
        return Problem(str(self.path), self.line_of(loc), where(loc), message, warning)


def read_source(path: Path) -> Source:
    """Reads one YAML file; faults are gathered in `problems`, nothing is raised."""
    source = Source(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as exc:
        line = path.read_bytes()[: exc.start].count(b"\n") + 1
        source.problems.append(Problem(str(path), line, "file", "is not UTF-8 text"))
        return source
    except OSError as exc:
        reason = exc.strerror or "cannot be read"
        source.problems.append(Problem(str(path), 1, "file", reason.lower()))
        return source
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + 1 if mark else 1
        message = f"is not YAML: {exc.problem or exc.context}"
        source.problems.append(Problem(str(path), line, "file", message))
        return source
    except yaml.reader.ReaderError as exc:
        line = text[: exc.position].count("\n") + 1
        message = "has a character that YAML does not allow"
        source.problems.append(Problem(str(path), line, "file", message))
        return source
    except RecursionError:
        source.problems.append(Problem(str(path), 1, "file", "is nested too deeply"))
        return source
    if node is None:
        source.problems.append(Problem(str(path), 1, "file", "is empty"))
        return source
    try:
        source.data = _build(node, (), source)
    except RecursionError:
        source.problems.append(Problem(str(path), 1, "file", "is nested too deeply"))
    return source


def read_model(source: Source, model: type[Model]) -> Model | None:
    """Validates a source's data; faults are added to its `problems`."""
    if source.data is None:
        return None
    before = len(source.problems)
    try:
        found = model.model_validate(source.data)
    except ValidationError as exc:
        for error in exc.errors(include_url=False):
            loc = _without_tags(error["loc"], source.data)
            source.problems.append(source.problem(loc, _plain(error)))
        return None
    return None if before else found


def where(loc: Loc) -> str:
    """A place as an author reads it: `forms.standing.arrive[2].say`."""
    text = ""
    for key in loc:
        text += f"[{key}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".") or "file"


def _build(node: yaml.Node, loc: Loc, source: Source) -> Any:
    source.lines.setdefault(loc, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*loc, i), source) for i, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, loc, source)
    return _scalar(node, loc, source)


def _build_mapping(node: yaml.MappingNode, loc: Loc, source: Source) -> Any:
    built: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = (
            _scalar(key_node, loc, source)
            if isinstance(key_node, yaml.ScalarNode)
            else None
        )
        if not isinstance(key, str | int):
            line = key_node.start_mark.line + 1
            message = "a key must be a word"
            source.problems.append(Problem(str(source.path), line, where(loc), message))
            continue
        place = (*loc, key)
        source.lines[place] = key_node.start_mark.line + 1
        if key in built:
            source.problems.append(source.problem(place, "is written twice"))
        built[key] = _build(value_node, place, source)
    return built


def _scalar(node: yaml.Node, loc: Loc, source: Source) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError):
        line = node.start_mark.line + 1
        message = f"cannot be read as {node.tag.rsplit(':', 1)[-1]}"
        source.problems.append(Problem(str(source.path), line, where(loc), message))
        return None
    finally:
        loader.dispose()


def _without_tags(loc: Loc, data: Any) -> Loc:
    """Drops what pydantic adds to a place for unions and that no author wrote."""
    kept: list[str | int] = []
    for i, key in enumerate(loc):
        if i and isinstance(loc[i - 1], int) and key in TAGS:
            continue
        inside = _inside(data, key)
        is_last = i == len(loc) - 1
        if inside is not _ABSENT:
            data = inside
            kept.append(key)
        elif is_last and str(key).isidentifier():
            kept.append(key)
    return tuple(kept)


TAGS = frozenset({"is", "repeat", "sides", "hold", "ask"})
"""Names under which pydantic tells the entries of a movement apart."""
_ABSENT = object()


def _inside(data: Any, key: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(key, _ABSENT)
    if isinstance(data, list) and isinstance(key, int) and key < len(data):
        return data[key]
    return _ABSENT


def _plain(error: Any) -> str:
    match error["type"]:
        case "extra_forbidden":
            return "is not a known key"
        case "missing":
            return "is missing"
        case _:
            message = str(error["msg"])
            return message[0].lower() + message[1:]
