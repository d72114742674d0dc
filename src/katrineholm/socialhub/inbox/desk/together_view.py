"""``@@messages/together``: the form below the list."""

from ... import _
from ...site.forms.request import leave, require_form, text, texts
from ..steps.together import take
from .listed import MessagesView
from .sight import number_in

MOST = 100


class Together(MessagesView):
    """What was refused is told above the list, message by message, and which were done."""

    def __call__(self):
        if self.request.method != "POST":
            return self.request.response.redirect(self.url)
        require_form(self.request)
        numbers = self._numbers()
        self.refused = self._take(numbers)
        if self.refused:
            self.done = self._done(numbers)
            return self.template()
        said = _("Done with ${number} messages.", mapping={"number": str(len(numbers))})
        leave(self.request, self.url, said)

    def _done(self, numbers):
        refused = {each["number"] for each in self.refused}
        return [] if "" in refused else [each for each in numbers if each not in refused]

    def _take(self, numbers):
        if not numbers:
            return [{"number": "", "sentence": _("Tick at least one message.")}]
        form = self.request.form
        is_nothing = bool(text(form, "nothing"))
        return take(self.hub, numbers, text(form, "step"), text(form, "said"), is_nothing)

    def _numbers(self):
        found = []
        for each in texts(self.request.form, "message")[:MOST]:
            try:
                found.append(number_in(self.hub, self.context, each))
            except KeyError:
                continue
        return found
