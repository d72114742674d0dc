"""Webhooks that notify other systems (Standard Webhooks), signed and delivered by the worker.

Open to others: ``events`` (events become deliveries), ``receivers`` (receivers are added and
removed) and ``serializer`` (receivers and their problems as plain values). May import refresh and
below.
"""
