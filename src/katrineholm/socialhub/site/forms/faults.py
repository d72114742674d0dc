"""All that is wrong with what was sent is told at once, each at its field (WCAG 2.2, 3.3.1).

Whoever reads a form gathers its faults in ``Faults``; the macros of ``browser/forms.pt`` put each
at its field.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ...core.messages.engine import Refused
from .refusals import FaultyFields, Refusal


class Faults:
    """What is wrong with what was sent: a sentence for each field, the first one that is found."""

    def __init__(self):
        self.found, self.guard = dict[str, str](), ""

    def take(self, name: str, read: Callable[..., Any], *given: object) -> Any:
        """What ``read`` makes of what is given; None where it refuses that, which is noted.

        A refusal that tells of fields itself is noted at those.
        """
        try:
            return read(*given)
        except (Refusal, Refused) as refusal:
            if isinstance(refusal, Refusal):
                self.guard = self.guard or getattr(refusal, "guard", "")
            for field, sentence in (refusal.faults or {name: refusal.sentence}).items():
                self.demand(field, False, sentence)
            return None

    def demand(self, name: str, holds: object, sentence: str) -> None:
        """Refuse a field where something does not hold; what was refused already is enough."""
        if not holds:
            self.found.setdefault(name, sentence)

    def done(self, guard: str = "") -> None:
        """Raises FaultyFields where there is any; ``guard`` is what a program is told."""
        if self.found:
            raise FaultyFields(self.found, guard or self.guard)


class Fields(Faults):
    """What a form or a body holds, field by field."""

    def __init__(self, data: Mapping):
        super().__init__()
        self.data = data

    def read(self, name: str, clean: Callable[..., str], *limits: int) -> str:
        """What a field holds, cleaned; empty where that is refused, which is noted."""
        return self.take(name, clean, self.data.get(name) or "", *limits) or ""
