"""Every rule over every way of speaking a practice.

Each rule is one function whose docstring states it; I-numbers are those of the content
design, as the care rules amend them. They look at the unfolded run, not the author's
tree: every form, pace and wording, and for strong practices every stage of dose.
"""

from collections.abc import Iterator
from itertools import product

from skill.content.library import Library, Practice, PracticeClass, Wording
from skill.content.own import own_practice
from skill.content.pace_rules import PACE_RULES
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner
from skill.content.safety_rules import SAFETY_RULES
from skill.content.spoken import Spoken
from skill.content.unfold import unfold
from skill.content.word_rules import WORD_RULES
from skill.errors import Problem

RULES = (*PACE_RULES, *SAFETY_RULES, *WORD_RULES)
STAGES = (0, 1, 3)
"""Finished runs at which class C's dose changes."""


def practice_problems(practice: Practice, library: Library) -> list[Problem]:
    """All that is wrong with a practice, in any way of speaking it."""
    found: dict[tuple[object, ...], Problem] = {}
    for spoken in _every_way(practice, library):
        how = f"{spoken.form.id}, {spoken.manner.pace}, {spoken.manner.wording}"
        for rule in RULES:
            for finding in rule(spoken):
                path = finding.path or practice.path
                about = finding.message if rule in WORD_RULES else rule.__name__
                problem = Problem(path, finding.line or 1, how, finding.message)
                found.setdefault((path, finding.line, about), problem)
    return list(found.values())


def own_problems(library: Library) -> list[Problem]:
    """All that is wrong with the frame of own sequences, around any practice alone."""
    label = next(iter(library.own.labels), "")
    alone = (own_practice(label, (name,), library) for name in library.practices)
    found = [p for own in alone if own for p in practice_problems(own, library)]
    return [*{(p.path, p.line, p.message): p for p in found if p.path}.values()]


def _every_way(practice: Practice, library: Library) -> Iterator[Spoken]:
    for form, pace, wording in product(practice.forms.values(), Pace, Wording):
        strong = form.practice_class is PracticeClass.C
        for runs in STAGES if strong else (0,):
            manner = Manner(
                tempo=Tempo(pace), wording=wording, runs=runs, wake_word="Alexa"
            )
            run = unfold(practice, form, library.pacing, manner)
            yield Spoken(
                practice=practice, form=form, run=run, manner=manner, library=library
            )
