"""Who wrote a page and when: said of the place's own page, not of what is done with the place."""

from plone.app.layout.viewlets.content import DocumentBylineViewlet
from zope.component import getMultiAdapter


class Byline(DocumentBylineViewlet):
    """Plone's own, on the page of a hub, an administration or a channel alone."""

    def show(self) -> bool:
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        return super().show() and state.is_view_template()
