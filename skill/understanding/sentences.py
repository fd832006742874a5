"""Reads the sentence folder: acts, lists and rules in hassil's template language.

Every text is brought to plain words first, so that authors write as people speak.
A sentence that means one act only in some phases says so by `requires_context`;
how far into other words it may be looked for is its `reach`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

import yaml
from hassil import Intents, merge_dict, sample_expression
from hassil.intents import IntentData
from hassil.parser import ParseError

from skill.acts import SLOTS, ActName, Phase
from skill.errors import ContentError, Problem
from skill.understanding.words import Cleaner, plain

IDIOM: Final = "idiom"
"""Names phrases that hold a grave word and mean nothing by it."""


class Reach(IntEnum):
    """How far into other words a sentence may be looked for."""

    WHOLE = 0
    """It must be all that was said."""
    CLAUSE = 1
    """It must fill a clause."""
    OPENING = 2
    """It must open a clause; any words may follow."""
    ANYWHERE = 3
    """It means the same within any other words."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences of one act that share slots, phases and reach."""

    act: ActName | None
    """None for an idiom."""
    data: IntentData
    reach: Reach
    phases: frozenset[Phase]
    """Empty when the sentences mean the same in every phase."""
    hides: frozenset[ActName]
    """The acts an idiom is not, though it shares words with them."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """All that a person may say, in one language."""

    intents: Intents
    blocks: tuple[Block, ...]
    cleaner: Cleaner

    def phrases(self, rule: str) -> frozenset[tuple[str, ...]]:
        """Every wording of a rule that holds no list, split into words."""
        intents = self.intents
        wordings = sample_expression(
            intents.expansion_rules[rule].expression,
            intents.slot_lists,
            intents.expansion_rules,
        )
        return frozenset(tuple(wording.split()) for wording in wordings)


def load(folder: Path, practice_names: Mapping[str, Sequence[str]]) -> Sentences:
    """Read every sentence below `folder` and join in the names of practices."""
    merged: dict[str, Any] = {}
    for path in _sentence_files(folder):
        merge_dict(merged, _read(path))
    cleaner = Cleaner(merged["skip_words"])
    lists = merged["lists"]
    lists["practice"] = _named(practice_names, cleaner)
    intents = Intents.from_dict(_plain_everywhere(merged))
    return Sentences(intents, tuple(_blocks(intents, folder)), cleaner)


def _sentence_files(folder: Path) -> Iterator[Path]:
    yield folder / "rules.yaml"
    yield folder / "idioms.yaml"
    for kind in ("lists", "acts"):
        yield from sorted((folder / kind).glob("*.yaml"))


def _read(path: Path) -> dict[str, Any]:
    try:
        read = yaml.load(path.read_text("utf-8"), Loader=_FastLoader)
    except (OSError, yaml.YAMLError) as error:
        raise ContentError([Problem(str(path), 1, "", str(error))]) from error
    if not isinstance(read, dict):
        raise ContentError(
            [Problem(str(path), 1, "", "Expected sentences, lists or rules.")]
        )
    return read


# libyaml reads the folder ten times faster; not every Python has it.
_FastLoader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _named(
    practice_names: Mapping[str, Sequence[str]], cleaner: Cleaner
) -> dict[str, Any]:
    values = [
        {"in": " ".join(cleaner.clean(name).words), "out": practice}
        for practice, names in practice_names.items()
        for name in names
    ]
    return {"values": [value for value in values if value["in"]]}


def _plain_everywhere(merged: dict[str, Any]) -> dict[str, Any]:
    rules = merged["expansion_rules"]
    for listed in merged["lists"].values():
        if "values" in listed:
            listed["values"] = [_plain_value(value) for value in listed["values"]]
    for intent in merged["intents"].values():
        for block in intent["data"]:
            block["sentences"] = [plain(text) for text in block["sentences"]]
    return merged | {
        "expansion_rules": {name: plain(text) for name, text in rules.items()},
    }


def _plain_value(value: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(value, str):
        return {"in": plain(value), "out": value}
    return value | {"in": plain(value["in"])}


def _blocks(intents: Intents, folder: Path) -> Iterator[Block]:
    for name, intent in intents.intents.items():
        path = folder / "acts" / f"{name}.yaml"
        for data in intent.data:
            try:
                yield _block(name, data)
            except (ValueError, KeyError, ParseError) as error:
                raise ContentError([Problem(str(path), 1, name, str(error))]) from error


def _block(name: str, data: IntentData) -> Block:
    if unknown := set(data.slots) - set(SLOTS):
        raise ValueError(f"No act has the slots {sorted(unknown)}.")
    if not data.sentences:
        raise ValueError("A block holds no sentences.")
    act = None if name == IDIOM else ActName(name)
    metadata = data.metadata or {}
    reach = Reach.CLAUSE.name if act else Reach.ANYWHERE.name
    return Block(
        act=act,
        data=data,
        reach=Reach[str(metadata.get("reach", reach)).upper()],
        phases=_phases(data),
        hides=frozenset(map(ActName, metadata.get("hides", ()))),
    )


def _phases(data: IntentData) -> frozenset[Phase]:
    named: str | Iterable[str] = data.requires_context.get("phase", ())
    return frozenset(map(Phase, [named] if isinstance(named, str) else named))
