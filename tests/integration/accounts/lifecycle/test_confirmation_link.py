"""A link in a mail is good for one confirmation, for a while."""

from datetime import timedelta

import pytest
import transaction
from helpers.integration.accounts.duties import press
from helpers.integration.accounts.lifecycle import ANNA, BO, TITLE, TODAY, address, confirmed


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", title=TITLE, responsible=ANNA, substitute=BO)


def test_a_link_is_good_for_sixty_days(channel, browse):
    assert browse().get(address(channel, days_ago=60)).status_code == 200
    assert press(browse, address(channel, days_ago=61)).status_code == 410
    assert press(browse, address(channel, days_ago=-1)).status_code == 410
    assert confirmed(channel) is None


def test_a_used_link_confirms_nothing_more(channel, browse):
    url = address(channel)
    assert press(browse, url).status_code == 200
    transaction.begin()
    channel.confirmed_on = TODAY - timedelta(1)
    transaction.commit()
    answer = press(browse, url)
    assert (answer.status_code, TITLE in answer.text) == (410, False)
    assert confirmed(channel) == TODAY - timedelta(1)


def broken(url):
    """The link with a digit of each part changed, without its token, and with strange ones."""
    token = url.partition("?token=")[2]
    issued, was, seal = token.split("-")
    later = f"{int(issued[:4]) + 1}{issued[4:]}"
    other = seal[:-1] + ("0" if seal[-1] != "0" else "1")
    yield from (f"{later}-{was}-{seal}", f"{issued}-20260101-{seal}", f"{issued}-{was}-{other}")
    yield from ("", "x" * 9999, f"{issued}-{was}-" + "\u0660" * 64, f"{seal}-{was}-{issued}")


def test_a_wrong_link_is_refused_and_tells_nothing(channel, browse):
    url = address(channel)
    for token in broken(url):
        for answer in (
            browse().get("hub/kultur/bloggen/@@confirm", params={"token": token}),
            browse().post("hub/kultur/bloggen/@@confirm", data={"token": token}),
        ):
            assert answer.status_code == 403
            assert TITLE not in answer.text
            assert "Anna Berg" not in answer.text
    assert confirmed(channel) is None


def test_a_link_is_good_for_its_own_channel_only(channel, make_functional_channel, browse):
    other = make_functional_channel("filmer", responsible=ANNA)
    token = address(other).partition("?token=")[2]
    assert press(browse, f"hub/kultur/bloggen/@@confirm?token={token}").status_code == 403
    assert (confirmed(channel), confirmed(other)) == (None, None)


def test_who_has_left_the_duty_confirms_nothing(channel, browse):
    url = address(channel)
    channel.responsible = BO
    transaction.commit()
    assert press(browse, url).status_code == 403
    assert confirmed(channel) is None
