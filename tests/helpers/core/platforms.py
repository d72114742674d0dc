"""What every service of ``core/platforms`` is asked, with the tables of its own module.

``ACCOUNTS`` has accounts and the spellings of their addresses, ``PAGES`` rows of an address, what
its page holds, and the feed that it tells of.
"""

from katrineholm.socialhub.core.platforms.catalogue import feed_url_in_page, recognise_account


def test_every_spelling_leads_to_the_one_profile(spelling, profile):
    assert recognise_account(spelling) == profile


def test_a_canonical_address_leads_to_itself(profile):
    assert recognise_account(profile.url) == profile


def test_a_page_tells_the_feed_in_its_services_own_way(url, page, feed):
    assert feed_url_in_page(page, recognise_account(url)) == feed
