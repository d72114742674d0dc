"""The control panel of the graphic profile, with a sample of what it would look like."""

from collections.abc import Sequence
from functools import cached_property

from plone import api
from Products.Five import BrowserView
from zope.schema import getFieldsInOrder

from ... import _
from ..forms.faults import note
from ..forms.freshness import ChangedMeanwhile
from ..forms.refusals import Refusal
from ..forms.request import leave, require_form, text
from ..settings.registry import municipality
from . import logo
from .colour import tidy
from .files import logo_url
from .pairs import faults, pairs
from .profile import (
    FONT_TITLES,
    IGraphicProfile,
    chosen,
    filled,
    refusal,
    save,
    translated,
    version,
)
from .stylesheet import inline, parts
from .tokens import COLOURS, FONTS, MEASURES, NAMES, PLACEHOLDER, for_the_dark, is_value


class PanelView(BrowserView):
    """``@@graphic-profile``."""

    refused: Sequence[str] = ()
    given = None

    def __call__(self):
        # The form and the sample beside it need the whole width.
        self.request.set("disable_plone.rightcolumn", True)
        if self.request.method != "POST":
            return self.index()
        require_form(self.request)
        return STEPS.get(text(self.request.form, "do"), PanelView.preview)(self)

    def preview(self):
        """Show what was typed, and keep nothing."""
        self._take()
        return self.index()

    def save(self):
        """Keep what was typed, if it can be read."""
        self._take()
        if self.seen != _present():
            self.refused = [api.portal.translate(ChangedMeanwhile().doc())]
        if self.refused:
            return self.index()
        save(self.values)
        return self._done(_("The graphic profile has been saved."))

    def put_logo(self):
        """Take another logotype."""
        try:
            logo.put(self._file())
        except Refusal as refusal:
            self.refused = [api.portal.translate(refusal.sentence)]
            note(self.request, {"logo": refusal.sentence})
            return self.index()
        return self._done(_("The logotype has been saved."))

    def remove_logo(self):
        """Have no logotype."""
        logo.remove()
        return self._done(_("The logotype has been removed."))

    @property
    def seen(self) -> str:
        """What the form was made from, through previews too; a program need not say it."""
        return text(self.request.form, "seen") or _present()

    @property
    def action(self) -> str:
        """The page's own address."""
        return f"{self.context.absolute_url()}/@@graphic-profile"

    @cached_property
    def logo_url(self) -> str:
        return logo_url()

    @cached_property
    def municipality(self) -> str:
        return municipality()

    def colours(self) -> list[dict]:
        """The fields for colours."""
        return [_field(name, field, self._typed) for name, field in FIELDS if name in COLOURS]

    def measures(self) -> list[dict]:
        """The fields for sizes."""
        return [
            _field(name, field, self._typed)
            | dict(zip(("min", "max"), MEASURES[name], strict=True))
            for name, field in FIELDS
            if name in MEASURES
        ]

    def font(self) -> dict:
        """The field for the type family."""
        field = _field("font", IGraphicProfile["font"], self._typed)
        options = [{"value": each, "title": FONT_TITLES[each]} for each in FONTS]
        return field | {"options": options}

    def samples(self) -> list[dict]:
        """The sample by day and on a dark screen: its title, its style, its pairs."""
        light = filled(self.values)
        return [
            _sample(_("On a light screen"), light),
            _sample(_("On a dark screen"), for_the_dark(light)),
        ]

    @cached_property
    def values(self) -> dict:
        """The tokens to show and to keep; None for one that is empty or cannot be."""
        return dict.fromkeys(NAMES) | chosen()

    @cached_property
    def _typed(self):
        """What stands in the fields."""
        return {name: _written(value) for name, value in self.values.items()}

    def _take(self):
        typed = {name: text(self.request.form, name) for name in NAMES}
        read = {name: _read(name, value) for name, value in typed.items()}
        unread = [name for name in NAMES if typed[name] and read[name] is None]
        self.values, self._typed = read, typed
        self.refused = [*map(_wrong, unread)] or translated(faults(filled(read)))
        note(self.request, {name: refusal(name) for name in unread})

    def _file(self):
        found = self.request.form.get("logo")
        if not hasattr(found, "read") or not getattr(found, "filename", ""):
            raise Refusal(_("Choose a file."))
        return found

    def _done(self, message):
        leave(self.request, self.action, message)


STEPS = {
    "save": PanelView.save,
    "logo": PanelView.put_logo,
    "remove-logo": PanelView.remove_logo,
}
FIELDS = getFieldsInOrder(IGraphicProfile)


def _present():
    return version(repr(sorted(chosen().items())))


def _written(value):
    return "" if value is None else f"{value:g}" if isinstance(value, float) else value


def _read(name, typed):
    """The value that was typed, with a comma or a point in numbers; None for none."""
    try:
        value = tidy(typed) if name in COLOURS else typed
        value = float(typed.replace(",", ".")) if name in MEASURES else value
    except ValueError:
        return None
    return value if is_value(name, value) else None


def _wrong(name):
    title = IGraphicProfile[name].title
    return f"{api.portal.translate(title)}: {api.portal.translate(refusal(name))}"


def _field(name, field, typed):
    placeholder = getattr(PLACEHOLDER, name)
    return {
        "name": name,
        "title": field.title,
        "help": field.description,
        "value": typed[name],
        "placeholder": f"{placeholder:g}" if name in MEASURES else placeholder,
    }


def _sample(title, tokens):
    return {
        "title": title,
        "style": inline(parts(tokens, set(NAMES))),
        "pairs": [
            {"title": each.title, "ratio": each.as_text, "holds": each.holds}
            for each in pairs(tokens)
        ],
    }
