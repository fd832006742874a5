"""Fits the length of speech to what `measure.py` measured, and prints the error.

The error is of lines that the fit has not seen: ten times a tenth is left out.

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
FOLDS = 10


def main() -> None:
    """Prints seconds per syllable, comma and sentence, and how far off they are."""
    with SPOKEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seconds = np.array([float(row["seconds"]) for row in rows])
    rate = np.array([int(row["rate_percent"]) for row in rows])
    counted = np.array([features(row["text"]) for row in rows], dtype=float)
    counted[:, 0] *= 100 / rate
    texts = {text: i for i, text in enumerate(sorted({row["text"] for row in rows}))}
    fold = np.array([texts[row["text"]] % FOLDS for row in rows])
    error = np.empty(len(rows))
    for left_out in range(FOLDS):
        unseen = fold == left_out
        fitted, *_ = np.linalg.lstsq(counted[~unseen], seconds[~unseen], rcond=None)
        error[unseen] = counted[unseen] @ fitted - seconds[unseen]
    fitted, *_ = np.linalg.lstsq(counted, seconds, rcond=None)
    share = np.abs(error) / seconds
    print("seconds per syllable, comma, sentence:", np.round(fitted, 3))  # noqa: T201
    print("lines:", len(rows))  # noqa: T201
    print("an unseen line is off by, s:", np.round(np.median(np.abs(error)), 2))  # noqa: T201
    percent = np.round(100 * np.quantile(share, [0.5, 0.99]))
    print("in percent, median and 99th:", percent)  # noqa: T201


if __name__ == "__main__":
    main()
