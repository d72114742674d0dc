"""The site's graphic profile, stored in the registry. An empty token follows the theme."""

from collections.abc import Iterable
from hashlib import sha256
from math import isfinite
from typing import Any

from plone import api
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from zope import schema
from zope.component import getUtility, queryUtility
from zope.interface import Invalid, invariant

from ... import _
from ..pages.refusals import RefusedValue
from .colour import normalized_colour
from .contrast_pairs import contrast_faults
from .tokens import COLOURS, FONTS, MEASURES, NAMES, PLACEHOLDER, Tokens, is_token_value

PREFIX = "katrineholm.socialhub.profile"


NO_COLOUR = _("Write a colour as # and six digits or letters from a to f, for example #98222b.")
REFUSALS = {
    "radius": _("Write a number from 0 to 2."),
    "text_size": _("Write a number from 0.875 to 1.25."),
    "scale": _("Write a number from 1.1 to 1.5."),
    "font": _("Choose one of the type families."),
}


def refusal_advice(name: str) -> str:
    """Return the advice to show when a token's value is invalid."""
    return REFUSALS.get(name, NO_COLOUR)


def is_colour(value: str) -> bool:
    """Return True for a colour as ``#rrggbb``. Raise RefusedValue for anything else."""
    try:
        is_kept = normalized_colour(value) == value.lower()
    except ValueError:
        is_kept = False
    if not is_kept:
        raise RefusedValue(NO_COLOUR, value)
    return True


def is_number(value: float) -> bool:
    """Return True for a finite number. Raise RefusedValue for infinity and NaN."""
    if not isfinite(value):
        raise RefusedValue(_("Write a number."), value)
    return True


def _colour(title, description=""):
    return schema.TextLine(
        title=title, description=description, constraint=is_colour, max_length=7, required=False
    )


def _measure(name, title, description):
    least, most = MEASURES[name]
    return schema.Float(
        title=title,
        description=description,
        constraint=is_number,
        min=float(least),
        max=float(most),
        required=False,
    )


class IGraphicProfile(model.Schema):
    """The stored tokens, named as in ``tokens.Tokens``. Each may be empty."""

    brand = _colour(
        _("Brand colour"), _("The ground of the header, of buttons and of pictures for services.")
    )
    on_brand = _colour(_("Text on the brand colour"))
    accent = _colour(_("Accent"), _("Marks and outlines, and pale grounds that are mixed from it."))
    link = _colour(_("Links"))
    text = _colour(_("Text"))
    muted = _colour(_("Muted text"), _("Dates, and other things that weigh less."))
    surface = _colour(_("Surface"), _("What pages and cards are made of."))
    quiet = _colour(_("Quiet surface"), _("Behind what stands back."))
    line = _colour(_("Lines"), _("Borders of cards and tables. They only adorn."))
    radius = _measure("radius", _("Rounded corners"), _("In rem, from 0 to 2."))
    font = schema.Choice(
        title=_("Type family"),
        description=_("Only what readers have on their own machines; none is fetched."),
        values=tuple(FONTS),
        required=False,
    )
    text_size = _measure("text_size", _("Text size"), _("In rem, from 0.875 to 1.25."))
    scale = _measure(
        "scale",
        _("Heading scale"),
        _("How many times larger each heading is than the next below it, from 1.1 to 1.5."),
    )

    @invariant
    def require_readable_colours(profile) -> None:
        """Raise Invalid with a translated message for each pair with too little contrast."""
        if wrong := translated_sentences(
            contrast_faults(complete_tokens({name: getattr(profile, name) for name in NAMES}))
        ):
            raise Invalid(" ".join(wrong))


FONT_TITLES = {
    "system": _("The reader's own system"),
    "grotesque": _("Sans serif, as Helvetica and Arial"),
    "humanist": _("Sans serif, as Gill Sans and Calibri"),
    "wide": _("Wide sans serif, as Verdana"),
    "oldstyle": _("Serif, as Palatino"),
    "bookish": _("Serif, as Charter and Cambria"),
    "slab": _("Heavy serifs, as Rockwell"),
}


def chosen_tokens() -> dict[str, str | float]:
    """Return the stored valid tokens by name, or {} if the add-on is not installed."""
    registry = queryUtility(IRegistry)
    if registry is None:
        return {}
    return _valid_values({name: registry.get(f"{PREFIX}.{name}") for name in NAMES})


def site_tokens() -> Tokens:
    """Return the site's profile, with default values for tokens that are not chosen."""
    return complete_tokens(chosen_tokens())


def complete_tokens(values: dict) -> Tokens:
    """Return a profile with these values, and defaults for missing or invalid ones."""
    return Tokens(**{name: getattr(PLACEHOLDER, name) for name in NAMES} | _valid_values(values))


def store_tokens(values: dict[str, str | float | None]) -> None:
    """Store tokens by name. None clears a token."""
    kept = getUtility(IRegistry).forInterface(IGraphicProfile, prefix=PREFIX)
    for name, value in values.items():
        if getattr(kept, name) != value:
            setattr(kept, name, value)


def site_profile(site: Any) -> IGraphicProfile:
    """Adapt a site to its stored profile, so that invariants see tokens that are not submitted."""
    return getUtility(IRegistry).forInterface(IGraphicProfile, prefix=PREFIX)


def translated_sentences(sentences: Iterable[str]) -> list[str]:
    """Return translations of messages, including the messages nested in their values."""
    return [api.portal.translate(_with_translated_values(each)) for each in sentences]


def content_hash(*parts: str) -> str:
    """Return a short hash of one or more texts."""
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def _valid_values(values):
    """Return the valid values; colours are lower-cased, as the registry may hold others."""
    lowered = {
        name: value.lower() if name in COLOURS and isinstance(value, str) else value
        for name, value in values.items()
    }
    return {name: value for name, value in lowered.items() if is_token_value(name, value)}


def _with_translated_values(message):
    mapping = {
        name: api.portal.translate(value) if hasattr(value, "domain") else value
        for name, value in message.mapping.items()
    }
    return type(message)(message, mapping=mapping)
