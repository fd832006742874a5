"""A content folder to a library; every fault in it at once.

Layout: `pacing.yaml` and `helplines.yaml` for all languages; then one folder a
language with `exercises/`, `sequences/`, `scripts.yaml`, `phrases.yaml`, `needs.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from skill.content import authored, tables
from skill.content.compile import Compiler, DanglingError, compile_lines
from skill.content.library import Cue, Helplines, Library, Practice
from skill.content.pacing import Dose, Pacing, Row
from skill.content.reading import Source, read_model, read_source
from skill.content.rules import practice_problems
from skill.errors import ContentError, Problem

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class Load:
    """One loading: the faults so far, and what could be read in spite of them."""

    root: Path
    language: str
    problems: list[Problem] = field(default_factory=list)

    def model(self, name: str, model: type[Model]) -> tuple[Source, Model | None]:
        """Reads one file below the root and notes its faults."""
        source = read_source(self.root / name)
        found = read_model(source, model)
        self.problems += source.problems
        return source, found


def load_library(root: Path, language: str = "en") -> Library:
    """Raises `ContentError` with every fault; warnings alone do not stop it."""
    library, problems = check_library(root, language)
    faults = [problem for problem in problems if not problem.warning]
    if library is None or faults:
        raise ContentError(faults)
    return library


def check_library(
    root: Path, language: str = "en"
) -> tuple[Library | None, list[Problem]]:
    """Returns the library where it could be read, and all faults and warnings."""
    load = Load(root, language)
    pacing = _pacing(load)
    scripts = _scripts(load)
    practices = _practices(load, scripts)
    _, phrases = load.model(f"{language}/phrases.yaml", tables.Phrases)
    helplines = _helplines(load)
    needs = _needs(load, practices)
    if pacing is None or phrases is None:
        return None, sorted(load.problems)
    library = Library(
        pacing=pacing,
        practices=practices,
        phrases={name: tuple(words) for name, words in phrases.phrases.items()},
        scripts=scripts,
        helplines=helplines,
        needs=needs,
    )
    for practice in practices.values():
        load.problems += practice_problems(practice, library)
    return library, sorted(set(load.problems))


def _pacing(load: Load) -> Pacing | None:
    _, table = load.model("pacing.yaml", tables.PacingTable)
    if table is None:
        return None
    return Pacing(
        rows={name: Row(*row.values) for name, row in table.rows.items()},
        doses={
            name: Dose(Row(*dose.first), Row(*dose.later))
            for name, dose in table.doses.items()
        },
    )


def _scripts(load: Load) -> dict[str, tuple[Cue, ...]]:
    source, found = load.model(f"{load.language}/scripts.yaml", tables.Scripts)
    if found is None:
        return {}
    return {
        name: compile_lines("rest", lines, ("scripts", name), source)
        for name, lines in found.scripts.items()
    }


def _practices(
    load: Load, scripts: Mapping[str, tuple[Cue, ...]]
) -> dict[str, Practice]:
    compiler = Compiler(scripts)
    found: dict[str, Practice] = {}
    sources: dict[str, Source] = {}
    for folder in ("exercises", "sequences"):
        for path in sorted((load.root / load.language / folder).glob("*.yaml")):
            source, model = load.model(
                str(path.relative_to(load.root)), authored.Practice
            )
            if model is None:
                continue
            if model.id in found:
                load.problems.append(
                    source.problem(
                        ("id",), f"{model.id!r} is also in {found[model.id].path}"
                    )
                )
                continue
            if model.id != path.stem:
                message = f"must be the file's name, {path.stem!r}"
                load.problems.append(source.problem(("id",), message))
            try:
                practice = compiler.practice(model, source)
            except DanglingError as exc:
                load.problems.append(source.problem(exc.loc, exc.message))
                continue
            found[model.id] = practice
            sources[model.id] = source
            if not practice.is_sequence:
                compiler.exercises[model.id] = practice
    for practice in found.values():
        if practice.easier and practice.easier not in found:
            source = sources[practice.id]
            message = f"there is no practice {practice.easier!r}"
            load.problems.append(source.problem(("easier",), message))
    return found


def _helplines(load: Load) -> dict[str, Helplines]:
    source, table = load.model("helplines.yaml", tables.HelplineTable)
    if table is None:
        return {}
    found = {}
    for region, lines in table.helplines.items():
        if lines.verified_on is None and lines.crisis and region != "none":
            place = ("helplines", region, "verified_on")
            message = (
                "nobody has verified these numbers live yet; they are still spoken"
            )
            load.problems.append(source.problem(place, message, warning=True))
        found["" if region == "none" else region] = Helplines(**lines.model_dump())
    return found


def _needs(load: Load, practices: Mapping[str, Practice]) -> dict[str, tuple[str, ...]]:
    source, table = load.model(f"{load.language}/needs.yaml", tables.Needs)
    if table is None:
        return {}
    for need, ids in table.needs.items():
        for i, practice in enumerate(ids):
            if practice not in practices:
                message = f"there is no practice {practice!r}"
                load.problems.append(source.problem(("needs", need, i), message))
    return {need: tuple(ids) for need, ids in table.needs.items()}
