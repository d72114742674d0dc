"""The pages where messages are handled: list, search, a message's page, forms, REST.

Open to others: ``visibility`` (the messages that a person may see), ``serializer`` (a message as
plain data) and ``interfaces`` (viewlet managers). May import ``inbox.steps`` and below.
"""
