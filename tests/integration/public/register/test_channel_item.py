"""A channel as other systems read it."""

from helpers.integration.public.register import api_url


def test_a_channel_is_told_in_full(register, request_factory):
    hub = register.hub.absolute_url()
    answer = request_factory(basic_auth=None).get("hub/@channels?administration=kultur&kind=blog")
    assert answer.json() == {
        "@id": f"{api_url(register)}/@channels?administration=kultur&kind=blog",
        "items": [
            {
                "@id": f"{hub}/kultur/bloggen",
                "UID": register.channels["bloggen"].UID(),
                "title": "Bloggen",
                "description": "Om kultur",
                "platform": "website",
                "account": "bloggen.example.se",
                "profile_url": "https://bloggen.example.se/",
                "kind": "blog",
                "dialogue": False,
                "administration": {"@id": f"{hub}/kultur", "title": "Kulturförvaltningen"},
                "contact": {"email": "kultur@example.se", "phone": "0150-570 00", "url": ""},
                "state": "official",
                "official_since": "2024-02-29",
                "closed_on": None,
                "feed_url": "https://bloggen.example.se/rss",
                "language": "sv",
                "purpose": "Berätta om öppna scener",
                "audience": "Alla",
                "link_only_reason": None,
            },
            {
                "@id": f"{hub}/kultur/gamla",
                "UID": register.channels["gamla"].UID(),
                "title": "Gamla bloggen",
                "description": "",
                "platform": "website",
                "account": "gamla.example.se",
                "profile_url": "https://gamla.example.se/",
                "kind": "blog",
                "dialogue": False,
                "administration": {"@id": f"{hub}/kultur", "title": "Kulturförvaltningen"},
                "contact": {"email": "kultur@example.se", "phone": "0150-570 00", "url": ""},
                "state": "closed",
                "official_since": "2020-01-31",
                "closed_on": "2025-06-30",
                "feed_url": "https://gamla.example.se/rss",
                "language": "sv",
                "purpose": "",
                "audience": "",
                "link_only_reason": None,
            },
        ],
        "items_total": 2,
    }


def test_a_channels_own_contact_goes_before_its_administrations(register, request_factory):
    answer = request_factory(basic_auth=None).get("hub/@channels?administration=skola").json()
    assert [each["contact"] for each in answer["items"]] == [
        {
            "email": "bilder@skola.example.se",
            "phone": "",
            "url": "https://skola.example.se/kontakt",
        },
        {"email": "", "phone": "", "url": ""},
    ]
