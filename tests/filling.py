"""Plone's forms, filled in and sent without a script: a session's, read by lxml."""

from urllib.parse import urljoin

from lxml import html


def form_of(answer, button):
    """The form with that button on a page, as lxml has it; None where there is none."""
    page = html.fromstring(answer.text, base_url=answer.url)
    return next(iter(page.xpath("//form[.//*[@name=$button]]", button=button)), None)


def press(session, form, button, given=()):
    """What the site answers once a button is pressed; what is given takes a value's place."""
    values = dict(form.form_values()) | dict(given) | {button: "1"}
    return session.post(urljoin(form.base_url, form.get("action")), data=values)
