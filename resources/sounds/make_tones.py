"""Make the three answer tones: ``python resources/sounds/make_tones.py`` writes them beside this file."""

import math
import struct
import wave
from pathlib import Path

RATE_HZ = 22_050
FADE_SECONDS = 0.008
LOUDNESS = 0.6
FULL_SCALE = 32_767

# Each tone: parts of (hertz, seconds); 0 hertz is silence. High is good, twice is look, low and long is wrong.
TONES: dict[str, list[tuple[float, float]]] = {
    "ok": [(1_320, 0.11)],
    "warning": [(880, 0.10), (0, 0.06), (880, 0.10)],
    "error": [(196, 0.38)],
}


def part(hertz: float, seconds: float) -> list[float]:
    """Return the samples of one part, faded in and out so that it does not click; low tones get harmonics to carry."""
    count = round(RATE_HZ * seconds)
    samples = []
    for index in range(count):
        moment = index / RATE_HZ
        fade = min(1.0, moment / FADE_SECONDS, (seconds - moment) / FADE_SECONDS)
        wave_form = sum(math.sin(2 * math.pi * hertz * n * moment) / n for n in (1, 2, 3)) / 1.5
        samples.append(wave_form * fade * LOUDNESS)
    return samples


def write(path: Path, parts: list[tuple[float, float]]) -> None:
    """Write one tone as 16-bit mono."""
    samples = [sample for hertz, seconds in parts for sample in part(hertz, seconds)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(b"".join(struct.pack("<h", round(sample * FULL_SCALE)) for sample in samples))


if __name__ == "__main__":
    for name, parts in TONES.items():
        write(Path(__file__).with_name(f"{name}.wav"), parts)
