"""The list as a data portal reads of it."""

from xml.etree import ElementTree

import transaction
from plone import api

DCAT = "{http://www.w3.org/ns/dcat#}"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def test_a_data_portal_reads_where_the_files_are(register, browse):
    answer = browse().get("hub/@@dcat")
    hub = register.hub.absolute_url()
    assert answer.headers["Content-Type"] == "application/rdf+xml"
    root = ElementTree.fromstring(answer.content)
    assert [each.get(RESOURCE) for each in root.iter(f"{DCAT}downloadURL")] == [
        f"{hub}/@@{name}"
        for name in ("export-csv", "export-ods", "export-json", "opml", "changes.atom")
    ]
    assert {each.get(RESOURCE) for each in root.iter(f"{DCAT}landingPage")} == {
        f"{hub}/@@official-list"
    }
    for each in root.iter(f"{DCAT}downloadURL"):
        assert browse().get(each.get(RESOURCE)).status_code == 200
    tag = answer.headers["ETag"]
    assert browse().get("hub/@@dcat", headers={"If-None-Match": tag}).status_code == 304


def test_a_data_portal_learns_whom_to_ask(register, browse):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    transaction.commit()
    root = ElementTree.fromstring(browse().get("hub/@@dcat").content)
    address = root.find(".//{http://www.w3.org/2006/vcard/ns#}hasEmail")
    assert address.get(RESOURCE) == "mailto:info@example.se"
