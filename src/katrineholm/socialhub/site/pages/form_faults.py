"""The collected errors of a form, shown all at once (WCAG 2.2, 3.3.1).

The code that reads a form collects its errors in ``FormFaults``. The macros of ``forms.pt`` show
each error at its field.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ...core.messages.engine import Refused
from .refusals import FaultyFields, Refusal


class FormFaults:
    """The errors of a form: for each invalid field, the first error message that was found."""

    def __init__(self):
        self.found, self.guard = dict[str, str](), ""

    def take(self, name: str, read: Callable[..., Any], *given: object) -> Any:
        """Return ``read(*given)``, or record its errors and return None if it raises a refusal."""
        try:
            return read(*given)
        except (Refusal, Refused) as refusal:
            if isinstance(refusal, Refusal):
                self.guard = self.guard or getattr(refusal, "guard", "")
            for field, sentence in (refusal.faults or {name: refusal.sentence}).items():
                self.require(field, False, sentence)
            return None

    def require(self, name: str, holds: object, sentence: str) -> None:
        """Record an error message for a field unless ``holds`` or the field already has one."""
        if not holds:
            self.found.setdefault(name, sentence)

    def raise_faults(self, guard: str = "") -> None:
        """Raise FaultyFields if there are errors. ``guard`` is the reason's code for programs."""
        if self.found:
            raise FaultyFields(self.found, guard or self.guard)


class FormReader(FormFaults):
    """A reader of the data of a form or a JSON body, which collects the errors."""

    def __init__(self, data: Mapping):
        super().__init__()
        self.data = data

    def read(self, name: str, clean: Callable[..., str], *limits: int) -> str:
        """Return a field's value, cleaned by ``clean``, or record its error and return ""."""
        return self.take(name, clean, self.data.get(name) or "", *limits) or ""
