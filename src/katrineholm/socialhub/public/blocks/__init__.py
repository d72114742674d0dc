"""The portlets as blocks of Volto, and two blocks that have no portlet.

Its blocks are its entry points. May import the rooms with portlets, and below.
"""
