"""The control panel of the graphic profile, with a preview."""

from functools import cached_property
from typing import Any

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import getFieldsInOrder

from ... import _
from ..pages.acts import Act, ActPage, acts
from ..pages.form_schema import Line, SingleChoice, Upload, vocabulary
from ..pages.freshness import ChangedMeanwhile
from ..pages.refusals import FaultyFields, Refusal
from ..pages.request import form_text
from ..settings.registry import municipality_name
from . import logo
from .colour import normalized_colour
from .contrast_pairs import contrast_faults, contrast_pairs
from .profile import (
    FONT_TITLES,
    IGraphicProfile,
    chosen_tokens,
    complete_tokens,
    content_hash,
    refusal_advice,
    store_tokens,
    translated_sentences,
)
from .resources import logo_url
from .stylesheet import inline_style, part_properties
from .tokens import COLOURS, FONTS, MEASURES, NAMES, PLACEHOLDER, dark_tokens, is_token_value


def token_value(name: str, typed: str) -> str | float:
    """Return a token's value from typed text, or "" if it is empty. Raise Refusal if invalid."""
    value: Any = typed
    try:
        value = normalized_colour(typed) if typed and name in COLOURS else typed
        value = float(typed.replace(",", ".")) if typed and name in MEASURES else value
    except ValueError:
        value = None
    if typed and not is_token_value(name, value):
        raise Refusal(refusal_advice(name))
    return value


def _field(name, field):
    about = {"title": field.title, "description": field.description, "required": False}
    if name == "font":
        fonts = vocabulary({each: FONT_TITLES[each] for each in FONTS})
        return SingleChoice(vocabulary=fonts, demand=refusal_advice(name), **about)
    return Line(clean=lambda typed: token_value(name, typed), **about)


def _placeholder(name):
    value = getattr(PLACEHOLDER, name)
    return f"{value:g}" if name in MEASURES else value


class IPanel(Interface):
    """The form fields of the graphic profile's tokens."""

    seen = Line(required=False)  # the version that the form was made from, kept through previews
    widget("seen", type="hidden")
    widget("font", none=_("As the site's theme"))
    for _name, _token in getFieldsInOrder(IGraphicProfile):
        locals()[_name] = _field(_name, _token)
        if _name != "font":
            keys = "decimal" if _name in MEASURES else "none"
            widget(_name, inputmode=keys, placeholder=_placeholder(_name))
    del _name, _token, keys


class ILogo(Interface):
    """The form field for a new logotype."""

    logo = Upload(
        title=_("Picture"),
        description=_(
            "SVG, PNG, JPEG or WebP of at most 1 MB. A coat of arms is protected by law: use it "
            "only as the municipality may."
        ),
        demand=_("Choose a file."),
    )
    widget("logo", accept="image/svg+xml,image/png,image/jpeg,image/webp")


def _preview(at, given):
    values = {name: None if given[name] == "" else given[name] for name in NAMES}
    if wrong := translated_sentences(contrast_faults(complete_tokens(values))):
        raise Refusal(" ".join(wrong))
    return values


def _save(at, given):
    values = _preview(at, given)
    if given["seen"] not in ("", stored_version()):
        raise Refusal(ChangedMeanwhile().doc())
    store_tokens(values)


def _put_logo(at, given):
    try:
        logo.store_logo(given["logo"])
    except Refusal as wrong:
        raise FaultyFields({"logo": wrong.sentence}) from wrong


def stored_version() -> str:
    """Return a short hash of the stored tokens, by which a form detects concurrent changes."""
    return content_hash(repr(sorted(chosen_tokens().items())))


SAVE = Act("save", _save, _("The graphic profile has been saved."), title=_("Save"), fields=IPanel)
PREVIEW = Act("preview", _preview, title=_("Preview"), fields=IPanel, stays=True)
LOGO = Act(
    "logo", _put_logo, _("The logotype has been saved."), title=_("Save the logotype"), fields=ILogo
)
REMOVE_LOGO = Act(
    "remove-logo",
    lambda at, given: logo.remove_logo(),
    _("The logotype has been removed."),
    title=_("Remove the logotype"),
)


class PanelView(ActPage):
    """``@@graphic-profile``: the page that edits the graphic profile and the logotype."""

    title = _("Graphic profile")
    lead = _(
        "Colours, type and logotype in one place. An empty field follows the site's theme; where "
        "there is none, it follows a neutral placeholder."
    )
    is_wide = True
    acts = acts(SAVE, PREVIEW, LOGO, REMOVE_LOGO)

    missing_logo = logo.MISSING

    @cached_property
    def logo_url(self) -> str:
        return logo_url()

    @cached_property
    def municipality(self) -> str:
        return municipality_name()

    def profile(self) -> dict:
        """Return the form of the tokens, with its fields in two groups."""
        seen = form_text(self.request.form, "seen") if self.is_sent else stored_version()
        typed = {name: _typed_value(value) for name, value in self.values.items()}
        form = self.form("save", "preview", seen=seen, **typed)
        [hidden, *fields] = form["fields"]
        colours = [each for each in fields if each["name"] in COLOURS]
        shapes = [each for each in fields if each not in colours]
        groups = [(_("Colours"), [hidden, *colours]), (_("Type and shape"), shapes)]
        return {**form, "groups": [{"title": title, "fields": each} for title, each in groups]}

    def samples(self) -> list[dict]:
        """Return two samples of the profile, for a light and a dark screen."""
        light = complete_tokens(self.values)
        return [
            _sample(_("On a light screen"), light),
            _sample(_("On a dark screen"), dark_tokens(light)),
        ]

    @cached_property
    def values(self) -> dict:
        """Return the tokens to show by name, with None for an empty or invalid one."""
        if self.done is not None:
            return self.done
        if self.tried in (SAVE.name, PREVIEW.name):
            return {name: self._readable(name) for name in NAMES}
        return dict.fromkeys(NAMES) | chosen_tokens()

    def _readable(self, name):
        try:
            value = token_value(name, form_text(self.request.form, name))
        except Refusal:
            return None
        return None if value == "" else value


def _typed_value(value):
    return "" if value is None else f"{value:g}" if isinstance(value, float) else value


def _sample(title, tokens):
    return {
        "title": title,
        "style": inline_style(part_properties(tokens, set(NAMES))),
        "pairs": [
            {"title": each.title, "ratio": each.ratio_text, "holds": each.is_sufficient}
            for each in contrast_pairs(tokens)
        ],
    }
