"""What services' own mails announce. All of them are made up, in the shapes that are described."""

from email.message import EmailMessage

import pytest

from katrineholm.socialhub.inbox.intake.mail_parser import parsed_mail
from katrineholm.socialhub.inbox.intake.service_notifications import (
    SERVICES,
    Notification,
    notification_of,
)

FACEBOOK = "Facebook <notification@facebookmail.com>"
INSTAGRAM = "Instagram <no-reply@mail.instagram.com>"
LINKEDIN = "Eva Ek via LinkedIn <notifications-noreply@linkedin.com>"
YOUTUBE = "YouTube <noreply@youtube.com>"
TIKTOK = "TikTok <noreply@service.tiktok.com>"
X = "X <notify@x.com>"
URN = "urn%3Ali%3Acomment%3A%28activity%3A7%2C9%29"


def mail(sender, subject, text, html=""):
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = sender, subject, "<1@x>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return parsed_mail(message.as_bytes())


ANNOUNCED = {
    "Facebook": (
        FACEBOOK,
        "Eva Ek commented on your post.",
        "Hi Katrineholm,\n\nEva Ek commented on your post.\n\nWhen do you open?\nSundays?\n\n"
        "View comment\nhttps://www.facebook.com/n/?katrineholm%2Fposts%2F12&comment_id=34&mid=se"
        "cret&bcode=login\n\nThis message was sent to a@example.se.",
        {"name": "Eva Ek"},
        "When do you open?\nSundays?",
        "https://www.facebook.com/katrineholm/posts/12?comment_id=34",
    ),
    "Facebook, Swedish": (
        FACEBOOK,
        "Eva Ek har kommenterat ditt inlägg",
        "Hej Katrineholm!\nEva Ek har kommenterat ditt inlägg.\n”Se till att sanda.”\n"
        "Visa kommentar: https://www.facebook.com/permalink.php?story_fbid=1&id=2&aref=3\n",
        {"name": "Eva Ek"},
        "Se till att sanda.",
        "https://www.facebook.com/permalink.php?story_fbid=1&id=2",
    ),
    "Instagram": (
        INSTAGRAM,
        "eva_ek commented on your post",
        "eva_ek commented: “Fint!”\n\nhttps://www.instagram.com/p/Ab1_-/?utm_source=mail",
        {"handle": "@eva_ek"},
        "Fint!",
        "https://www.instagram.com/p/Ab1_-/",
    ),
    "Instagram, Swedish": (
        INSTAGRAM,
        "eva_ek kommenterade ditt inlägg: ”När öppnar…”",
        "eva_ek kommenterade ditt inlägg\n\neva_ek\nNär öppnar badet?\n\nGå till Instagram\n",
        {"handle": "@eva_ek"},
        "När öppnar badet?",
        "",
    ),
    "LinkedIn": (
        LINKEDIN,
        "Eva Ek commented on your post",
        "Eva Ek commented on your post\n\nLooks good\n\nReply: https://www.linkedin.com/comm/feed/up"
        f"date/urn:li:activity:7?commentUrn={URN}&midToken=secret&otpToken=login\n",
        {"name": "Eva Ek"},
        "Looks good",
        f"https://www.linkedin.com/feed/update/urn:li:activity:7?commentUrn={URN}",
    ),
    "YouTube": (
        YOUTUBE,
        'New comment on "Badhuset"',
        "Eva Ek commented on your video\n\nHur djupt är det?\n\nREPLY\nhttps://www.youtube.com/attri"
        "bution_link?a=b&u=/watch%3Fv%3Dab12%26lc%3DUgz%26feature%3Dem\n",
        {"name": "Eva Ek"},
        "Hur djupt är det?",
        "https://www.youtube.com/watch?v=ab12&lc=Ugz",
    ),
    "TikTok": (
        TIKTOK,
        "eva.ek commented on your video",
        "eva.ek commented on your video: “Mer sånt”\n",
        {"handle": "@eva.ek"},
        "Mer sånt",
        "",
    ),
    "X": (
        X,
        "Eva Ek (@evaek) replied to your post",
        "Eva Ek (@evaek) replied to your post\nOch cyklarna?\n\nGo to X\n"
        "https://x.com/i/redirect?url=https%3A%2F%2Fx.com%2Fevaek%2Fstatus%2F123%3Ft%3D1&t=secret",
        {"name": "Eva Ek", "handle": "@evaek"},
        "Och cyklarna?",
        "https://x.com/evaek/status/123",
    ),
}


