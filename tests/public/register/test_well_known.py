import pytest

from katrineholm.socialhub.public.register.well_known import trust_text

SITE = "https://www.katrineholm.se/"
MASTODON = "https://social.example/@katrineholm"
YOUTUBE = "https://www.youtube.com/channel/UCkatrineholmskommun0001"


def test_the_file_names_the_contact_and_every_account_once_in_order():
    assert trust_text(SITE, "info@katrineholm.se", [YOUTUBE, MASTODON, YOUTUBE]) == (
        "# https://www.katrineholm.se/ and the accounts that it controls\n"
        "contact=info@katrineholm.se\n"
        f"social={MASTODON}\n"
        f"social={YOUTUBE}\n"
    )


def test_the_contact_may_be_a_page():
    text = trust_text(SITE, SITE + "kontakt", [])
    assert text.splitlines()[1:] == ["contact=https://www.katrineholm.se/kontakt"]


@pytest.mark.parametrize(
    "account",
    [
        "https://social.example/#member=https://evil.example/",
        "javascript:alert(1)",
        "https://katrineholm.se@evil.example/",
        "https://a.example/\nmember=https://evil.example/",
        "",
    ],
)
def test_an_account_that_would_be_read_as_another_is_left_out(account):
    assert "social" not in trust_text(SITE, "", [account])


@pytest.mark.parametrize(
    "contact",
    ["a@b.se\nsocial=https://evil.example/", "a@b.se # x", "a@b.se\u2028social=x", ""],
)
def test_a_contact_cannot_add_lines(contact):
    assert trust_text(SITE, contact, []).count("\n") == 1
