"""The pages where messages are handled: the list, a message's page, its forms, and REST.

Entry points: ``pages.MessagesPage``, ``sight`` (the messages that a person may see), ``shown`` (a
message as plain data), ``interfaces`` (viewlet managers for other rooms). May import
``inbox.steps`` and below.
"""
