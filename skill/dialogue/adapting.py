"""The practice bends to the person: pace, words, forms, parts."""

from dataclasses import replace

from skill.acts import ActName, Posture
from skill.content.library import Form, PracticeClass, Wording
from skill.content.pacing import Pace
from skill.content.unfold import ENDING, INTEGRATING, MOVING, Step, locate
from skill.dialogue.beginning import start
from skill.dialogue.consenting import leave_it
from skill.dialogue.guiding import carry_on, to_integration
from skill.dialogue.offering import offer, suits
from skill.dialogue.pausing import SLOWER
from skill.dialogue.reply import Reply
from skill.dialogue.returning import back_to_it, resume_origin
from skill.dialogue.scene import Scene, Turn
from skill.dialogue.table_keys import idle

FASTER = {slow: fast for fast, slow in SLOWER.items() if fast is not slow}
WORDIER = {
    Wording.QUIET: Wording.BRIEF,
    Wording.BRIEF: Wording.FULL,
    Wording.FULL: Wording.FULL,
}
TERSER = {wordy: terse for terse, wordy in WORDIER.items() if terse is not wordy}
IMPOSSIBLE = {
    "stand": (Posture.SITTING, Posture.LYING),
    "floor": (Posture.SITTING, Posture.STANDING),
    "lie": (Posture.SITTING, Posture.STANDING),
    "kneel": (Posture.SITTING, Posture.LYING),
}
"""The postures to try when one is not possible."""


def slower(scene: Scene) -> Turn:
    """One pace down, from the step the person was in."""
    return _change_pace(scene, SLOWER, "slowest")


def faster(scene: Scene) -> Turn:
    """One pace up at most; strong practices keep theirs."""
    strong = scene.session.practising and scene.form.practice_class is PracticeClass.C
    return back_to_it(Reply(scene).way_out().say("fastest")) if strong else _change_pace(scene, FASTER, "fastest")
