"""What the tests of ``accounts/duties`` have in common."""

import re

from days import local_day

from katrineholm.socialhub.accounts.duties.handover import held
from katrineholm.socialhub.accounts.people.answering import duties_of, who_answers

WHO = "anna@example.se"


def everything(hub):
    return {duty.id for duty in held(hub, WHO)}


def now(places):
    blog, draft, administration = places
    return (
        (blog.responsible, blog.substitute),
        (draft.responsible, draft.substitute),
        administration.head,
    )


def who(channel):
    return who_answers(duties_of(channel), local_day()).person.name


def press(browse, url):
    """The button below a link."""
    path, _query, token = url.partition("?token=")
    visitor = browse()
    form = re.search(r'name="_authenticator" value="(\w+)"', visitor.get(url).text)
    data = {"token": token} | ({"_authenticator": form[1]} if form else {})
    return visitor.post(path, data=data)
