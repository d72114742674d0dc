"""The feed portlet: the newest entries of chosen channels on any page."""

from plone import api
from plone.app.portlets.portlets import base
from plone.memoize import ram
from plone.memoize.instance import memoize
from plone.portlets.interfaces import IPortletDataProvider
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema
from zope.interface import implementer, provider
from zope.schema.interfaces import IContextAwareDefaultFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from .. import _
from .links import link
from .query import PAGE, Query
from .shown import Shower, ShowsCards
from .stream import look, stream

LAYOUTS = SimpleVocabulary(
    [SimpleTerm("list", title=_("List")), SimpleTerm("cards", title=_("Cards"))]
)


@provider(IContextAwareDefaultFactory)
def heading(context):
    """A text is stored as it is written: in the editor's language from the start."""
    return api.portal.translate(_("Social media"))


@provider(IContextAwareDefaultFactory)
def more(context):
    """The same for the link to more entries."""
    return api.portal.translate(_("More from social media"))


class IFeedPortlet(IPortletDataProvider):
    """What an editor decides."""

    header = schema.TextLine(
        title=_("Heading"),
        defaultFactory=heading,
        required=False,
    )
    hub = schema.Choice(
        title=_("Hub"),
        description=_("Left empty: the site's first hub."),
        vocabulary="katrineholm.socialhub.hubs",
        required=False,
    )
    administrations = schema.Tuple(
        title=_("Administrations"),
        description=_("None chosen: all."),
        value_type=schema.Choice(vocabulary="katrineholm.socialhub.administrations"),
        default=(),
        missing_value=(),
        required=False,
    )
    kinds = schema.Tuple(
        title=_("Kinds"),
        description=_("None chosen: all."),
        value_type=schema.Choice(vocabulary="katrineholm.socialhub.kinds"),
        default=(),
        missing_value=(),
        required=False,
    )
    channels = schema.Tuple(
        title=_("Channels"),
        description=_("None chosen: all that the choices above leave."),
        value_type=schema.Choice(vocabulary="katrineholm.socialhub.channels"),
        default=(),
        missing_value=(),
        required=False,
    )
    count = schema.Int(title=_("Number of entries"), default=5, min=1, max=50)
    layout = schema.Choice(
        title=_("Layout"),
        vocabulary=LAYOUTS,
        default="list",
    )
    show_pictures = schema.Bool(title=_("Show pictures"), default=True, required=False)
    show_text = schema.Bool(title=_("Show text"), default=False, required=False)
    show_date = schema.Bool(title=_("Show date"), default=True, required=False)
    show_source = schema.Bool(title=_("Show source"), default=True, required=False)
    more = schema.TextLine(
        title=_("Text of the link to more entries"),
        description=_("Left empty: no link."),
        defaultFactory=more,
        required=False,
    )


@implementer(IFeedPortlet)
class Assignment(base.Assignment):
    """What is stored of the editor's decisions."""

    header = _("Social media")
    hub = None
    administrations = ()
    kinds = ()
    channels = ()
    count = 5
    layout = "list"
    show_pictures = True
    show_text = False
    show_date = True
    show_source = True
    more = _("More from social media")

    def __init__(self, **decisions):
        for name, value in decisions.items():
            setattr(self, name, value)

    @property
    def title(self):
        return self.header or _("Social media feed")


def _cache_key(method, renderer):
    """Everything that the portlet's look depends on; no entry is read for it."""
    data, hub = renderer.data, renderer.hub
    decisions = [str(getattr(data, name)) for name in IFeedPortlet.names()]
    return decisions, hub.absolute_url(), look(hub)


class Renderer(ShowsCards, base.Renderer):
    """Shows stored entries only: nothing is fetched and nothing is written."""

    template = ViewPageTemplateFile("portlet.pt")

    @property
    def available(self):
        return self.hub is not None

    @ram.cache(_cache_key)
    def render(self):
        return self.template()

    @property
    @memoize
    def hub(self):
        """The chosen hub, or the site's first one that the visitor may see."""
        chosen = {"UID": self.data.hub} if self.data.hub else {}
        brains = api.content.find(
            portal_type="SocialHub", sort_on="created", sort_limit=1, **chosen
        )
        return brains[0].getObject() if brains else None

    def cards(self) -> list[dict]:
        """The entries to show."""
        found = stream(self.hub, self._query())
        shower = Shower(found.hub, found.timeline, self.request)
        return [shower.card(entry, found.chosen[entry["channel"]]) for entry in found.entries]

    def more_url(self) -> str:
        """The hub, with the same choice of channels."""
        return link(self.hub.absolute_url(), self._query(), size=PAGE)

    def _query(self):
        return Query(
            kind=frozenset(self.data.kinds),
            administration=frozenset(self.data.administrations),
            channel=frozenset(self.data.channels),
            size=self.data.count,
        )


class AddForm(base.AddForm):
    """Place the portlet."""

    schema = IFeedPortlet
    label = _("Add social media feed")
    description = _("The newest entries of the municipality's channels in social media.")

    def create(self, data):
        return Assignment(**data)


class EditForm(base.EditForm):
    """Change the portlet."""

    schema = IFeedPortlet
    label = _("Edit social media feed")
    description = _("The newest entries of the municipality's channels in social media.")
