"""The APIs of services that require a token: posts and comments of the municipality's accounts.

Entry points: ``registry`` (the connectors), ``retrieving`` (an account's posts as a document) and
``vault`` (tokens as ciphertext). May import ``core.feeds`` only.
"""
