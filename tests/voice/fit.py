"""Fits the length of speech to what `measure.py` measured, and prints the error.

python tests/voice/fit.py
"""

import csv
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from skill.speech.timing import features  # noqa: E402  # after the path

SPOKEN = Path(__file__).parent / "spoken.csv"


def main() -> None:
    """Prints seconds per syllable, comma and sentence, and how far off they are."""
    with SPOKEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seconds = np.array([float(row["seconds"]) for row in rows])
    rate = np.array([int(row["rate_percent"]) for row in rows])
    counted = np.array([features(row["text"]) for row in rows], dtype=float)
    counted[:, 0] *= 100 / rate
    fitted, *_ = np.linalg.lstsq(counted, seconds, rcond=None)
    error = counted @ fitted - seconds
    print("seconds per syllable, comma, sentence:", np.round(fitted, 3))  # noqa: T201
    print("lines:", len(rows))  # noqa: T201
    print("median error of a line, s:", np.round(np.median(np.abs(error)), 2))  # noqa: T201


if __name__ == "__main__":
    main()
