"""The years' figures over plone.restapi."""

from plone.restapi.services import Service

from .figures_shown import shown, visible_years


class FiguresGet(Service):
    """``GET @messages-figures``: the years that the user may see, as the page shows them."""

    def reply(self):
        hub = self.context
        items = [shown(hub, year, kept) for year, kept in visible_years(hub).items()]
        return {
            "@id": f"{hub.absolute_url()}/@messages-figures",
            "items": items,
            "items_total": len(items),
        }
