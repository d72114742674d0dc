import json

import pytest

from katrineholm.socialhub.public.register.jsonld import (
    Organisation,
    channel_json_ld,
    organisation_json_ld,
    script_json,
)

HOME = "https://www.katrineholm.se"
TOWN = Organisation("Katrineholms kommun", HOME, "info@katrineholm.se", "+46 150 570 00")
SCHOOLS = Organisation("Bildningsförvaltningen", f"{HOME}/bildning", "bildning@katrineholm.se")
TUBE = "https://www.youtube.com/@katrineholm"
TOOT = "https://social.example/@katrineholm"


def test_the_municipality_tells_its_accounts_and_administrations():
    assert organisation_json_ld(TOWN, [TUBE, TOOT, TUBE, ""], [SCHOOLS]) == {
        "@context": "https://schema.org",
        "@id": "https://www.katrineholm.se#organisation",
        "@type": "GovernmentOrganization",
        "name": "Katrineholms kommun",
        "url": HOME,
        "email": "info@katrineholm.se",
        "telephone": "+46 150 570 00",
        "sameAs": [TOOT, TUBE],
        "department": [
            {
                "@id": "https://www.katrineholm.se/bildning#organisation",
                "@type": "GovernmentOrganization",
                "name": "Bildningsförvaltningen",
                "url": "https://www.katrineholm.se/bildning",
                "email": "bildning@katrineholm.se",
            }
        ],
    }


def test_what_is_not_known_is_not_told():
    assert organisation_json_ld(Organisation("Kommunen", HOME), []) == {
        "@context": "https://schema.org",
        "@id": "https://www.katrineholm.se#organisation",
        "@type": "GovernmentOrganization",
        "name": "Kommunen",
        "url": HOME,
    }


def test_a_channel_is_its_administrations_and_that_the_municipalitys():
    told = channel_json_ld(SCHOOLS, TOWN, TOOT)
    assert told["name"] == "Bildningsförvaltningen"
    assert told["sameAs"] == [TOOT]
    assert told["parentOrganization"] == {
        "@id": "https://www.katrineholm.se#organisation",
        "@type": "GovernmentOrganization",
        "name": "Katrineholms kommun",
        "url": HOME,
        "email": "info@katrineholm.se",
        "telephone": "+46 150 570 00",
    }


def test_the_municipality_is_not_its_own_part():
    assert "parentOrganization" not in channel_json_ld(TOWN, TOWN, TOOT)


@pytest.mark.parametrize(
    "name",
    ["</script><script>alert(1)</script>", "<!--<script>", "]]>&amp;", "\u2028\u2029", "Ö\ud800"],
)
def test_a_name_cannot_get_out_of_the_script(name):
    text = script_json({"name": name})
    assert text.isascii()
    assert not set("<>&\n") & set(text)
    assert json.loads(text) == {"name": name}
