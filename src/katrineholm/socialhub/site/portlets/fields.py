"""The fields that every portlet of the add-on has; each schema puts them where it wants them."""

from plone import api
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import provider
from zope.schema.interfaces import IContextAwareDefaultFactory

from ... import _


def heading(message) -> schema.TextLine:
    """The portlet's heading; ``message`` is what an editor finds in the form."""
    return schema.TextLine(title=_("Heading"), defaultFactory=_written(message), required=False)


def which_hub() -> schema.Choice:
    """The hub that the portlet is about, by UID."""
    return schema.Choice(
        title=_("Hub"),
        description=_("Left empty: the site's first hub."),
        vocabulary="katrineholm.socialhub.hubs",
        required=False,
    )


def more_link(title, message) -> schema.TextLine:
    """The text of the link below the portlet; ``message`` is what an editor finds in the form."""
    return schema.TextLine(
        title=title,
        description=_("Left empty: no link."),
        defaultFactory=_written(message),
        required=False,
    )


def several(title, description, vocabulary: str) -> schema.Tuple:
    """Terms of a vocabulary, any number of them."""
    return schema.Tuple(
        title=title,
        description=description,
        value_type=schema.Choice(vocabulary=vocabulary),
        default=(),
        missing_value=(),
        required=False,
    )


def ticked(*names: str) -> dict:
    """For ``directives.widget``: these fields are boxes to tick, which need no JavaScript."""
    return dict.fromkeys(names, CheckBoxFieldWidget)


def _written(message):
    """A text is stored as it is written: in the editor's language from the start."""

    @provider(IContextAwareDefaultFactory)
    def written(context):
        return api.portal.translate(message)

    return written
