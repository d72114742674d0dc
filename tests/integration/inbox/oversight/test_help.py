"""The help page: the flow as a picture and in words, deadlines and closing rules."""

import pytest
import transaction
from plone import api

HELP = "hub/@@messages-help"


@pytest.mark.parametrize(
    ("name", "status"),
    [("", 302), ("cia", 200), ("anna", 200), ("office", 200), ("rut", 200)],
)
def test_whoever_can_log_in_may_read_it(channel, browse, login, name, status):
    answer = browse(*login(name)).get(HELP, allow_redirects=False)
    assert answer.status_code == status


def test_it_says_what_the_flow_and_the_settings_say(channel, browse, login):
    api.portal.set_registry_record("katrineholm.socialhub.answer_within", 137)
    transaction.commit()
    text = browse(*login("anna")).get(HELP).text
    assert text.count('<svg class="socialhub-flow"') == 1
    assert "Bryter det mot lag eller våra regler?" in text.split("<details>")[1]
    assert "137" in text
    assert "Registrator" in text
