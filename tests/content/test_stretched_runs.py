"""The rules of a body's load hold however slow a person asks it to be."""

from collections.abc import Iterator
from itertools import product

import pytest
from support import library

from skill.content.nodes import Wording
from skill.content.pace_rules import (
    announces_quiet,
    arrives,
    breathes_between,
    integrates,
    rests_often,
)
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner
from skill.content.safety_rules import SAFETY_RULES, checks_in
from skill.content.spoken import Rule, Spoken
from skill.content.unfold import unfold

RULES = (
    *(rule for rule in SAFETY_RULES if rule is not checks_in),
    *(announces_quiet, arrives, breathes_between, integrates, rests_often),
)
"""`checks_in` is left out: the guide asks by the clock where a stretch is long."""


def tempos() -> Iterator[Tempo]:
    """Every tempo that "slower" reaches, and longer and shorter rests at each pace."""
    slower = Tempo(Pace.GENTLER)
    for _ in range(5):
        yield (slower := slower.slower())
    for pace in Pace:
        yield Tempo(pace).with_longer_rests()
        yield Tempo(pace).with_shorter_rests().with_shorter_rests()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds_at_every_tempo(rule: Rule) -> None:
    """No form breaks it, slower or with longer or shorter rests, in any wording."""
    practices = library().practices.values()
    forms = [(p, form) for p in practices for form in p.forms.values()]
    for (practice, form), tempo, wording in product(forms, tempos(), Wording):
        manner = Manner(tempo=tempo, wording=wording, wake_word="Alexa")
        spoken = Spoken(
            practice=practice,
            form=form,
            run=unfold(practice, form, library().pacing, manner),
            manner=manner,
            library=library(),
        )
        found = [finding.message for finding in rule(spoken)]
        assert found == [], f"{practice.id}, {form.id}, {tempo}, {wording}"
