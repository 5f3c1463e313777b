"""Chance that repeats itself: a stream of its own for each thing, so that a new one changes nothing else."""

import random
from collections.abc import Sequence

Stream = random.Random


def stream(seed: int, *names) -> Stream:
    """The random numbers of one thing, the same for the same seed and names on every machine."""
    return random.Random(":".join(map(str, (seed, *names))))


def weighted(chance: Stream, things: Sequence, weights: Sequence[float]):
    """One of the things by weight. Raises IndexError when there is none."""
    return chance.choices(things, weights)[0]
