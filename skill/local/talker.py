"""One person at this machine: words in, a turn out; the session lives here."""

from dataclasses import dataclass, field

from skill.acts import Act, ActName
from skill.carried import Carried
from skill.content.pacing import Pace
from skill.conversation import Conversation, Who
from skill.dialogue import Session
from skill.dialogue.clock_map import phase_of_words
from skill.speech.limits import Limits
from skill.speech.plan import End, SpeechPlan
from skill.speech.timing import total_seconds
from skill.turning import Heard
from skill.understanding import Understander


@dataclass(frozen=True, slots=True)
class Told:
    """One turn as it was: what was heard, what it meant, what is said."""

    heard: str | None
    act: Act
    session: Session
    plan: SpeechPlan

    @property
    def ends(self) -> bool:
        """Whether the session is over."""
        return isinstance(self.plan.then, End)

    @property
    def pace(self) -> Pace:
        """The pace of what runs."""
        running = self.session.practising
        return running.tempo.pace if running else Pace.STANDARD

    @property
    def parts_seconds(self) -> float:
        """How long the reply takes, reprompt left out."""
        return total_seconds(self.plan.parts, self.plan.rate_percent)

    @property
    def reprompt_seconds(self) -> float:
        """How long the reprompt takes."""
        return total_seconds(self.plan.reprompt, self.plan.rate_percent)


@dataclass(kw_only=True)
class Talker:
    """Holds the session of one person between turns."""

    conversation: Conversation
    understander: Understander
    person: str
    limits: Limits
    region: str
    carried: Carried = field(default_factory=Carried)

    @property
    def session(self) -> Session:
        """The running conversation."""
        return self.carried.session

    def launch(self, now: float) -> Told:
        """Opens a new session."""
        self.carried = Carried()
        return self._turn(None, Act(name=ActName.LAUNCH), now)

    def hear(self, words: str, now: float) -> Told:
        """Answers words."""
        phase = phase_of_words(self.session, now, self.limits)
        return self._turn(words, self.understander.understand(words, phase), now)

    def silence(self, now: float) -> Told:
        """Ends a session in which nobody answered."""
        return self._turn(None, Act(name=ActName.NO_INPUT), now)

    def _turn(self, heard: str | None, act: Act, now: float) -> Told:
        said = Heard(act=act, limits=self.limits, now=now, region=self.region)
        exchange = self.conversation.turn(Who(self.person), self.carried, said)
        self.carried = exchange.carried
        return Told(heard, act, exchange.session, exchange.plan)
