"""Protection against lost updates: a form is refused if another person has saved meanwhile.

A lock keeps two editors apart, but it can be stolen or expire, and imports, bulk changes and
programs take no locks. So the form also contains the edition of the content that it was made from.
"""

from hashlib import sha256
from typing import Any

from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.dexterity.utils import iterSchemata
from plone.supermodel import model
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.interface import Interface, implementer, provider
from zope.schema import ValidationError, getFields

from ... import _


class ChangedMeanwhile(ValidationError):
    __doc__ = _(
        "It has been changed since you opened it, and nothing has been stored. Open it once more, "
        "and write your changes into that."
    )


class Edition(schema.TextLine):
    """A field with the edition that a form was made from. Raise ChangedMeanwhile if outdated."""

    def _validate(self, value):
        super()._validate(value)
        if self.context is not None and value != edition_of(self.context):
            raise ChangedMeanwhile(value)


class IEditable(Interface):
    """Marker of content with the behaviour ``IFresh``."""


@provider(IFormFieldProvider)
class IFresh(model.Schema):
    """A behaviour against lost updates: edit forms submit the edition, programs may send it."""

    directives.omitted("edition")
    directives.no_omit(IEditForm, "edition")
    directives.mode(edition="hidden")
    # It depends on fields, too, that not everybody may read.
    directives.read_permission(edition="cmf.ModifyPortalContent")
    edition = Edition(title=_("Edition"), required=False)


@implementer(IFresh)
class Fresh:
    """The adapter of ``IFresh``, which computes the edition from the stored fields."""

    def __init__(self, context):
        self.context = context

    @property
    def edition(self) -> str:
        return edition_of(self.context)

    @edition.setter
    def edition(self, value: Any) -> None:
        """Do nothing: the field compares the submitted edition, and it is not stored."""


def edition_of(context: Any) -> str:
    """Return a hash that changes whenever any editable field changes."""
    kept = [
        (each.__name__, name, repr(getattr(each(context, None), name, None)))
        for each in iterSchemata(context)
        if each is not IFresh
        for name, field in sorted(getFields(each).items())
        if not field.readonly
    ]
    return sha256(repr(kept).encode()).hexdigest()[:32]
