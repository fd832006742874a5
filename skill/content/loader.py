"""A content folder to a library; every fault in it at once.

Layout: `pacing.yaml`, `helplines.yaml` and `occasions.yaml` for all languages; then one
folder a language with `exercises/`, `sequences/`, `scripts.yaml`, `phrases.yaml`,
`needs.yaml`, `own.yaml`, `left_out.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from skill.content import authored, tables
from skill.content.compile import Compiler
from skill.content.compile_own import own_frame
from skill.content.compile_steps import StepCompiler
from skill.content.library import Helplines, Library, OwnFrame, Practice
from skill.content.mentions import Mentions
from skill.content.nodes import Cue
from skill.content.occasions import (
    name_problems,
    pacing_problems,
    phrase_problems,
    script_problems,
    text_problems,
)
from skill.content.pacing import Dose, Pacing, Row, Stretch
from skill.content.reading import Source, read_model, read_source
from skill.content.rules import own_problems, practice_problems
from skill.errors import ContentError, Problem

Model = TypeVar("Model", bound=BaseModel)
SPOKEN_FIELDS = ("about", "why", "careful", "pocket")


@dataclass
class Load:
    """One loading: what was read so far, and every file with its faults."""

    root: Path
    language: str
    sources: list[Source] = field(default_factory=list)

    def model(self, name: str, model: type[Model]) -> tuple[Source, Model | None]:
        """Reads one file below the root."""
        source = read_source(self.root / name)
        self.sources.append(source)
        return source, read_model(source, model)

    @property
    def problems(self) -> list[Problem]:
        """The faults of every file."""
        return [problem for source in self.sources for problem in source.problems]


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
    _, occasions = load.model("occasions.yaml", tables.Occasions)
    pacing = _pacing(load)
    scripts = _scripts(load, pacing, occasions)
    left_out = _left_out(load)
    mentions = Mentions.of_table(left_out)
    practices = _practices(load, scripts, pacing, mentions)
    phrases = _phrases(load, occasions)
    helplines = _helplines(load)
    needs = _needs(load, practices)
    own = _own(load, pacing, mentions)
    if pacing is None or phrases is None or own is None:
        return None, sorted(set(load.problems))
    library = Library(
        pacing=replace(
            pacing,
            announcing=phrases.get("announcing", ("",)),
            markers=phrases.get("marker", ("",)),
        ),
        practices=practices,
        phrases=phrases,
        scripts=scripts,
        helplines=helplines,
        needs=needs,
        own=own,
        categories={name: found.name for name, found in left_out.left_out.items()},
        mentions=mentions.among(chain.from_iterable(phrases.values())),
    )
    whole = not any(p for p in load.problems if not p.warning)
    ruled = [
        problem
        for practice in practices.values()
        if whole or _is_whole(load, practice)
        for problem in practice_problems(practice, library)
    ]
    if whole:
        ruled += own_problems(library)
    return library, sorted({*load.problems, *ruled})


def _is_whole(load: Load, practice: Practice) -> bool:
    """Whether a practice's own file has no fault that would bring others along."""
    return not any(s.problems for s in load.sources if str(s.path) == practice.path)


def _pacing(load: Load) -> Pacing | None:
    source, table = load.model("pacing.yaml", tables.PacingTable)
    if table is None:
        return None
    source.problems += pacing_problems(table, source)
    if source.problems:
        return None
    return Pacing(
        rows={
            name: Row(*row.values, stretch=row.stretch and Stretch(row.stretch))
            for name, row in table.rows.items()
        },
        doses={
            name: Dose(Row(*dose.first), Row(*dose.later))
            for name, dose in table.doses.items()
        },
    )


def _scripts(
    load: Load, pacing: Pacing | None, occasions: tables.Occasions | None
) -> dict[str, tuple[Cue, ...]]:
    source, found = load.model(f"{load.language}/scripts.yaml", tables.Scripts)
    if found is None or pacing is None:
        return {}
    source.problems += script_problems(found, source)
    if occasions:
        names = found.scripts.keys()
        source.problems += name_problems("scripts", occasions.scripts, names, source)
    steps = StepCompiler(source, pacing)
    return {
        name: steps.cues("rest", lines, ("scripts", name))
        for name, lines in found.scripts.items()
    }


