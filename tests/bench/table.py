"""One line of what `make bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, the figure with its unit, a remark or a goal and whether it is met."""

    what: str
    figure: str
    goal: str = ""
    met: bool = True
    note: str = ""

    @property
    def judged(self) -> str:
        """Say the goal and whether it is met, else the remark."""
        return f"goal {self.goal}: {'met' if self.met else 'MISSED'}" if self.goal else self.note
