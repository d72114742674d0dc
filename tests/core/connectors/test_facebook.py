"""A Facebook page's interface."""

from katrineholm.socialhub.core.connectors.facebook import FACEBOOK
from katrineholm.socialhub.core.connectors.model import Account

POST = {
    "id": "1_2",
    "permalink_url": "https://www.facebook.com/1/posts/2",
    "comments": {
        "data": [
            {
                "id": "2_3",
                "message": "Hej",
                "permalink_url": "https://www.facebook.com/1/posts/2?comment_id=3",
                "from": {"id": "9", "name": "Anna"},
                "created_time": "2026-06-19T10:00:00+0000",
            },
            {"id": "2_4", "message": "Vårt eget svar", "from": {"id": "1", "name": "Kommunen"}},
        ]
    },
}


def test_comments_of_others_come_and_the_pages_own_do_not(talk):
    session, service = talk(FACEBOOK, lambda *asked: {"data": [POST]})
    [remark] = FACEBOOK.remarks(session, "1")
    assert (remark.id, remark.text, remark.sender["name"]) == ("2_3", "Hej", "Anna")
    assert remark.about == POST["permalink_url"]
    assert len(service.asked) == 1


def test_hiding_is_looked_at_afterwards(talk):
    def tell(method, path, query, body):
        return {"success": True} if method == "POST" else {"is_hidden": True}

    session, _ = talk(FACEBOOK, tell)
    assert FACEBOOK.hide(session, "2_3", True)


def test_the_page_is_known_by_its_short_name(talk):
    session, _ = talk(FACEBOOK, lambda *a: {"id": "1", "username": "kat", "name": "Kommunen"})
    assert FACEBOOK.whose(session, "") == [Account("1", "kat")]