def _phrases(
    load: Load, occasions: tables.Occasions | None
) -> dict[str, tuple[str, ...]] | None:
    source, found = load.model(f"{load.language}/phrases.yaml", tables.Phrases)
    if found is None:
        return None
    source.problems += phrase_problems(found, source)
    if occasions:
        names = found.phrases.keys()
        source.problems += name_problems("phrases", occasions.phrases, names, source)
    return {name: tuple(words) for name, words in found.phrases.items()}


def _practices(
    load: Load,
    scripts: Mapping[str, tuple[Cue, ...]],
    pacing: Pacing | None,
    mentions: Mentions,
) -> dict[str, Practice]:
    found: dict[str, Practice] = {}
    read: list[tuple[Source, authored.Practice]] = []
    broken: set[str] = set()
    for folder in ("exercises", "sequences"):
        for path in sorted((load.root / load.language / folder).glob("*.yaml")):
            name = str(path.relative_to(load.root))
            source, model = load.model(name, authored.Practice)
            if model is None:
                broken.add(path.stem)
            else:
                read.append((source, model))
    if pacing is None:
        return found
    compiler = Compiler(scripts, pacing, broken=broken, mentions=mentions)
    for source, model in read:
        _name_problems(source, model, found)
        if model.id not in found:
            practice = compiler.practice(model, source)
            found[model.id] = practice
            if not practice.is_sequence:
                compiler.exercises[model.id] = practice
    for source, model in read:
        _reference_problems(source, model, found.keys() | broken)
    return found


def _name_problems(
    source: Source, model: authored.Practice, found: Mapping[str, Practice]
) -> None:
    if model.id in found:
        message = f"{model.id!r} is also in {found[model.id].path}"
        source.problems.append(source.problem(("id",), message))
    if model.id != source.path.stem:
        message = f"must be the file's name, {source.path.stem!r}"
        source.problems.append(source.problem(("id",), message))
    taken = {name.lower(): p.id for p in found.values() for name in p.names}
    for i, name in enumerate(model.also):
        if name.lower() in taken:
            message = f"{name!r} is also a name of {taken[name.lower()]}"
            source.problems.append(source.problem(("also", i), message))
    for key in SPOKEN_FIELDS:
        source.problems += text_problems(getattr(model, key) or "", (key,), source)
    for name, form in model.forms.items():
        source.problems += text_problems(form.where, ("forms", name, "where"), source)


def _reference_problems(
    source: Source, model: authored.Practice, known: set[str]
) -> None:
    if model.easier is None:
        return
    if model.easier not in known:
        message = f"there is no practice {model.easier!r}"
        source.problems.append(source.problem(("easier",), message))
    elif model.easier == model.id:
        message = "is no easier than itself"
        source.problems.append(source.problem(("easier",), message))


def _helplines(load: Load) -> dict[str, Helplines]:
    source, table = load.model("helplines.yaml", tables.HelplineTable)
    if table is None:
        return {}
    if "none" not in table.helplines:
        message = "there is none for an uncertain country: `none`"
        source.problems.append(source.problem(("helplines",), message))
    found = {}
    for region, lines in table.helplines.items():
        if lines.verified_on is None and lines.crisis and region != "none":
            place = ("helplines", region, "verified_on")
            message = (
                "nobody has verified these numbers live yet; they are still spoken"
            )
            source.problems.append(source.problem(place, message, warning=True))
        verified = lines.verified_on.isoformat() if lines.verified_on else None
        fields = lines.model_dump(exclude={"verified_on"})
        key = "" if region == "none" else region
        found[key] = Helplines(**fields, verified_on=verified)
    return found


def _own(load: Load, pacing: Pacing | None, mentions: Mentions) -> OwnFrame | None:
    source, model = load.model(f"{load.language}/own.yaml", tables.Own)
    if model is None or pacing is None:
        return None
    return own_frame(model, source, pacing, mentions)


def _left_out(load: Load) -> tables.LeftOut:
    _, table = load.model(f"{load.language}/left_out.yaml", tables.LeftOut)
    return table or tables.LeftOut(left_out={})


def _needs(load: Load, practices: Mapping[str, Practice]) -> dict[str, tuple[str, ...]]:
    source, table = load.model(f"{load.language}/needs.yaml", tables.Needs)
    if table is None:
        return {}
    broken = {s.path.stem for s in load.sources if s.problems}
    for need, ids in table.needs.items():
        for i, practice in enumerate(ids):
            if practices and practice not in practices and practice not in broken:
                message = f"there is no practice {practice!r}"
                source.problems.append(source.problem(("needs", need, i), message))
    return {need: tuple(ids) for need, ids in table.needs.items()}
