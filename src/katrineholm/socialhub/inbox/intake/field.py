"""The fields of a form, read and cleaned: all that is wrong is told at once, each at its field."""

from collections.abc import Callable, Mapping

from ...core.messages.engine import Refused


class Faulty(Refused):
    """Fields that cannot be taken: ``faults`` has a sentence for each, the first of them first."""

    def __init__(self, faults: Mapping[str, str]):
        self.faults = dict(faults)
        super().__init__(*next(iter(self.faults.items())))


class Fields:
    """What a form or a body holds; ``done`` raises Faulty where anything of it cannot be taken."""

    def __init__(self, data: Mapping):
        self.data, self._faults = data, dict[str, str]()

    def read(self, name: str, clean: Callable[..., str], *limits: int) -> str:
        """What a field holds, cleaned; empty where that is refused."""
        try:
            return clean(self.data.get(name) or "", *limits)
        except Refused as refusal:
            self._faults[name] = refusal.sentence
            return ""

    def demand(self, name: str, holds: object, sentence: str) -> None:
        """Refuse a field where something does not hold; what was refused already is enough."""
        if not holds:
            self._faults.setdefault(name, sentence)

    def done(self) -> None:
        """Raises Faulty."""
        if self._faults:
            raise Faulty(self._faults)
