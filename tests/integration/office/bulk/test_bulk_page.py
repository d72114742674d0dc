"""The pages on which many channels are changed."""

import pytest
from helpers.integration.office.bulk import (
    PAGE,
    confirm,
    content,
    is_back_at_the_board,
    kept,
    post,
    states,
    token,
)


def test_the_chosen_channels_are_shown(office, two):
    page = post(office, two)
    assert page.status_code == 200
    assert all(each.absolute_url() in page.text for each in two)


def test_only_what_is_ticked_is_set_and_only_when_it_is_confirmed(office, two):
    values = {
        "fields": ["audience", "rhythm", "substitute"],
        "audience": "Alla & envar",
        "rhythm": "7",
        "interval": "90",
        "substitute": "Cia Dal <cia@example.se>",
    }
    page = post(office, two, do="look-facts", **values)
    assert kept(two, "audience", "rhythm") == [(None, None)] * 2
    assert is_back_at_the_board(confirm(office, page))
    assert (
        kept(two, "audience", "rhythm", "interval", "substitute")
        == [("Alla & envar", 7, 30, "Cia Dal <cia@example.se>")] * 2
    )


@pytest.mark.parametrize(
    "values",
    [
        {"do": "do-facts"},
        {"do": "do-facts", "fields": "profile_url", "profile_url": "https://annan.example.se/"},
        {"do": "do-step", "step": ""},
        {"do": "do-step", "step": "report"},
        {"do": "do"},
    ],
)
def test_nothing_is_done_where_nothing_that_can_be_done_was_chosen(office, two, values):
    page = post(office, two, **values)
    assert page.status_code == 200
    assert 'role="alert"' in content(page)
    assert states(two) == ["official", "official"]


@pytest.mark.parametrize("uids", [[], ["finns-inte"], "", ["a" * 10_000]])
def test_without_a_channel_one_is_led_back_to_the_board(office, uids):
    page = office.post(PAGE, data={"_authenticator": token(office), "uids": uids})
    assert is_back_at_the_board(page)


def test_nothing_is_done_by_a_link_or_without_the_forms_token(office, two):
    values = {"do": "do-step", "step": "pause", "uids": [two[0].UID()]}
    assert is_back_at_the_board(office.get(PAGE, params=values))
    assert office.post(PAGE, data=values).status_code == 403
    assert states(two) == ["official", "official"]


@pytest.mark.parametrize("role", ["", "Member", "Contributor", "Editor", "Reviewer"])
def test_only_those_who_keep_the_list_change_many(two, person, browse, role):
    session = browse(*(person(role) if role else ()))
    data = {"do": "do-step", "step": "pause", "uids": [two[0].UID()]}
    assert session.post(PAGE, data=data, allow_redirects=False).status_code in (302, 401, 403)
    assert states(two) == ["official", "official"]
