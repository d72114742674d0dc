"""Who is what to a message."""

import transaction
from helpers.integration.inbox.routing import TODAY, away
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.absences import remove_absence


def test_the_substitute_has_rights_for_the_interval_only(channel, receive, rest):
    number, bert = receive(), rest("bert")
    assert bert.get(f"hub/@messages/{number}").status_code == 403
    away(channel, "responsible")
    assert bert.get(f"hub/@messages/{number}").status_code == 200
    assert bert.get("hub/@messages?mine=1").json()["items_total"] == 1
    with api.env.adopt_user(SITE_OWNER_NAME):
        remove_absence(channel, "responsible", TODAY.isoformat())
    transaction.commit()
    assert bert.get(f"hub/@messages/{number}").status_code == 403
    assert bert.get("hub/@messages").json()["items_total"] == 0
