"""Alexa intent name to act: read by `reading`, and by what generates the models."""

from skill.acts import ActName


def _custom(name: ActName) -> str:
    return "".join(word.capitalize() for word in name.value.split("_")) + "Intent"


BUILT_IN = {
    "AMAZON.YesIntent": ActName.YES,
    "AMAZON.NoIntent": ActName.NO,
    "AMAZON.HelpIntent": ActName.HELP,
    "AMAZON.StopIntent": ActName.STOP,
    "AMAZON.CancelIntent": ActName.STOP,
    "AMAZON.NavigateHomeIntent": ActName.STOP,
    "AMAZON.PauseIntent": ActName.PAUSE,
    "AMAZON.ResumeIntent": ActName.CONTINUE,
    "AMAZON.RepeatIntent": ActName.REPEAT,
    "AMAZON.NextIntent": ActName.NEXT,
    "AMAZON.PreviousIntent": ActName.PREVIOUS,
    "AMAZON.StartOverIntent": ActName.START_OVER,
    "AMAZON.FallbackIntent": ActName.NO_MATCH,
    "AMAZON.LoopOnIntent": ActName.NO_MATCH,
    "AMAZON.LoopOffIntent": ActName.NO_MATCH,
    "AMAZON.ShuffleOnIntent": ActName.NO_MATCH,
    "AMAZON.ShuffleOffIntent": ActName.NO_MATCH,
    "AMAZON.SelectIntent": ActName.NO_MATCH,
}
"""Amazon's own intents; they match exact phrases only."""

NOT_SAID = frozenset({ActName.LAUNCH, ActName.NO_INPUT, ActName.NO_MATCH})
"""Acts that no sentence means."""

CUSTOM = {_custom(act): act for act in ActName if act not in NOT_SAID}
"""Ours, one for each act, beside every built-in one."""

INTENTS = {**BUILT_IN, **CUSTOM}
"""Every intent that is understood."""
