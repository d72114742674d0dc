"""The parts that need no Plone: services, feeds, entries, tables, and the workflow of messages.

It imports nothing else of the add-on; its tests run in seconds.
"""
