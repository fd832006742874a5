"""A practice as it will be spoken, for those who write and review it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from skill.acts import Posture
from skill.content.library import Form, Library, Practice
from skill.content.nodes import Asking, Wording
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner, Step
from skill.content.unfold import unfold
from skill.dialogue.forms import choose_form
from skill.errors import RequestError
from skill.local.replies import Heard, hear
from skill.speech.limits import Limits
from skill.speech.payload import write_timeline
from skill.speech.plan import Part, Parts, Pause, Say
from skill.speech.ssml import write_reply, write_ssml
from skill.speech.text import write_time_axis
from skill.speech.timing import total_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be shown, and how it is written: text, ssml or json."""

    practice: str
    pace: Pace
    posture: Posture | None
    minutes: float | None
    wording: Wording
    written_as: str


def show_practice(library: Library, wish: Wish) -> str:
    """Raises `RequestError` for an unknown id or a posture the practice has not."""
    practice, form = _chosen(library, wish)
    manner = Manner(tempo=Tempo(wish.pace), wording=wish.wording)
    parts = _parts(library, practice, form, manner)
    rate = int(library.pacing.rows["rate_percent"].at(wish.pace))
    match wish.written_as:
        case "ssml":
            return write_ssml(parts, rate)
        case "json":
            return json.dumps(write_timeline(parts, rate), ensure_ascii=False, indent=2)
        case _:
            seconds = total_seconds(parts, rate)
            head = f"{practice.name}, {form.id}, {wish.pace}: {seconds:.0f} s\n\n"
            return head + write_time_axis(parts, rate)


def show_replies(library: Library, wish: Wish, limits: Limits) -> str:
    """The same as one channel would hear it: reply by reply, with rung and reason.

    Raises as `show_practice` does.
    """
    practice, form = _chosen(library, wish)
    heard = [*hear(library, practice, form, wish.pace, wish.wording, limits)]
    match wish.written_as:
        case "ssml":
            return "\n".join(_documents(heard))
        case "json":
            return json.dumps(_timelines(heard), ensure_ascii=False, indent=2)
        case _:
            return "\n\n".join(
                _axis(number, reply, limits) for number, reply in enumerate(heard, 1)
            )


def _chosen(library: Library, wish: Wish) -> tuple[Practice, Form]:
    practice = library.practices.get(wish.practice)
    if practice is None:
        known = ", ".join(sorted(library.practices))
        message = f"There is no practice {wish.practice!r}. There are: {known}."
        raise RequestError(message)
    form = choose_form(practice, wish.posture, wish.minutes)
    if form is None:
        raise RequestError(f"{wish.practice} has no {wish.posture} form.")
    return practice, form


def _documents(heard: Iterable[Heard]) -> Iterable[str]:
    for reply in heard:
        parts, reprompt = write_reply(reply.plan)
        yield parts
        if reprompt:
            yield reprompt


def _timelines(heard: Iterable[Heard]) -> list[dict[str, str | float | None]]:
    return [
        {**part, "reply": number, "rung": reply.rung}
        for number, reply in enumerate(heard, 1)
        for part in write_timeline(reply.plan.parts, reply.plan.rate_percent)
    ]


def _axis(number: int, reply: Heard, limits: Limits) -> str:
    plan, rate = reply.plan, reply.plan.rate_percent
    seconds, rest = total_seconds(plan.parts, rate), total_seconds(plan.reprompt, rate)
    chars = len(write_reply(plan)[0])
    head = f"Reply {number}: {seconds:.0f} s, {chars:,} of {limits.max_chars:,} "
    head += "characters\n"
    head += f"Rung {reply.rung}: {reply.why}\n\n{write_time_axis(plan.parts, rate)}"
    if not plan.reprompt:
        return head
    silent = (
        f"\n\n        {limits.listen_seconds:g} s of microphone, then {rest:.0f} s:\n\n"
    )
    return head + silent + write_time_axis(plan.reprompt, rate)


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
