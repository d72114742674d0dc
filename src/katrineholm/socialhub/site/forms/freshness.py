"""A form that was opened before somebody else's save does not undo it in silence.

A lock keeps two editors apart. It can be taken over or run out, and what is written by a file, by
many at once or by a program asks for none: so what is handed in also says what it was made from.
"""

from hashlib import sha256

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
    """What a form was made from; raises ChangedMeanwhile where that is no longer what is kept."""

    def _validate(self, value):
        super()._validate(value)
        if self.context is not None and value != edition_of(self.context):
            raise ChangedMeanwhile(value)


class IEditable(Interface):
    """What has the behaviour."""


@provider(IFormFieldProvider)
class IFresh(model.Schema):
    """The behaviour: an edit form carries the edition, and a program may send it."""

    directives.omitted("edition")
    directives.no_omit(IEditForm, "edition")
    directives.mode(edition="hidden")
    # It tells of fields, too, that not everybody may read.
    directives.read_permission(edition="cmf.ModifyPortalContent")
    edition = Edition(title=_("Edition"), required=False)


@implementer(IFresh)
class Fresh:
    """The edition follows from what is kept; what is handed in is compared, never stored."""

    def __init__(self, context):
        self.context = context

    @property
    def edition(self):
        return edition_of(self.context)

    @edition.setter
    def edition(self, value):
        """Plone's form hands it in after other fields have been stored, when it is another."""


def edition_of(context) -> str:
    """A text that differs where any field that can be edited holds anything else."""
    kept = [
        (each.__name__, name, repr(getattr(each(context, None), name, None)))
        for each in iterSchemata(context)
        if each is not IFresh
        for name, field in sorted(getFields(each).items())
        if not field.readonly
    ]
    return sha256(repr(kept).encode()).hexdigest()[:32]
