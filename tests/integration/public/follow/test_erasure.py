"""Whoever has not confirmed is erased, and who follows what is gone."""

import transaction
from helpers.integration.public.follow import ANNA, DAY, LATER, NOW, follow, people
from mailserver import plain
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.public.follow import erasure
from katrineholm.socialhub.public.follow.followers import Wish, ask_to_follow


def test_an_address_is_asked_once_a_day_and_erased_after_two(hub, blog, send, worker, clock):
    def ask(place, now):
        ask_to_follow(hub, ANNA, Wish(place.UID(), "", "sv", "daily", place.title, now))

    ask(hub, NOW)
    [(to, mail)] = send(NOW)
    assert (to, mail["Subject"]) == (ANNA, "Bekräfta att du vill ha mejl")
    assert "- Sociala medier" in plain(mail)
    ask(blog, LATER)
    assert send(LATER) == []
    [(to, mail)] = send(NOW + DAY)
    assert "- Bloggen" in plain(mail)
    clock.now = NOW + 2 * DAY
    erasure.erase_old_wishes(worker)
    assert len(people(hub)) == 1
    clock.now = LATER + 2 * DAY
    erasure.erase_old_wishes(worker)
    assert people(hub) == []
    assert send(NOW + 3 * DAY) == []


def test_who_follows_what_is_gone_is_erased(hub, blog, worker, clock):
    follow(hub, place=blog)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(blog)
    transaction.commit()
    erasure.erase_old_wishes(worker)
    assert people(hub) == []
