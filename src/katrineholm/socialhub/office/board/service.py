"""The board's numbers over plone.restapi."""

from plone.restapi.services import Service

from .health import health


class HealthGet(Service):
    """``GET @health`` on a hub or an administration: the board's numbers."""

    def reply(self):
        return health(self.context, self.request)
