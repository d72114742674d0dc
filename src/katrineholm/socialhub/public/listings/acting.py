"""What is done with one entry, by a form that stands where the entry is shown."""

from plone import api

from ...site.forms.request import TakesForm, text


class ActsOnEntry(TakesForm):
    """What is refused is told where the form stood."""

    def index(self):
        api.portal.show_message(self.refused, self.request, "error")
        self.request.response.redirect(self.form_url())

    def form_url(self) -> str:
        """The entry's own page."""
        return f"{self.context.absolute_url()}/@@entry/{self.named}"

    @property
    def named(self) -> str:
        """The entry's id, where the form may say beside it what the entry looked like."""
        return text(self.request.form, "entry").partition(".")[0]
