"""What the guide says is what every language must have."""

import ast
from collections.abc import Iterator

import yaml
from support import ROOT, library

DIALOGUE = sorted((ROOT / "skill" / "dialogue").glob("*.py"))
OCCASIONS = yaml.safe_load((ROOT / "content" / "occasions.yaml").read_text("utf-8"))
PHRASES, SCRIPTS = set(OCCASIONS["phrases"]), set(OCCASIONS["scripts"])


def words_used() -> Iterator[str]:
    """Every plain string in the guide's own code."""
    for path in DIALOGUE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


USED = set(words_used())
FAMILIES = (
    "ask_",
    "disclose_",
    "emergency_",
    "overwhelm_",
    "sensation_",
    "getup_",
    "kept_",
)
"""Names that are put together from an act's slot, or that content refers to."""
ACTS = {
    "slower",
    "faster",
    "longer_rest",
    "shorter_rest",
    "fewer_words",
    "more_words",
    "harder",
    "keep_own",
}
"""Phrases named after the act that they answer."""
IN_LONG_QUIET = {"announcing", "marker"}
"""Phrases that the run takes, not a reply."""


def test_phrases_and_scripts_are_all_used() -> None:
    """Nothing must be written in every language that is never said."""
    idle = {
        name
        for name in PHRASES | SCRIPTS
        if name not in USED | ACTS | IN_LONG_QUIET and not name.startswith(FAMILIES)
    }

    assert idle == set()


def test_every_phrase_that_is_said_is_required() -> None:
    """What the guide says by name is among the occasions."""
    said = set()
    for path in DIALOGUE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("say", "phrase", "script", "script_parts")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                said.add(node.args[0].value)

    assert said <= PHRASES | SCRIPTS


def test_the_language_has_them_all() -> None:
    """English says all that must be said, and nothing else."""
    assert set(library().phrases) == PHRASES
    assert set(library().scripts) == SCRIPTS
