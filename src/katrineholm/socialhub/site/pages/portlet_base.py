"""Base classes of the add-on's portlets, with a hub, a cache and the handling of errors.

A portlet is a schema, an assignment, a renderer and two forms::

    class IPartiesPortlet(portlet_base.IHubPortlet):
        header = heading_field(_("The parties"))
        hub = hub_field()
        more = link_text_field(_("Text of the link to all parties"), _("All parties"))

    @implementer(IPartiesPortlet)
    class Assignment(portlet_base.Assignment):
        called = _("Parties in the council")
        header = _("The parties")
        more = _("All parties")

    class Renderer(portlet_base.Renderer):
        schema = IPartiesPortlet
        template = ViewPageTemplateFile("portlet.pt")  # uses the macro socialhub-portlet/frame

        def plain(self): ...
        def more_url(self): ...

    AddForm, EditForm = add_and_edit_forms(IPartiesPortlet, Assignment, adds=…, edits=…, shows=…)
"""

from collections.abc import Callable
from functools import cache
from time import time
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.app.portlets.portlets import base
from plone.memoize import ram
from plone.memoize.instance import memoize
from plone.portlets.interfaces import IPortletDataProvider
from plone.supermodel import model
from transaction.interfaces import TransientError
from zope.interface import implementer
from zope.schema import getFieldNames

from ... import HOUR, _, logger
from .cache import LruCache, public_state_key, url_key, visibility_key
from .permissions import MANAGE_PORTLETS

# The HTML of portlets, some kB each, and the paths of hubs: a catalogue query costs more than all
# else of a cached portlet.
HTML_CACHE, PATH_CACHE = LruCache(256), LruCache(256)
# The HTML for visitors, as long as the hubs' state is the same, and for SECONDS at most.
SECONDS = 5
VISITOR_CACHE = LruCache(256, seconds=SECONDS)
FAILED = _(
    "This portlet cannot be shown at present, and visitors see nothing of it. "
    "The site's log says why."
)


class IHubPortlet(model.Schema, IPortletDataProvider):
    """The settings of a portlet of this add-on."""


@implementer(IHubPortlet)
class Assignment(base.Assignment):
    """A portlet's stored settings. ``called`` is its title for editors if it has no heading."""

    called = ""
    header = ""
    hub = None
    more = ""

    def __init__(self, **decisions):
        for name, value in decisions.items():
            setattr(self, name, value)

    @property
    def title(self) -> str:
        return self.header or self.called


class Renderer(base.Renderer):
    """A renderer of stored data, which neither fetches nor writes anything.

    A subclass has ``schema`` and ``template``, and ``depends_on`` if its HTML depends on more than
    the visitor's view of the channels and the language.
    """

    schema: Any = None
    template: Any = None

    @property
    def available(self) -> bool:
        return self.guarded(
            lambda: VISITOR_CACHE.find(self._visit) is not None or self.hub is not None,
            otherwise=self._is_editor,
        )

    def render(self) -> str:
        """Return the portlet as HTML. If that fails, return an error message, for editors only."""
        return self.guarded(self._cached_for_visitor, otherwise=self._apology)

    def cached(self) -> str:
        """Return the portlet as HTML, from the cache if possible."""
        return HTML_CACHE.get(self._key(), self.template)

    def plain(self) -> dict:
        """Return the portlet as plain values, for a frontend that renders it as a block."""
        raise NotImplementedError

    def cached_plain(self) -> dict:
        """Return the plain values, from the cache if possible. Do not modify them."""
        return HTML_CACHE.get((*self._key(), "plain"), self.plain)

    def depends_on(self) -> tuple:
        """Return a cache key for everything that the HTML depends on besides the settings."""
        return self.sight, api.portal.get_current_language()

    @property
    @memoize
    def sight(self) -> tuple:
        """Return the result of ``visibility_key``, computed once per request."""
        return visibility_key()

    def _key(self):
        """Return the cache key of the HTML without loading any object."""
        decisions = tuple(str(getattr(self.data, name)) for name in _fields(self.schema))
        place = self.hub.getPhysicalPath(), url_key(self.request)
        return self.schema.__identifier__, decisions, place, self.depends_on()

    @property
    @memoize
    def hub(self) -> Any:
        """Return the chosen hub, else the oldest visible one, or None if no hub can be shown."""
        chosen = self.data.hub or ""
        site = api.portal.get().getPhysicalPath()
        path = PATH_CACHE.get((site, chosen, self.sight), lambda: _hub_path(chosen))
        return path and api.portal.get().unrestrictedTraverse(path)

    def header(self) -> str:
        """Return the heading in the reader's language, or as an editor has written it."""
        return self._said("header")

    def more(self) -> str:
        """Return the text of the link below the portlet, translated like the heading."""
        return self._said("more")

    def _said(self, name):
        """Return an editor's own text; an unchanged default in the reader's language."""
        written, ours = getattr(self.data, name), getattr(type(aq_base(self.data)), name, "")
        own = api.portal.get_default_language()
        return ours if ours and written == api.portal.translate(ours, lang=own) else written

    def more_url(self) -> str:
        """Return the URL of the link below the portlet."""
        return self.hub.absolute_url()

    def _cached_for_visitor(self):
        return self.cached() if self._visit is None else VISITOR_CACHE.get(self._visit, self.cached)

    @property
    @memoize
    def _visit(self):
        """Return the cache key of a portlet on a visitor's page; None if it depends on more."""
        data = aq_base(self.data)
        if data._p_oid is None or not api.user.is_anonymous():
            return None
        data._p_activate()  # an unloaded object has no serial
        decided = data._p_oid, data._p_serial
        language = self.request.get("LANGUAGE")
        return *decided, url_key(self.request), language, public_state_key(SECONDS)

    def guarded(self, make: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        """Return the result of ``make()``, or log its exception and return ``otherwise()``."""
        try:
            return make()
        except TransientError:
            # The publisher tries the whole request again.
            raise
        # A failing portlet is logged and never breaks the page around it (row D10).
        except Exception as error:
            _log(type(self).schema.__identifier__, error)
            return otherwise()

    def _is_editor(self):
        return bool(api.user.has_permission(MANAGE_PORTLETS, obj=self.context))

    def _apology(self):
        if not self._is_editor():
            return ""
        return f'<p class="alert alert-warning">{api.portal.translate(FAILED)}</p>'


@cache
def _fields(schema):
    return tuple(getFieldNames(schema))


def _hub_path(uid):
    chosen = {"UID": uid} if uid else {}
    brains = api.content.find(portal_type="SocialHub", sort_on="created", sort_limit=1, **chosen)
    return brains[0].getPath() if brains else None


@ram.cache(lambda function, portlet, error: (portlet, repr(error), int(time() // HOUR)))
def _log(portlet, error):
    """Log an error once an hour: a portlet is on many pages, and fails alike on all of them."""
    logger.error("A portlet cannot be shown: %s", portlet, exc_info=error)
