"""Which comment a report is about: address and words together."""

import pytest

from katrineholm.socialhub.inbox.intake.comment_identity import has_comment_id, is_same_comment

FIRST, SECOND = "Du är dum", "Ni är alla dumma"


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://bloggen.example.se/1#comment-3", True),
        ("https://www.facebook.com/kommun/posts/1?comment_id=77", True),
        ("https://www.facebook.com/kommun/posts/1?reply_comment_id=78", True),
        ("https://www.youtube.com/watch?v=abc&lc=Ugx", True),
        ("https://www.instagram.com/p/abc/c/123/", True),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7?commentUrn=urn%3Ali%3A8", True),
        ("https://www.youtube.com/c/kommunen/community?lb=Ugkx", False),
        ("https://www.facebook.com/kommun/posts/1", False),
        ("https://www.facebook.com/permalink.php?story_fbid=1&id=2", False),
        ("https://bloggen.example.se/1#comments", False),
        ("https://www.instagram.com/p/abc/", False),
    ],
)
def test_some_addresses_say_which_comment_they_are_of(address, names):
    assert has_comment_id(address) is names


def quoted(quote, author=""):
    return {"quote": quote, "author": author}


@pytest.mark.parametrize(
    ("told", "text", "reports", "is_own", "same"),
    [
        (quoted(SECOND), FIRST, [quoted(FIRST)], False, False),
        (quoted(SECOND), FIRST, [quoted(FIRST)], True, False),
        (quoted("»du  är DUM«"), FIRST, [quoted(FIRST)], False, True),
        # A part of a longer comment is the same one only where the address says so.
        (quoted("Du är dum, tycker jag"), FIRST, [], False, False),
        (quoted("Du är dum, tycker jag"), FIRST, [], True, True),
        # What an officer has filled in, or another reporter has copied, counts as well.
        (quoted(SECOND), "", [quoted(FIRST), quoted(SECOND)], False, True),
        # Comments without words are told apart by who wrote them.
        (quoted("", "Kim"), "", [quoted("", "kim")], False, True),
        (quoted("", "Eva"), "", [quoted("", "Kim")], False, False),
        (quoted("", "Kim"), FIRST, [quoted(FIRST, "Kim")], False, False),
        (quoted(FIRST, "Kim"), "", [quoted("", "Kim")], False, False),
        (quoted(""), "", [quoted("")], True, True),
        (quoted(FIRST), "", [quoted("")], True, True),
        (quoted(""), FIRST, [quoted(FIRST)], True, True),
        (quoted(""), "", [quoted("")], False, False),
    ],
)
def test_it_is_the_same_comment_only_if_its_words_are(told, text, reports, is_own, same):
    assert is_same_comment(told, text, reports, is_own=is_own) is same
