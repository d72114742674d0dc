"""What a room tells somebody who looks at the workplace."""

from dataclasses import replace

from plone import api


def told(tasks, hub, who):
    """The tasks of a user, as read in Swedish; their URLs are relative to the site."""
    site = f"{api.portal.get().absolute_url()}/"
    with api.env.adopt_user(who):
        return [
            replace(each, title=read(each.title), text=read(each.text), url=shortened(each, site))
            for each in tasks(hub)
        ]


def read(text):
    return str(api.portal.translate(text, lang="sv")) if text else ""


def shortened(task, site):
    assert task.url.startswith(site)
    return task.url.removeprefix(site)
