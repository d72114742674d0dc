"""What the catalogue remembers of a place."""

from katrineholm.socialhub.public.facebook.places import places


def test_a_numbered_address_is_the_pages_number(hub, make_place):
    make_place(profile_url="https://www.facebook.com/profile.php?id=100064000000001")
    make_place(page_id="123456")
    assert sorted(place.page_id for place in places(hub)) == ["100064000000001", "123456"]
