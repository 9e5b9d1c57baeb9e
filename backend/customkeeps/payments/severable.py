"""HTTP calls that somebody else can cut off, so that no thread waits for an answer that dribbles.

A socket's time-out starts anew with every byte, and a thread that reads cannot be ended; but its
connection can be shut down from outside, and then it reads no more.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

# Whose connection it is may change the moment a call is done.
_owners = Lock()


class Line:
    """What one call speaks through, as long as it speaks."""

    def __init__(self) -> None:
        self._connection: _Noted | None = None
        self._socket: socket.socket | None = None
        self._is_cut = False

    @contextmanager
    def used(self) -> Iterator[None]:
        """Calls made inside, in this thread, use this line."""
        token = _line.set(self)
        try:
            yield
        finally:
            _line.reset(token)
            with _owners:
                self._connection = self._socket = None

    def take(self, connection: "_Noted", sock: socket.socket) -> None:
        with _owners:
            self._connection, self._socket = connection, sock
            connection.line = self
            if self._is_cut:  # while it was being connected
                _shut(sock)

    def cut(self) -> None:
        """End the call under way, if there is one; whoever waits for it gets a connection error."""
        with _owners:
            self._is_cut = True
            connection, sock = self._connection, self._socket
            if connection is not None and sock is not None and connection.line is self:
                _shut(sock)


def _shut(sock: socket.socket) -> None:
    """Not by TLS's own ending, which would take the reader's state from under it."""
    with suppress(OSError):  # closed meanwhile
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


_line: ContextVar[Line | None] = ContextVar("line", default=None)


class _Noted(HTTPConnection):
    """A connection that tells the line of its caller's which one it is."""

    line: Line | None = None

    def connect(self) -> None:
        super().connect()
        self._note()

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._note()
        super().request(*args, **kwargs)

    def _note(self) -> None:
        line = _line.get()
        if line is not None and self.sock is not None:
            line.take(self, self.sock)


class _SecureConnection(_Noted, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Noted


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


def severable_session() -> requests.Session:
    """A session whose calls a `Line` can cut."""
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter())
    return session
