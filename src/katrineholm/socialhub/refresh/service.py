"""Fetch now over plone.restapi."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ..channels.facts import facts_of
from ..channels.moments import moment
from . import lease
from .byhand import fetch_now
from .report import due, problem


class RefreshPost(Service):
    """``POST @refresh`` on a channel."""

    def reply(self):
        # The caller is authenticated by its own header or token, not by a form of this site.
        alsoProvides(self.request, IDisableCSRFProtection)
        result = fetch_now(self.context)
        interval, seen = facts_of(self.context).interval * 60, lease.seen(api.portal.get())
        return {
            "status": result.status,
            "new": len(result.changes.new),
            "changed": len(result.changes.changed),
            "withdrawn": len(result.changes.withdrawn),
            "problem": problem(result.state),
            "next_due": moment(due(result.state, interval, seen)),
        }
