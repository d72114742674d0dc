"""Plone's forms, filled in and sent without a script: a session's, read by lxml."""

from urllib.parse import urljoin

from lxml import html


def form_of(answer, button):
    """The form with that button on a page, as lxml has it; None where there is none."""
    page = html.fromstring(answer.text, base_url=answer.url)
    return next(iter(page.xpath("//form[.//*[@name=$button]]", button=button)), None)


def press(session, form, button, given=()):
    """What the site answers once a button is pressed; what is given takes a value's place."""
    values = dict(form.form_values()) | {button: "1"} | dict(given)
    return session.post(urljoin(form.base_url, form.get("action")), data=values)


class Person:
    """Somebody at a page whose form is filled in: ``fields`` by name, as lxml has them."""

    def __init__(self, session):
        self.session = session

    def open(self, url):
        self._see(self.session.get(url))

    def reload(self):
        self.open(self.url)

    def press(self, button, number=0):
        """A button of the form; one of several of a name by its number."""
        value = self.form.xpath("//*[@name=$name]/@value", name=button)[number]
        self._see(press(self.session, self.form, button, {button: value}))

    def _see(self, answer):
        self.contents, self.url = answer.text, answer.url
        self.form = form_of(answer, "form.buttons.save")

    @property
    def fields(self):
        return self.form.fields
