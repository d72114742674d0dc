"""Steps by Plone's pop-up for many at once."""

import re

import transaction
from plone import api

COMPLETE = {
    "title": "Bloggen",
    "purpose": "Berätta om kulturen",
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}
CHANNEL = "hub/kultur/bloggen"


def state(channel):
    transaction.begin()
    return api.content.get_state(channel)


def test_in_bulk_what_is_refused_is_told_and_left_as_it_was(
    reportable, make_functional_channel, office, functional_portal
):
    lacking, whole = reportable("draft", substitute=None), make_functional_channel("hel", "draft")
    for name, value in COMPLETE.items():
        setattr(whole, name, value)
    transaction.commit()
    officer = office()
    token = re.search(
        r'name="_authenticator" value="(\w+)"', officer.get(f"{CHANNEL}/@@lifecycle").text
    )
    answer = officer.post(
        "hub/kultur/@@fc-workflow",
        data={
            "_authenticator": token[1],
            "folder": "/hub/kultur",
            "selection": f'["{lacking.UID()}", "{whole.UID()}"]',
            "transition": "report",
        },
    ).json()
    assert (state(lacking), lacking.EffectiveDate()) == ("draft", "None")
    assert state(whole) == "reported"
    assert answer["status"] == "warning"
    assert len(answer["msg"]) > len("Bloggen: ")
