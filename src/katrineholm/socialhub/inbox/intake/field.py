"""One field of a form, cleaned: where it is refused, the refusal says which field it is."""

from collections.abc import Callable, Mapping

from ...core.messages.engine import Refused


def field(data: Mapping, name: str, clean: Callable[..., str], *limits: int) -> str:
    """What a field holds, cleaned; raises engine.Refused, whose guard is the field's name."""
    try:
        return clean(data.get(name) or "", *limits)
    except Refused as refusal:
        raise Refused(name, refusal.sentence) from refusal
