"""The pages where messages are handled: the list, a message's page, its forms, and REST.

Entry points: ``pages.MessagesPage``, ``sight`` (which messages a person may see), ``shown`` (a
message as plain data), ``interfaces`` (where other rooms put something on the pages). May import
``inbox.steps`` and below.
"""
