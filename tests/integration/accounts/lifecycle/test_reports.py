"""The list of what waits for the information office."""

import re

import transaction

from katrineholm.socialhub.accounts.lifecycle.steps import place

COMPLETE = {
    "title": "Bloggen",
    "purpose": "Berätta om kulturen",
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}
CHANNEL = "hub/kultur/bloggen"


def post(session, step, **form):
    page = session.get(f"{CHANNEL}/@@lifecycle?step={step}")
    token = re.search(r'name="_authenticator" value="(\w+)"', page.text)[1]
    data = {"_authenticator": token, "step": step} | form
    return session.post(f"{CHANNEL}/@@lifecycle", data=data)


def test_what_waits_for_review_is_listed_the_longest_waiting_first(
    reportable, make_functional_channel, editor, office, functional_portal
):
    reportable()
    for id in ("forsta", "andra"):
        made = make_functional_channel(id, title=id, state="draft")
        for name in ("purpose", "responsible", "substitute"):
            setattr(made, name, COMPLETE[name])
    transaction.commit()
    writer, officer = editor(), office()
    post(writer, "report")
    transaction.begin()
    for id in ("andra", "forsta"):
        place(functional_portal.hub.kultur[id], "reported")
    transaction.commit()
    rows = re.findall(r'<th scope="row">\s*<a[^>]*>(.*?)</a>', officer.get("hub/@@reports").text)
    assert rows == ["andra", "forsta", "bloggen"]  # nobody knows since when the first two wait
    assert "hub/@@reports" in officer.get("hub").text
    assert "hub/@@reports" not in writer.get("hub").text
