"""A secrecy mark outlasts other statements: it is lifted only with a reason (G22)."""

from collections.abc import Iterable, Mapping

from ... import _
from ...core.messages.engine import Refused

LOG_STEP = "secrecy"  # of a message's log


def refuse_mark_removal(log: Iterable[Mapping], stated: Mapping[str, bool]) -> None:
    """Raise engine.Refused if the facts would lift a mark incidentally.

    ``log`` starts with the earliest line.
    """
    marks = [line["given"].get("secret", False) for line in log if line["step"] == LOG_STEP]
    if stated.get("secret", True) or not (marks and marks[-1]):
        return
    sentence = _(
        "The message has a secrecy mark: the registrar or the information office lifts it, "
        "with a reason."
    )
    raise Refused("secrecy", sentence)
