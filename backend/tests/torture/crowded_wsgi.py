"""The shop that opens as many pictures at once as arrive: the control."""

from importlib import import_module

from customkeeps.rest.queues import Queue
from customkeeps.wsgi import application

__all__ = ["application"]

# Only after the application has set Django up can its modules be read.
bounded = import_module("customkeeps.designs.bounded")
bounded.OPENING = Queue(100, 0, 0, bounded.TooManyPictures)
