"""A hub that can be followed, and a mail server that takes its mails."""

import re
from time import time

import pytest
import transaction
from helpers.integration.public.follow import FORM, LATER, NEXT, at, links
from helpers.integration.site.mail import point
from mailserver import receiving

from katrineholm.socialhub.public.follow import follow_page
from katrineholm.socialhub.public.follow.mail_chore import send_followers_mails

TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')


@pytest.fixture
def post(functional_portal):
    with receiving() as post:
        point(post.port)
        transaction.commit()
        yield post


@pytest.fixture(autouse=True)
def unused_form(vault_key):
    """Nobody has sent a form yet."""
    follow_page.WINDOW.__init__(follow_page.WINDOW.seconds)


@pytest.fixture
def hub(functional_administration):
    return functional_administration.aq_parent


@pytest.fixture
def blog(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen")


@pytest.fixture
def fill(browse):
    """A function that fills in the form of a page and sends it, as a visitor."""

    def fill(url, data):
        session = browse()
        found = TOKEN.search(session.get(url, params={"key": data.get("key", "")}).text)
        given = data | ({"_authenticator": found[1]} if found else {})
        return session.post(url, data=given, allow_redirects=False)

    return fill


@pytest.fixture
def opened(hub, blog, browse, fill, worker, post, clock):
    """A follower's page, as the link in the mail to confirm opens it: its URL below the site."""

    def opened(**more):
        answer = fill("hub/@@follow", FORM | more)
        assert (answer.status_code, answer.headers["Location"]) == (302, hub.absolute_url())
        clock.now = int(time())
        transaction.begin()
        send_followers_mails(worker)
        [(_to, mail)] = post.mails
        [url] = links(mail)
        return url.partition("/plone/")[2]

    return opened


@pytest.fixture
def send(worker, clock, post):
    """A function that lets the worker send at a time, and gives (recipient, mail) of each."""

    def send(now=NEXT):
        clock.now = now
        transaction.commit()
        send_followers_mails(worker)
        came, post.mails[:] = [*post.mails], []
        return [(to, mail) for [to], mail in came]

    return send


@pytest.fixture
def new(blog, keep):
    """A function that keeps an entry of the blog as it comes in: ``new("Title", …)``."""

    def new(title, now=LATER, **more):
        return keep(blog, title=title, now=at(now), **{"published": at(now)} | more)

    return new
