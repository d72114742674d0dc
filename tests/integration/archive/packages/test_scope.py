"""Whose posts, and of which days."""

from datetime import date

from katrineholm.socialhub.archive.packages import scope as scopes


def test_it_holds_the_channel_s_posts_of_the_period_seen_or_not(package, posts):
    assert {(each["name"], each["hub:state"]) for each in posts(package)} == {
        ("Badet", "published"),
        ("Dolt", "hidden"),
        ("Ett tecken \x01 ?", "published"),
    }


def test_three_hundred_years_are_a_period(hub):
    found = scopes.package_scope(hub.kultur.bloggen, date(1800, 1, 1), date(2100, 1, 1))
    assert len(list(found.entries())) == 4
