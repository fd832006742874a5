"""Every rule over every way of speaking a practice.

Each rule is one function whose docstring states it; I-numbers are those of the content
design, as the care rules amend them. They look at the unfolded run, not the author's
tree: every form, pace and wording, for strong practices every stage of dose, and all
that again without each thing that a person may leave out of it.
"""

from collections.abc import Iterator
from itertools import product

from skill.content.leaving_out import is_left_out, touched
from skill.content.library import Form, Library, Practice, PracticeClass
from skill.content.nodes import Categories, Wording
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
        how = _how(spoken)
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
    """Every way that differs; what is left out often changes nothing at a wording."""
    forms, seen = practice.forms.values(), set[tuple[object, ...]]()
    for form, pace, wording in product(forms, Pace, Wording):
        strong = form.practice_class is PracticeClass.C
        ways = product(STAGES if strong else (0,), _left_out_ways(form))
        for runs, left_out in ways:
            manner = Manner(
                tempo=Tempo(pace),
                wording=wording,
                runs=runs,
                wake_word="Alexa",
                left_out=left_out,
            )
            run = unfold(practice, form, library.pacing, manner)
            words = tuple((step.say, step.quiet_seconds) for step in run)
            if left_out and (form.id, pace, wording, words) in seen:
                continue
            seen.add((form.id, pace, wording, words))
            yield Spoken(
                practice=practice, form=form, run=run, manner=manner, library=library
            )


def _left_out_ways(form: Form) -> list[Categories]:
    """Nothing left out first, then each category that changes a form and leaves it."""
    ways: list[Categories] = [frozenset()]
    ways += (frozenset({name}) for name in sorted(touched(form)))
    return [left_out for left_out in ways if not is_left_out(form, left_out)]


def _how(spoken: Spoken) -> str:
    how = f"{spoken.form.id}, {spoken.manner.pace}, {spoken.manner.wording}"
    return ", without ".join((how, *spoken.manner.left_out))
