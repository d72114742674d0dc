"""*My channels* on the hub: an editor's administrations, what waits, and where to register."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase

from ...accounts.editing.adding import places
from ...accounts.lifecycle.words import BUTTONS
from ...inbox.desk.mine import number_of_mine
from ...site.forms.permissions import may_manage
from .waiting import waiting


class MineViewlet(ViewletBase):
    """For those who may add channels somewhere in the hub; nothing for anybody else."""

    report = BUTTONS["report"]

    def update(self):
        super().update()
        found = [] if api.user.is_anonymous() else places(self.context)
        self.places = sorted(found, key=lambda place: place.title.casefold())
        # The office's board tells it all, and the office's channels may be thousands.
        self.has_board = may_manage(self.context)
        self.waiting, self.more, self.messages = [], 0, 0
        if self.places:
            if not self.has_board:
                self.waiting, self.more = waiting(self.context, self.places)
            self.messages = number_of_mine(self.context)

    def url(self, facts) -> str:
        """The address of a channel."""
        return self.request.physicalPathToURL(facts.path)
