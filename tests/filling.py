"""Plone's forms, filled in and sent without a script: a session's, read by lxml."""

from urllib.parse import urljoin

import transaction
from lxml import html

SAVE = "form.buttons.save"


def form_of(answer, button):
    """The form with that button on a page, as lxml has it; None where there is none."""
    page = html.fromstring(answer.text, base_url=answer.url)
    return next(iter(page.xpath("//form[.//*[@name=$button]]", button=button)), None)


def press(session, form, button, given=()):
    """What the site answers once a button is pressed; what is given takes a value's place."""
    given = {button: "1"} | dict(given)
    rest = [(name, value) for name, value in form.form_values() if name not in given]
    address = urljoin(form.base_url, form.get("action"))
    return session.post(address, data=[*rest, *given.items()])


class Person:
    """Somebody at a page, whose form is filled in and saved: ``fields`` are lxml's, by name."""

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

    def write(self, **values):
        """Values by the names of their fields; True ticks a box."""
        for name, value in values.items():
            self.fields[f"form.widgets.{name}"] = value

    def save(self):
        self.press(SAVE)

    def _see(self, answer):
        self.contents, self.url, self.form = answer.text, answer.url, form_of(answer, SAVE)
        transaction.begin()  # to see what was stored

    @property
    def fields(self):
        return self.form.fields
