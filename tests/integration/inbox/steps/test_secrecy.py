"""The registrar decides who at another authority may read what is confidential (OSL 8 kap.)."""

import pytest
from helpers.integration.inbox.steps import DECISION, FORWARD, page_of, step
from officers import PASSWORD


@pytest.mark.parametrize("lacks", DECISION)
@pytest.mark.parametrize("value", ["", "ㅤ", "."])
def test_a_decision_has_a_receiver_a_provision_and_a_reason(number, rest, lacks, value):
    step(rest("sam"), number, "forward", **FORWARD)
    refused = step(rest("ria"), number, "disclose", **DECISION | {lacks: value})
    assert refused.status_code == 400
    assert "log" not in rest("cia").get(f"hub/@messages/{number}").json()


def test_only_the_registrar_of_the_authority_decides(number, rest, office, hub):
    for name in ("sam", "ada", "rut", office, "cia"):
        assert step(rest(name), number, "disclose", **DECISION).status_code == 403, name
    refused = step(rest("ria"), number, "disclose", **DECISION | {"receiver": "sam"})
    assert refused.status_code == 400, "nothing is withheld from whoever works there"


def test_the_form_decides_as_rest_does(number, rest, submit, browse, hub):
    step(rest("sam"), number, "forward", **FORWARD)
    shown = browse("sam", PASSWORD).get(page_of(number)).text
    assert "till en annan myndighet. Registratorn" in shown
    page = browse("ria", PASSWORD).get(page_of(number)).text
    assert "@@disclose-message" in page
    assert 'value="cia"' in page
    form = {"number": str(number), **DECISION}
    assert submit(("sam", PASSWORD), "hub/@@disclose-message", form).status_code == 200
    assert "Xylo" not in rest("cia").get(f"hub/@messages/{number}").text
    assert submit(("ria", PASSWORD), "hub/@@disclose-message", form).status_code in (200, 302)
    assert "Xylo" in rest("cia").get(f"hub/@messages/{number}").text
    assert "OSL 10 kap. 2" in browse("ria", PASSWORD).get(page_of(number)).text
