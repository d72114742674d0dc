"""The accessibility statement: what the law demands told, and nothing that nobody has looked at."""

import json
from dataclasses import replace

from katrineholm.socialhub.accounts.information import accessibility
from katrineholm.socialhub.accounts.information.accessibility import (
    SiteFacts,
    accessibility_statement,
    last_axe_run,
)

RUN = {"version": "4.14.1", "day": "27 november 2026", "pages": 30, "faults": 2}
KNOWN = SiteFacts("Katrineholms kommun", "https://k.example.se/contact-info", RUN)


def section(name, known=KNOWN):
    return next(each for each in accessibility_statement(known) if each["id"] == name)


def test_it_has_the_parts_of_diggs_model_in_their_order():
    names = [each["id"] for each in accessibility_statement(KNOWN)]
    assert names == ["how", "help", "report", "supervision", "faults", "tested"]


def test_what_the_office_knows_of_stands_before_what_is_gathered():
    known = replace(KNOWN, faults=("Kartan går inte att läsa upp.",))
    assert section("faults", known)["items"][0] == "Kartan går inte att läsa upp."
    assert section("faults", known)["items"][1:] == [*accessibility.GATHERED]


def test_the_last_run_is_told_with_its_faults():
    told = section("tested")["texts"][0]
    assert told.mapping == {each: str(RUN[each]) for each in RUN}


def test_a_day_of_assessment_is_told_where_there_is_one():
    assert len(section("tested")["texts"]) == 2
    told = section("tested", replace(KNOWN, assessed="3 maj 2026"))["texts"][-1]
    assert told.mapping == {"day": "3 maj 2026"}


def test_whoever_reports_a_fault_has_somewhere_to_write():
    assert [link["@id"] for link in section("report")["links"]] == [KNOWN.contact_url]
    known = replace(KNOWN, email="info@k.example.se")
    hrefs = [link["@id"] for link in section("help", known)["links"]]
    assert hrefs == ["mailto:info@k.example.se", KNOWN.contact_url]
    assert section("supervision")["links"][0]["@id"] == "https://www.digg.se/tdosanmalan"


def test_the_run_is_read_as_make_axe_writes_it():
    assert last_axe_run() == json.loads(accessibility.RUN.read_text())
    assert {"version", "day", "pages", "faults"} == {*last_axe_run()}
