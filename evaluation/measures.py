"""What a runner hands over: one number of one set, with its unit and over how much it was taken."""

from dataclasses import dataclass

# Units, and whether more of it is better.
HIGHER = {
    "F1": True,
    "accuracy": True,
    "recall": True,
    "precision": True,
    "share": True,
    "ratio": True,
    "a page": False,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` of the measure ``name`` on the set ``set``; ``of`` is how many annotated things, or pages, it was taken over."""

    set: str
    name: str
    value: float
    unit: str
    of: int

    @property
    def key(self) -> tuple[str, str]:
        return self.set, self.name

    def reaches(self, floor: float, tolerance: float = 0.0) -> bool:
        """Is it no worse than the floor? Where less is better, the floor is a ceiling."""
        if HIGHER[self.unit]:
            return self.value >= floor - tolerance
        return self.value <= floor + tolerance


def share(right: int, of: int) -> float:
    """``right / of``, and 0 where there is nothing to be right about."""
    return right / of if of else 0.0
