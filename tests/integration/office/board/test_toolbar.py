"""The toolbar beside the board."""


def test_beside_the_board_stand_the_tools_but_no_menu_that_would_move_the_hub(office):
    page = office.get("hub/@@board").text
    assert "/hub/@@feed-doctor" in page
    assert "plone-contentmenu" not in page
    assert "plone-contentmenu" in office.get("hub").text


def test_the_toolbar_leads_to_the_boards_that_one_may_see(office, editor):
    def has_board(session, path):
        page = session.get(path).text
        return f"/{path}/@@board" in page

    found = [has_board(office, path) for path in ("hub", "hub/kultur", "hub/kultur/bra")]
    assert found == [True, True, False]
    found = [has_board(editor, path) for path in ("hub", "hub/kultur", "hub/skola")]
    assert found == [False, True, False]