@pytest.mark.parametrize("which", ANNOUNCED)
def test_author_text_and_address_are_read_out_of_it(which):
    sender, subject, text, *found = ANNOUNCED[which]
    service = which.partition(",")[0]
    assert notification_of(mail(sender, subject, text)) == Notification(service, *found)


def test_each_service_has_a_mail_that_is_read():
    assert {which.partition(",")[0] for which in ANNOUNCED} == {each.name for each in SERVICES}


def test_nobody_is_the_author_whom_only_the_comment_names():
    text = "Hello,\n\nBo Ek commented on this before.\nStill no answer?\n\nReply"
    found = notification_of(mail(FACEBOOK, "Eva Ek commented on your post.", text))
    assert found.sender == {"name": "Eva Ek"}
    assert found.text == "Bo Ek commented on this before.\nStill no answer?"


SAID = "Karin Råd kommenterade ditt inlägg: ”Jag avgår”"


@pytest.mark.parametrize(
    ("subject", "text", "sender", "words"),
    [
        # The layout is not known, for no sentence of the service's own names the author.
        ("Ny kommentar", f"Hej Katrineholm!\nOla Ek\nFint.\n{SAID}\nVisa kommentar", {}, ""),
        (
            "Ola Ek kommenterade ditt inlägg",
            f"Ola Ek kommenterade ditt inlägg\nFint.\n{SAID.replace('Karin Råd', 'Ola Ek')}\nSvara",
            {"name": "Ola Ek"},
            f"Fint.\n{SAID.replace('Karin Råd', 'Ola Ek')}",
        ),
    ],
)
def test_a_comment_that_is_written_as_a_service_writes_is_no_more_than_a_comment(
    subject, text, sender, words
):
    found = notification_of(mail(FACEBOOK, subject, text))
    assert (found.sender, found.text) == (sender, words)


def test_a_link_in_the_comment_is_not_where_it_was_written():
    theirs, its = (
        "https://www.facebook.com/bo/posts/1?comment_id=5",
        "https://facebook.com/k/posts/2",
    )
    text = f"Eva Ek commented on your post.\n\nSee {theirs}\n\nView comment\n"
    html = f'<p>See {theirs.replace("=", "&#61;")}</p><a href="{its}">View comment</a>'
    subject = "Eva Ek commented on your post."
    assert notification_of(mail(FACEBOOK, subject, f"{text}{its}")).address == its
    assert notification_of(mail(FACEBOOK, subject, text, html)).address == its
    assert notification_of(mail(FACEBOOK, subject, text)).address == ""


def test_links_are_found_in_html_alone():
    html = (
        '<p>eva.ek kommenterade: ”Hej”</p><a href="https://www.tiktok.com/@katrineholm/video/7?'
        '_r=1&amp;u_code=secret">Visa</a>'
    )
    found = notification_of(mail(TIKTOK, "Ny kommentar", "eva.ek kommenterade: ”Hej”", html))
    assert found.address == "https://www.tiktok.com/@katrineholm/video/7"


@pytest.mark.parametrize("sender", [FACEBOOK, INSTAGRAM, LINKEDIN, YOUTUBE, TIKTOK, X])
@pytest.mark.parametrize(
    "text",
    [
        "Your page had 400 visitors last week.\n\nSee more\n\nUnsubscribe",
        # Where the comment ends is not known, so all of it could be the service's own words.
        "Eva Ek commented on your post\n\nWhen do you open?\n\nBe the first to answer!",
    ],
)
def test_of_a_layout_that_is_not_known_nothing_is_guessed(sender, text):
    [service] = [each.name for each in SERVICES if each.name in sender]
    assert notification_of(mail(sender, "Your week", text)) == Notification(service, {})


@pytest.mark.parametrize(
    "sender",
    ["Eva Ek <eva@example.se>", "Eva Ek <eva@linkedin.com>", "X <notify@x.com.example.se>", ""],
)
def test_what_a_person_writes_is_none(sender):
    assert notification_of(mail(sender, "Eva Ek commented on your post", "Hej\nReply")) is None


@pytest.mark.timeout(10)
@pytest.mark.parametrize("evil", ["a ", ': "', "https://x.com/", "(@", "commented "])
def test_a_mail_that_is_made_to_cost_does_not(evil):
    notification_of(mail(X, evil * 100, f"{evil * 50_000}\n" * 5))
