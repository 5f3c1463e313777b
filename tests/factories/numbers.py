"""Numbers that tell the rows of factories apart, also from rows that another process made and kept."""


class Numbers:
    """1, 2, 3 … for `next`; every counter of this process can be moved on together."""

    all: list["Numbers"] = []

    def __init__(self):
        self.last = 0
        self.all.append(self)

    def __next__(self) -> int:
        self.last += 1
        return self.last


def reached() -> int:
    """The highest number given so far by any counter."""
    return max((numbers.last for numbers in Numbers.all), default=0)


def go_on_after(number: int) -> None:
    """Give only higher numbers from now on."""
    for numbers in Numbers.all:
        numbers.last = max(numbers.last, number)
