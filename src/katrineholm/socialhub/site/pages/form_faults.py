"""All faults of a form at once, each at its field (WCAG 2.2, 3.3.1).

A reader of a form collects its faults in ``FormFaults``; the macros of ``forms.pt`` show
each at its field.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ...core.messages.engine import Refused
from .refusals import FaultyFields, Refusal


class FormFaults:
    """The faults of a form: one sentence for each field, the first one that is found."""

    def __init__(self):
        self.found, self.guard = dict[str, str](), ""

    def take(self, name: str, read: Callable[..., Any], *given: object) -> Any:
        """Return ``read(*given)``, or None if it is refused, which is noted at its fields."""
        try:
            return read(*given)
        except (Refusal, Refused) as refusal:
            if isinstance(refusal, Refusal):
                self.guard = self.guard or getattr(refusal, "guard", "")
            for field, sentence in (refusal.faults or {name: refusal.sentence}).items():
                self.demand(field, False, sentence)
            return None

    def demand(self, name: str, holds: object, sentence: str) -> None:
        """Note a fault at a field unless ``holds``; the first fault of a field is kept."""
        if not holds:
            self.found.setdefault(name, sentence)

    def done(self, guard: str = "") -> None:
        """Raise FaultyFields if there are any; ``guard`` is the reason's code for programs."""
        if self.found:
            raise FaultyFields(self.found, guard or self.guard)


class FormReader(FormFaults):
    """The data of a form or body, read field by field."""

    def __init__(self, data: Mapping):
        super().__init__()
        self.data = data

    def read(self, name: str, clean: Callable[..., str], *limits: int) -> str:
        """Return the clean value of a field; empty if it is refused, which is noted."""
        return self.take(name, clean, self.data.get(name) or "", *limits) or ""
