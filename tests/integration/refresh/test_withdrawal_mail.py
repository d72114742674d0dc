"""Whoever answers is asked why a source has withdrawn posts."""

import pytest
from helpers.integration.refresh import NOW
from plone import api

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.refresh.mails import send_withdrawal_mail
from katrineholm.socialhub.site.mail import outbox


@pytest.fixture
def ask(hub, channel, keep):
    """A function that asks of so many new posts; it gives the letters so far, and the posts."""
    channel.responsible = "Eva Ek <eva@example.se>"

    def ask(number):
        posts = [keep(channel, title=f"Inlägg {each}") for each in range(number)]
        send_withdrawal_mail(hub, facts_of(channel), posts, NOW)
        return outbox.queued_mails(api.portal.get()), posts

    return ask


def test_a_letter_names_so_many_posts_and_counts_the_rest(ask):
    [letter], _posts = ask(23)
    assert letter["text"].count("– Inlägg") == 20
    assert "… och 3 till." in letter["text"]


def test_nobody_is_asked_twice_of_a_post(hub, channel, ask):
    letters, posts = ask(2)
    send_withdrawal_mail(hub, facts_of(channel), posts, NOW + 1)
    send_withdrawal_mail(hub, facts_of(channel), [], NOW + 2)
    assert len(outbox.queued_mails(api.portal.get())) == len(letters) == 1
    assert [line.act for line in post_acts.post_lines(hub, posts[0])] == ["ask"]
