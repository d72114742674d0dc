"""What needs no Plone: services, feeds, entries, tables, and the flow of a message.

Imports nothing of the add-on outside this wing; tests of it run in seconds.
"""
