"""The command ``socialhub``: what an operator, or a timer, orders from outside the web server.

Entry points: ``main.main``, ``commands.commands`` (what the rooms give to it). May import core,
site, accounts and refresh.
"""
