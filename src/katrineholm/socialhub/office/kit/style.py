"""The style of pictures."""

from dataclasses import dataclass

from ...site.graphics.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Logo:
    """A logotype that is known to be harmless, and its width divided by its height."""

    data: bytes
    type: str
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """The graphic profile; ``municipality`` gives the initials if there is no logotype."""

    tokens: Tokens
    municipality: str
    logo: Logo | None = None
