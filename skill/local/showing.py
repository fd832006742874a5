"""A practice as it will be spoken, for those who write and review it."""

import json

from skill.acts import Posture
from skill.content.library import Asking, Form, Library, Practice, Wording
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner, Step
from skill.content.unfold import unfold
from skill.dialogue.offering import choose_form
from skill.errors import RequestError
from skill.speech.payload import write_timeline
from skill.speech.plan import Part, Parts, Pause, Say
from skill.speech.ssml import write_ssml
from skill.speech.text import write_time_axis
from skill.speech.timing import total_seconds


def show_practice(
    library: Library,
    practice_id: str,
    *,
    pace: Pace,
    posture: Posture | None,
    minutes: float | None,
    wording: Wording,
    form: str,
) -> str:
    """Raises `RequestError` for an unknown id or a posture the practice has not."""
    practice = library.practices.get(practice_id)
    if practice is None:
        known = ", ".join(sorted(library.practices))
        raise RequestError(f"There is no practice {practice_id!r}. There are: {known}.")
    chosen = choose_form(practice, posture, minutes)
    if chosen is None:
        raise RequestError(f"{practice_id} has no {posture} form.")
    parts = _parts(
        library, practice, chosen, Manner(tempo=Tempo(pace), wording=wording)
    )
    rate = int(library.pacing.rows["rate_percent"].at(pace))
    match form:
        case "ssml":
            return write_ssml(parts, rate)
        case "json":
            return json.dumps(write_timeline(parts, rate), ensure_ascii=False, indent=2)
        case _:
            seconds = total_seconds(parts, rate)
            head = f"{practice.name}, {chosen.id}, {pace}: {seconds:.0f} s\n\n"
            return head + write_time_axis(parts, rate)


def _parts(library: Library, practice: Practice, form: Form, manner: Manner) -> Parts:
    parts: list[Part] = []
    for step in unfold(practice, form, library.pacing, manner):
        parts.append(Say(_words(library, step), step.kind, step.at))
        if step.quiet_seconds:
            parts.append(Pause(step.quiet_seconds, step.kind, step.at))
    return tuple(parts)


def _words(library: Library, step: Step) -> str:
    if step.asking is None or step.say:
        return step.say
    return library.phrases[f"ask_{Asking(step.asking)}"][0]
