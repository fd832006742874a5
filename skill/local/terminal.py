"""A conversation in the terminal: spoken lines in their time, typing at any moment.

Typing over a reply is barge-in: it stops at once, and the moment is known. A line at
the bottom shows quiet passing. After one reprompt it waits without end.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import assert_never

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from prompt_toolkit.patch_stdout import patch_stdout

from skill.local.talker import Talker, Told
from skill.speech.plan import Parts, Pause, Say, Sound
from skill.speech.timing import part_seconds

BAR_WIDTH = 24
REFRESH_SECONDS = 0.25

Clock = Callable[[], float]


@dataclass
class Quiet:
    """What the bottom line shows."""

    label: str = ""
    seconds: float = 0.0
    passed: float = 0.0

    def line(self) -> str:
        """A bar for the quiet that passes, or a word about what is awaited."""
        if not self.seconds:
            return f" {self.label}"
        done = round(BAR_WIDTH * min(1.0, self.passed / self.seconds))
        left = max(0.0, self.seconds - self.passed)
        return f" {self.label} {'━' * done}{'┈' * (BAR_WIDTH - done)} {left:.0f} s"


@dataclass
class Terminal:
    """One person at a terminal."""

    talker: Talker
    clock: Clock
    is_real: bool
    prompt: PromptSession[str]
    output: Output | None = None
    quiet: Quiet = field(default_factory=Quiet)
    spoken_until: float = 0.0
    """Where the clock that does not wait has come to."""

    async def run(self) -> None:
        """From the first word to the session's end; ctrl-c ends it kindly."""
        told = self.talker.launch(self._now())
        while not told.ends:
            words = await self._play_and_listen(told)
            told = self.talker.hear(words or "stop", self._now())
        with suppress(KeyboardInterrupt):
            await self._play(told.plan.parts, told)

    async def _play_and_listen(self, told: Told) -> str | None:
        """What was typed, over the reply or after it; None for ctrl-c or ctrl-d."""
        playing = asyncio.create_task(self._play_reply(told))
        if not self.is_real:
            await playing
        try:
            return await self._typed()
        except (EOFError, KeyboardInterrupt):
            return None
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)

    async def _typed(self) -> str:
        while True:
            typed = await self.prompt.prompt_async(
                "> ",
                bottom_toolbar=self.quiet.line,
                refresh_interval=REFRESH_SECONDS,
            )
            if typed.strip():
                return typed

    async def _play_reply(self, told: Told) -> None:
        await self._play(told.plan.parts, told)
        self.spoken_until += 1.0
        if self.is_real:
            await self._wait("listening", self.talker.limits.listen_seconds)
            while self.prompt.app.current_buffer.text:
                await asyncio.sleep(REFRESH_SECONDS)
            await self._play(told.plan.reprompt, told)
        self._show("listening")

    async def _play(self, parts: Parts, told: Told) -> None:
        self.spoken_until = self._now()
        for part in parts:
            seconds = part_seconds(part, told.plan.rate_percent)
            match part:
                case Say(text=text):
                    self._print(f"  {text}")
                    await self._wait("speaking", seconds)
                case Pause():
                    if not self.is_real:
                        self._print(f"     ({seconds:g} s)")
                    await self._wait("quiet", seconds)
                case Sound():
                    await self._wait("sound", seconds)
                case _:
                    assert_never(part)

    async def _wait(self, label: str, seconds: float) -> None:
        self.spoken_until += seconds
        if not self.is_real:
            return
        loop = asyncio.get_running_loop()
        started = loop.time()
        while (passed := loop.time() - started) < seconds:
            self._show(label, seconds if label == "quiet" else 0.0, passed)
            await asyncio.sleep(min(REFRESH_SECONDS, seconds - passed))

    def _show(self, label: str, seconds: float = 0.0, passed: float = 0.0) -> None:
        self.quiet.label, self.quiet.seconds, self.quiet.passed = label, seconds, passed

    def _print(self, text: str) -> None:
        print_formatted_text(text, output=self.output)

    def _now(self) -> float:
        return self.clock() if self.is_real else max(self.clock(), self.spoken_until)


def converse(
    talker: Talker,
    clock: Clock,
    *,
    is_real: bool,
    keys: Input | None = None,
    screen: Output | None = None,
) -> None:
    """Runs a conversation to its end; `keys` and `screen` stand in for a terminal."""
    prompt: PromptSession[str] = PromptSession(input=keys, output=screen)
    terminal = Terminal(talker, clock, is_real, prompt, screen)
    with patch_stdout():
        asyncio.run(terminal.run())
