"""The acts of requests: a person's forms and a program's bodies are of the same rows."""

import pytest
from zope.schema import getFieldNames

from katrineholm.socialhub.archive.requests.forms import (
    BEGINNING,
    DOING,
    GOING_ON,
    RELEASE,
    WITH_A_THING,
)
from katrineholm.socialhub.site.forms.refusals import FaultyFields
from katrineholm.socialhub.site.forms.schema import read


def test_a_program_does_all_that_is_done_on_the_pages_of_one_request():
    by_person = {*BEGINNING, *GOING_ON, *WITH_A_THING}
    # Begun where there is no request yet; left out again by a release without a decision.
    assert by_person - {*DOING} == {"begin", "withhold"}
    for name in {*DOING} & by_person:
        pages = (page[name] for page in (BEGINNING, GOING_ON, WITH_A_THING) if name in page)
        assert all(_names(act) == _names(DOING[name]) for act in pages)


def _names(act):
    return set(getFieldNames(act.fields)) if act.fields else set()


def test_only_a_person_has_to_say_by_which_decision():
    assert read(RELEASE.fields, {"thing": "message:1"})["decision"] == ""
    with pytest.raises(FaultyFields) as refusal:
        read(WITH_A_THING["release"].fields, {"thing": "message:1"})
    assert [*refusal.value.faults] == ["decision"]
