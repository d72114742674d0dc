"""The blocks that only Volto has: a field for an account, and what is important now."""


def test_the_field_for_an_account_leads_to_the_hubs_own_page(save, read, filled):
    save(**{"@type": "socialhubVerify"})
    form = read()["shown"]["form"]
    assert (form["action"], form["name"]) == (f"{filled.absolute_url()}/@@official", "address")


def test_what_is_important_now_is_left_to_the_top_of_the_page(save, read, filled):
    save(**{"@type": "socialhubImportant"})
    assert read()["shown"] == {"header": "", "more": None, "empty": ""}
