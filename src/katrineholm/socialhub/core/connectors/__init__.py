"""The interfaces of services that ask for a token: an own account's posts and comments.

Entry points: ``registry`` (which connector for which address or service), ``retrieving.retrieve``
(an account's posts as a document), ``connector.Connector`` (what a service's file tells),
``vault`` (tokens as ciphertext). May import ``core.feeds`` only.
"""
