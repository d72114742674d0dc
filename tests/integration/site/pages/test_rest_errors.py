"""The body of a refusal, in the reader's language."""

import pytest

from katrineholm.socialhub import _
from katrineholm.socialhub.site.pages.rest_errors import bad_request_error, error_body


@pytest.mark.parametrize(
    ("status", "kind", "guard"),
    [(400, "BadRequest", ""), (403, "Forbidden", "role"), (429, "TooManyRequests", "")],
)
def test_a_refusal_has_a_type_a_sentence_and_a_guard_where_there_is_one(
    portal, http_request, status, kind, guard
):
    body = error_body(http_request, status, _("Choose a file."), guard=guard)
    said = {"type": kind, "message": "Välj en fil."}
    assert body == (said | {"guard": guard} if guard else said)
    assert http_request.response.getStatus() == status


def test_what_is_raised_says_all_of_it_in_one_text(portal, http_request):
    refusal = bad_request_error(_("Choose a file."), _("Write a number."))
    assert refusal.args == ("Välj en fil. Skriv ett tal.",)
