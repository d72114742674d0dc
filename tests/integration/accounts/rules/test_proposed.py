"""The rules that wait for the information office."""

RULE = "länkar till butiker"
PAGE = "hub/kultur/bloggen"


def test_the_rules_that_wait_are_shown_to_the_office_only(proposed, editor, browse):
    assert RULE not in browse(*editor).get("hub/@@proposed-rules").text
    assert RULE not in browse().get("hub/@@proposed-rules").text
    assert RULE not in browse().get(f"{PAGE}/@@rules").text
