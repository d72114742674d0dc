"""The acts of requests: a person's forms and a program's bodies are of the same rows."""

import pytest
from zope.schema import getFieldNames

from katrineholm.socialhub.archive.record.request_forms import (
    LIST_ACTS,
    RECORD_ACTS,
    RELEASE,
    REQUEST_ACTS,
    SERVICE_ACTS,
)
from katrineholm.socialhub.site.pages.form_schema import cleaned_data
from katrineholm.socialhub.site.pages.refusals import FaultyFields


def test_a_program_does_all_that_is_done_on_the_pages_of_one_request():
    by_person = {*LIST_ACTS, *REQUEST_ACTS, *RECORD_ACTS}
    # Begun where there is no request yet; left out again by a release without a decision.
    assert by_person - {*SERVICE_ACTS} == {"begin", "extract", "withhold"}
    for name in {*SERVICE_ACTS} & by_person:
        pages = (page[name] for page in (LIST_ACTS, REQUEST_ACTS, RECORD_ACTS) if name in page)
        assert all(_names(act) == _names(SERVICE_ACTS[name]) for act in pages)


def _names(act):
    return set(getFieldNames(act.fields)) if act.fields else set()


def test_only_a_person_has_to_say_by_which_decision():
    assert cleaned_data(RELEASE.fields, {"thing": "message:1"})["decision"] == ""
    with pytest.raises(FaultyFields) as refusal:
        cleaned_data(RECORD_ACTS["release"].fields, {"thing": "message:1"})
    assert [*refusal.value.faults] == ["decision"]
