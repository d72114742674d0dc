"""What the tests of ``accounts/lifecycle`` have in common."""

import re

from days import local_day

from katrineholm.socialhub.accounts.channels.responsibility import duties_of, person_in_charge
from katrineholm.socialhub.accounts.lifecycle.handover import person_duties

WHO = "anna@example.se"


def everything(hub):
    return {duty.id for duty in person_duties(hub, WHO)}


def now(places):
    blog, draft, administration = places
    return (
        (blog.responsible, blog.substitute),
        (draft.responsible, draft.substitute),
        administration.head,
    )


def who(channel):
    return person_in_charge(duties_of(channel), local_day()).person.name


def press(browse, url):
    """The button below a link."""
    path, _query, token = url.partition("?token=")
    visitor = browse()
    form = re.search(r'name="_authenticator" value="(\w+)"', visitor.get(url).text)
    data = {"token": token} | ({"_authenticator": form[1]} if form else {})
    return visitor.post(path, data=data)
