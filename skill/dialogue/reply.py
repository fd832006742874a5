"""One reply, put together line by line and closed exactly once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from skill.acts import Phase
from skill.content.library import Form, Practice
from skill.content.nodes import Asking, Cue
from skill.content.pacing import AS_USUAL, Pace, RowName, Tempo
from skill.content.run import Run, Step
from skill.content.wordings import rough_length
from skill.dialogue.record import Record
from skill.dialogue.scene import Scene, Turn, practice_of, unfold_practising
from skill.dialogue.session import Practising, Sent, Session, StepStart
from skill.speech.plan import End, Kind, Listen, Part, Parts, Pause, Say, SpeechPlan
from skill.speech.sentences import phrases, sentences
from skill.speech.timing import spoken_before, starts, total_seconds

AFTER_A_PHRASE_SECONDS = 2.5
"""Quiet between the phrases of words that are said again, slowly."""
TURNS_APART = 3
"""Turns in which the skill does not say a sentence of its own twice, unasked."""


def chosen_tempo(session: Session, record: Record) -> Tempo:
    """The chosen tempo, else the kept one; after distress the gentlest."""
    tempo = session.tempo or record.tempo or AS_USUAL
    return tempo if session.ceiling is None else tempo.gentlest()


class Reply:
    """Gathers parts; the session and the record it holds are the ones after it.

    Handlers make one, fill it and return its turn. Nothing outlives the turn, so the
    engine stays pure from outside.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.session: Session = scene.session
        self.record: Record = scene.record
        self.parts: list[Part] = []
        self.steps: list[tuple[int, int]] = []
        """Index of a step in the run, and of its first part here."""
        self.own: list[str] = []
        """The skill's own sentences in this reply."""

    @property
    def pace(self) -> Pace:
        """The pace of what runs, else the one that the person chose."""
        if practising := self.session.practising:
            return practising.tempo.pace
        return chosen_tempo(self.session, self.record).pace

    @property
    def rate_percent(self) -> int:
        """Speed of the voice at this pace."""
        return int(self.scene.library.pacing.rows["rate_percent"].at(self.pace))

    def update(self, **changes: object) -> "Reply":
        """Changes fields of the session."""
        self.session = replace(self.session, **changes)  # type: ignore[arg-type]  # names checked at run time
        return self

    @property
    def running(self) -> Practising:
        """The practice that runs after this reply; the caller knows that one does."""
        if self.session.practising is None:
            raise LookupError("no practice runs")
        return self.session.practising

    @property
    def form(self) -> Form:
        """The form that runs after this reply."""
        practice = practice_of(self.scene.library, self.running)
        return practice.forms[self.running.form]

    @property
    def run(self) -> Run:
        """The steps of what runs, at the pace and wording after this reply."""
        return unfold_practising(self.scene, self.running)

    def practising(self, **changes: object) -> "Reply":
        """Changes fields of the practice that runs."""
        running = replace(self.running, **changes)  # type: ignore[arg-type]  # names checked at run time
        return self.update(practising=running)

    def choose_form(self, practice: Practice, form: Form) -> "Reply":
        """Notes a form as the one for this session; a length is asked for anew."""
        if form.minutes is not None:
            return self
        forms = {**dict(self.session.forms), practice.id: form.id}
        return self.update(forms=tuple(forms.items()))

    def phrase(self, phrase: str, /, **slots: str) -> str:
        """The next wording of a phrase, with its slots filled.

        One that shares a sentence with the last turns waits, if there is another; so
        does one that mentions what the person left out for good.
        """
        wordings = self._wordings(phrase)
        used, self.session = self.session.rotated(phrase)
        start = used % len(wordings)
        turned = [
            self.fill(words, **slots)
            for words in (*wordings[start:], *wordings[:start])
        ]
        chosen = next((text for text in turned if self._is_new(text)), turned[0])
        self.own += sentences(chosen)
        return chosen

    def _wordings(self, phrase: str) -> Sequence[str]:
        library, left_out = self.scene.library, self.record.left_out
        wordings = library.phrases[phrase]
        none: frozenset[str] = frozenset()
        fine = [
            w for w in wordings if library.mentions.get(w, none).isdisjoint(left_out)
        ]
        return fine or wordings

    def _is_new(self, text: str) -> bool:
        heard = {*self.own, *chain.from_iterable(self.session.heard)}
        return heard.isdisjoint(sentences(text))

    def fill(self, text: str, /, **slots: str) -> str:
        """A text with its slots filled: the wake word, numbers of the country."""
        if "{" not in text:
            return text
        for name, value in {**self._always(), **slots}.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def say(self, phrase: str, /, kind: Kind = Kind.ANSWER, **slots: str) -> "Reply":
        """Adds a phrase."""
        return self.words(self.phrase(phrase, **slots), kind)

    def words(self, text: str, kind: Kind = Kind.ANSWER) -> "Reply":
        """Adds words, with a capital at their beginning."""
        self.parts.append(Say(text[:1].upper() + text[1:], kind))
        return self

    def orient(self) -> "Reply":
        """Adds where the body is, unless that was just said."""
        where = self.form.where
        return self.words(where) if self._is_new(where) else self

    def quiet(self, seconds: float, kind: Kind = Kind.ANSWER) -> "Reply":
        """Adds silence."""
        self.parts.append(Pause(seconds, kind))
        return self

    def script(self, name: str, kind: Kind = Kind.ANSWER, **slots: str) -> "Reply":
        """Adds a script's lines with their quiet."""
        self.parts += self.script_parts(name, kind, **slots)
        return self

    def script_parts(self, name: str, kind: Kind, **slots: str) -> Parts:
        """A script's lines with their quiet, at the pace in force."""
        parts: list[Part] = []
        for cue in self.scene.library.scripts[name]:
            seconds = self._seconds(cue)
            text = self.fill(cue.say[0], quiet=rough_length(seconds), **slots)
            parts.append(Say(text, kind))
            if seconds:
                parts.append(Pause(seconds, kind))
        return tuple(parts)

    def slowly(self, text: str) -> "Reply":
        """Adds words with quiet after each phrase: slow speech is no clearer."""
        for phrase in phrases(text):
            self.words(phrase).quiet(AFTER_A_PHRASE_SECONDS)
        return self

    def step(self, index: int, step: Step, text: str | None = None) -> "Reply":
        """Adds a step of the run."""
        self.steps.append((index, len(self.parts)))
        self.parts.append(Say(text or step.say, step.kind, step.at))
        if step.quiet_seconds:
            self.parts.append(Pause(step.quiet_seconds, step.kind, step.at))
        return self

    def step_slowly(self, index: int, step: Step) -> "Reply":
        """Adds a step of the run with quiet after each of its phrases."""
        self.steps.append((index, len(self.parts)))
        for phrase in phrases(step.say):
            self.parts.append(Say(phrase, step.kind, step.at))
            self.parts.append(Pause(AFTER_A_PHRASE_SECONDS, step.kind, step.at))
        last = AFTER_A_PHRASE_SECONDS + step.quiet_seconds
        self.parts[-1] = Pause(last, step.kind, step.at)
        return self

    def way_out(self) -> "Reply":
        """Adds the way out, first and once, when the person is in a held position."""
        position = self.scene.held
        if position and Say(position.way_out) not in self.parts[:1]:
            self.parts.insert(0, Say(position.way_out))
        return self

    def listen(self, asking: Asking, phase: Phase, reprompt: Parts) -> Turn:
        """Closes the reply with an open microphone."""
        last = self.parts[-1]
        asked = last.text if isinstance(last, Say) else None
        self.update(asking=asking, asked=asked, phase=phase)
        if phase is Phase.IDLE:
            self.update(practising=None)
        return self._turn(Listen(reprompt))

    def end(self) -> Turn:
        """Closes the reply and the session."""
        self.update(asking=None, asked=None, phase=Phase.ENDED, practising=None)
        return self._turn(End())

    def _turn(self, then: Listen | End) -> Turn:
        plan = SpeechPlan(tuple(self.parts), then, self.rate_percent)
        for part in self.parts:
            if isinstance(part, Say) and part.at is None:
                self.own += sentences(part.text)
        own = tuple(dict.fromkeys(self.own))
        heard = (*self.session.heard, own)[1 - TURNS_APART :]
        self.update(sent=self._sent(plan), said=self._said(), heard=heard)
        return Turn(self.session, self.record, plan)

    def _sent(self, plan: SpeechPlan) -> Sent:
        times = starts(plan.parts, plan.rate_percent)
        spoken = spoken_before(plan.parts, plan.rate_percent)
        return Sent(
            at=self.scene.now,
            steps=tuple(
                StepStart(times[part], spoken[part], index)
                for index, part in self.steps
            ),
            parts_seconds=times[-1],
            spoken_seconds=spoken[-1],
            reprompt_seconds=total_seconds(plan.reprompt, plan.rate_percent),
        )

    def _said(self) -> tuple[str, ...]:
        if self.steps:
            return ()
        library = self.scene.library
        between = {*library.phrases["marker"], *library.phrases["halfway"]}
        said = (part.text for part in self.parts if isinstance(part, Say))
        return tuple(text for text in said if text not in between)

    def _seconds(self, cue: Cue) -> float:
        match cue.quiet:
            case RowName(name=name):
                return self.scene.library.pacing.rows[name].at(self.pace)
            case float() | int():
                return float(cue.quiet)
            case _:
                return 0.0

    def _always(self) -> dict[str, str]:
        library = self.scene.library
        lines = library.helplines.get(self.scene.region) or library.helplines[""]
        wake = self.scene.limits.wake_word
        emergency = lines.emergency or library.phrases["your_emergency_number"][0]
        return {
            "hey": f"{wake}, " if wake else "",
            "line": lines.crisis or library.helplines[""].crisis or "",
            "abuse": lines.abuse or library.phrases["no_abuse_line"][0],
            "emergency": emergency,
        }
