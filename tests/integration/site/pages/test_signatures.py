"""A seal that this site alone can set."""

import pytest
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

from katrineholm.socialhub.site.pages.signatures import has_valid_signature, signature


@pytest.mark.parametrize(
    ("given", "words", "is_good"),
    [
        (lambda: signature("reply", "hub", "1"), ("reply", "hub", "1"), True),
        (lambda: signature("reply", "hub", "1"), ("reply", "hub", "2"), False),
        (lambda: signature("reply", "hub", "1"), ("step", "hub", "1"), False),
        (lambda: signature("reply", "hub", "1")[:20], ("reply", "hub", "1"), False),
        (lambda: "", ("reply", "hub", "1"), False),
        (lambda: "å" * 64, ("reply", "hub", "1"), False),
    ],
)
def test_a_seal_is_good_for_its_words_and_its_purpose_only(portal, given, words, is_good):
    assert has_valid_signature(given(), *words) is is_good


def test_the_first_digits_are_enough_where_they_are_asked_for(portal):
    assert has_valid_signature(signature("reply", "1")[:20], "reply", "1", length=20)
    assert not has_valid_signature(signature("reply", "1")[:19], "reply", "1", length=20)


def test_a_seal_outlasts_the_secret_that_it_was_set_with(portal):
    before = signature("reply", "1")
    getUtility(IKeyManager).rotate()
    assert signature("reply", "1") != before
    assert has_valid_signature(before, "reply", "1")
