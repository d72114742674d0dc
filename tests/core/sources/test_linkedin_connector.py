"""LinkedIn's interface for pages."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.linkedin_connector import LINKEDIN
from katrineholm.socialhub.core.sources.model import Account


def test_a_persons_pages_are_named_as_the_channels_address_is(talk):
    page = {"vanityName": "katrineholm", "localizedName": "Katrineholms kommun"}
    told = [
        {"organizationalTarget": "urn:li:organization:7", "organizationalTarget~": page},
        {"organizationalTarget": "urn:li:organizationBrand:8", "organizationalTarget~": page},
    ]
    session, service = talk(LINKEDIN, lambda *asked: {"elements": told})
    assert LINKEDIN.whose(session, "company/katrineholm") == [Account("7", "company/katrineholm")]
    [(_method, path, query)] = service.asked
    assert (path, query["q"]) == ("/v2/organizationalEntityAcls", "roleAssignee")


def test_followers_are_counted_and_nothing_else_is_retrieved(talk):
    session, service = talk(LINKEDIN, lambda *asked: {"firstDegreeSize": 812})
    assert LINKEDIN.followers(session, "7") == 812
    assert service.asked[0][1] == "/v2/networkSizes/urn%3Ali%3Aorganization%3A7"
    assert (LINKEDIN.posts, LINKEDIN.record, LINKEDIN.comments) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "code"), [(401, "token_ended"), (403, "no_permission"), (426, "interface_fault")]
)
def test_an_error_says_what_to_do(talk, status, code):
    told = {"status": status, "serviceErrorCode": 65602, "message": "Secret token abc"}
    session, _service = talk(LINKEDIN, lambda *asked: (status, {}, told))
    with pytest.raises(FeedError) as refused:
        LINKEDIN.whose(session, "company/katrineholm")
    assert refused.value.code == code
    assert "abc" not in str(refused.value)
